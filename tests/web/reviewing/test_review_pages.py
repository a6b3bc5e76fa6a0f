"""Supervisors decide on pages: with reasons, beside the tool's finding, and never unawares."""

import pytest

from tests.web.conftest import SignIn
from tests.web.page import Page
from tests.web.page_client import PageClient
from tests.web.test_hostile_text import TWO_BY_DAY, assert_harmless
from tests.web.walking import Finished, finish, topic

WHY = "The passport was seen in the drawer."
PAGES = ("decide", "override", "send-back", "close", "reopen")


@pytest.fixture
def supervisor(sign_in: SignIn) -> PageClient:
    return sign_in("supervisor")


def open_case(client: PageClient, finished: Finished) -> Page:
    return client.get(f"/cases/{finished.case}")


def decide(client: PageClient, finished: Finished, decision: str = "confirmed") -> Page:
    page = client.follow(open_case(client, finished), "Decide")
    return client.send(page, "Decide", {"decision": decision, "reason": WHY})


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ("confirmed", "Decided: confirmed"),
        ("not_confirmed", "Decided: not confirmed"),
        ("inconclusive", "Decided: inconclusive"),
    ],
)
def test_supervisor_decides_and_everybody_reads_what_and_why(
    inspector: PageClient, supervisor: PageClient, finished: Finished, decision: str, words: str
) -> None:
    page = decide(supervisor, finished, decision)

    assert "The case is decided." in page.text
    for each in (page, open_case(inspector, finished)):
        assert words in each.text
        assert WHY in each.text
    result = supervisor.get(f"/interviews/{finished.interview}/result")
    assert words in result.text


def test_decision_without_choice_or_reason_is_asked_for_again(
    supervisor: PageClient, finished: Finished
) -> None:
    page = supervisor.follow(open_case(supervisor, finished), "Decide")

    again = supervisor.send(page, "Decide", {"reason": " "})

    assert again.status == 422
    assert "Choose what you decide." in again.text
    assert "Write why" in again.text
    assert "Submitted for review" in open_case(supervisor, finished).text


def test_who_decides_second_is_told_who_was_faster_and_loses_no_word(
    sign_in: SignIn, supervisor: PageClient, finished: Finished
) -> None:
    deputy = sign_in("deputy")
    open_before = deputy.follow(open_case(deputy, finished), "Decide")
    decide(supervisor, finished)

    fields = {"decision": "not_confirmed", "reason": "I see no means."}
    page = deputy.send(open_before, "Decide", fields)

    assert page.status == 409
    assert page.heading == "Somebody was faster"
    assert "Decided: confirmed." in page.text
    assert "I see no means." in page.text
    assert "Decided: confirmed" in open_case(deputy, finished).text


def test_override_stands_beside_the_finding_and_can_be_taken_back(
    supervisor: PageClient, finished: Finished
) -> None:
    page = supervisor.follow(open_case(supervisor, finished), "Override the tool’s finding")

    fields = {"says": "yes", "reason": WHY}
    case = supervisor.send(page, "Override the tool’s finding", fields)

    assert "Whether there is a presumption of trafficking is open." in case.text
    assert "A supervisor says: there is a presumption of trafficking." in case.text
    page = supervisor.follow(case, "Override the tool’s finding")
    fields = {"says": "withdraw", "reason": WHY}
    case = supervisor.send(page, "Override the tool’s finding", fields)
    assert "A supervisor says: there is" not in case.text


def test_override_without_a_choice_is_asked_for_again(
    supervisor: PageClient, finished: Finished
) -> None:
    page = supervisor.follow(open_case(supervisor, finished), "Override the tool’s finding")

    again = supervisor.send(page, "Override the tool’s finding", {"reason": WHY})

    assert again.status == 422
    assert "Choose what you say." in again.text


def test_case_sent_back_shows_each_comment_at_its_question_until_it_is_handed_in_again(
    inspector: PageClient, supervisor: PageClient, finished: Finished
) -> None:
    page = supervisor.follow(open_case(supervisor, finished), "Send back")
    fields = {"reason": "Two things.", "comment-hours_day": "Is that with breaks?"}
    case = supervisor.send(page, "Send back", fields)

    assert "Sent back" in case.text
    first = inspector.get(f"/interviews/{finished.interview}")
    hours = topic(inspector, first, "hours")
    assert "Is that with breaks?" in hours.text
    inspector.send(hours, "Save and continue", {"hours_day": "14"})
    review = inspector.get(f"/interviews/{finished.interview}/review")
    assert "Two things." in review.text
    assert "The answer now: 14 hours a day" in review.text
    finish(inspector, first)
    again = open_case(supervisor, finished)
    assert "Submitted for review" in again.text
    assert "Is that with breaks?" in again.text
    assert "The answer now: 14 hours a day" in again.text


def test_case_is_sent_back_with_a_word_or_not_at_all(
    supervisor: PageClient, finished: Finished
) -> None:
    page = supervisor.follow(open_case(supervisor, finished), "Send back")

    again = supervisor.send(page, "Send back", {})

    assert again.status == 422
    assert "Write what is missing" in again.text
    long = supervisor.send(page, "Send back", {"comment-hours_day": "x" * 4001})
    assert long.status == 422
    assert "at most 4000 characters" in long.text


def test_later_answer_against_an_override_is_flagged_before_anything_is_decided(
    inspector: PageClient, supervisor: PageClient, finished: Finished
) -> None:
    page = supervisor.follow(open_case(supervisor, finished), "Override the tool’s finding")
    supervisor.send(page, "Override the tool’s finding", {"says": "no", "reason": WHY})
    page = supervisor.follow(open_case(supervisor, finished), "Send back")
    supervisor.send(page, "Send back", {"reason": "Ask about the passport."})
    first = inspector.get(f"/interviews/{finished.interview}")
    fields = {"papers_held": "employer", "papers_back": "refused"}
    inspector.send(topic(inspector, first, "papers"), "Save and continue", fields)
    finish(inspector, first)

    flagged = open_case(supervisor, finished)

    assert "speaks against this override" in flagged.text
    assert "speaks against this override" in decide(supervisor, finished).text
    assert "Submitted for review" in open_case(supervisor, finished).text


def test_closed_case_is_re_opened_with_a_reason_and_decided_again(
    supervisor: PageClient, finished: Finished
) -> None:
    case = decide(supervisor, finished)
    closed = supervisor.send(supervisor.follow(case, "Close the case"), "Close the case")
    assert "Closed: confirmed" in closed.text
    page = supervisor.follow(closed, "Re-open the case")
    assert supervisor.send(page, "Re-open the case", {"reason": ""}).status == 422

    opened = supervisor.send(page, "Re-open the case", {"reason": "A court decided."})

    assert "Re-opened" in opened.text
    assert "Decided: not confirmed" in decide(supervisor, finished, "not_confirmed").text


@pytest.mark.parametrize("place", ["close", "reopen"])
def test_what_is_not_possible_is_said_with_what_is(
    supervisor: PageClient, finished: Finished, place: str
) -> None:
    page = supervisor.get(f"/cases/{finished.case}/{place}")

    assert "this case is “Submitted for review”. What you can do: Decide, Send back" in page.text


def test_decided_case_cannot_be_decided_or_sent_back_from_an_old_page(
    supervisor: PageClient, finished: Finished
) -> None:
    decide(supervisor, finished)

    for place in ("decide", "send-back"):
        page = supervisor.get(f"/cases/{finished.case}/{place}")
        assert "this case is “Decided: confirmed”" in page.text


def test_disagreement_is_a_figure_for_supervisors(
    supervisor: PageClient, finished: Finished
) -> None:
    assert "There is nothing to compare yet." in supervisor.get("/disagreement").text

    decide(supervisor, finished)

    page = supervisor.get("/disagreement")
    assert "There is nothing to compare yet." in page.text
    assert "The tool: open 1 0 0" in page.text


@pytest.mark.parametrize(("name", "status"), [("stranger", 404), ("outreach", 403)])
def test_case_of_others_cannot_be_reviewed(
    sign_in: SignIn, finished: Finished, name: str, status: int
) -> None:
    other = sign_in(name)

    pages = {place: other.get(f"/cases/{finished.case}/{place}") for place in PAGES}

    assert {place: page.status for place, page in pages.items()} == dict.fromkeys(PAGES, status)
    assert [place for place, page in pages.items() if finished.case in page.text] == []


@pytest.mark.parametrize("text", TWO_BY_DAY)
def test_hostile_words_of_a_supervisor_are_shown_as_text(
    inspector: PageClient, supervisor: PageClient, finished: Finished, text: str
) -> None:
    page = supervisor.follow(open_case(supervisor, finished), "Send back")
    fields = {"reason": text, "comment-hours_day": text}

    assert_harmless(supervisor.send(page, "Send back", fields))
    first = inspector.get(f"/interviews/{finished.interview}")
    assert_harmless(topic(inspector, first, "hours"))
    assert_harmless(inspector.get(f"/interviews/{finished.interview}/review"))


def test_page_that_no_page_of_ours_sent_is_refused(
    supervisor: PageClient, finished: Finished
) -> None:
    for place in ("decide", "send-back"):
        page = supervisor.get(f"/cases/{finished.case}/{place}")
        token = page.find_all("input", name="csrf_token")[0].get("value") or ""
        fields = {"csrf_token": token, "seen": "x", "reason": WHY, "decision": "confirmed"}

        response = supervisor.http.post(f"/cases/{finished.case}/{place}", data=fields)

        assert response.status_code == 400
