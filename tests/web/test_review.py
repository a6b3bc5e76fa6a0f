"""Looking back: all answers, silences and bases in words, and the end of the interview."""

import pytest

from tests.web.page import Page, read
from tests.web.page_client import PageClient
from tests.web.walking import begin, finish, read_interview_id, topic

GO = "Save and continue"


def open_review(client: PageClient, page: Page) -> Page:
    return client.get(f"/interviews/{read_interview_id(page)}/review")


def find_row(page: Page, question: str) -> str:
    rows = [
        read(each) for each in page.find_all("div") if "summary-list__row" in each.get("class", "")
    ]
    return next(row for row in rows if row.startswith(question))


def test_review_gives_every_answer_in_words(inspector: PageClient) -> None:
    first = begin(inspector)
    fields = {
        "hours_day": "14",
        "hours_day-basis": "assumed",
        "days_week-silence": "prefer_not_to_say",
        "work_began-year": "2025",
        "work_began-about": "yes",
        "work_began-basis": "document",
    }
    inspector.send(topic(inspector, first, "hours"), GO, fields)

    page = open_review(inspector, first)

    hours = find_row(page, "How many hours do you work on a usual day?")
    assert "14 hours a day" in hours
    assert "Nobody said so: assumed" in hours
    assert "prefers not to say" in find_row(page, "How many days do you work")
    began = find_row(page, "When did you start this work?")
    assert "about 2025" in began
    assert "From a document" in began
    assert "Not asked yet" in find_row(page, "Are you still doing this work?")
    assert "1 answer is assumed" in page.text


def test_change_leads_to_the_question_on_its_page(inspector: PageClient) -> None:
    first = begin(inspector)
    page = open_review(inspector, first)

    links = [each.get("href") or "" for each in page.root.iter("a")]
    address = next(each for each in links if each.endswith("#hours_day"))

    target = inspector.get(address)
    assert target.find_all("input", id="hours_day")


def test_finished_interview_shows_its_result_and_takes_no_change(inspector: PageClient) -> None:
    first = begin(inspector)

    finished = finish(inspector, first)

    assert finished.page.heading == "Result"
    for place in ("review", "topics/hours", ""):
        page = inspector.get(f"/interviews/{finished.interview}/{place}".rstrip("/"))
        assert page.heading == f"Case {finished.case}"


def test_section_end_says_where_the_interview_stands(inspector: PageClient) -> None:
    first = begin(inspector)

    page = inspector.get(f"/interviews/{read_interview_id(first)}/sections/safety/end")

    assert page.heading == "After “Safety and consent”"
    assert "still open" in page.text
    assert "could still change the result" in page.text
    assert inspector.follow(page, "Continue").heading == "Age"


def test_state_is_told_once_after_each_section(inspector: PageClient) -> None:
    first = begin(inspector)
    told = "Whether there is a presumption of trafficking is still open."

    assert told not in first.text
    assert told in topic(inspector, first, "age").text
    assert told not in topic(inspector, first, "danger_now").text


def test_section_that_the_questionnaire_lacks_is_not_found(inspector: PageClient) -> None:
    first = begin(inspector)

    assert inspector.get(f"/interviews/{read_interview_id(first)}/sections/x/end").status == 404


@pytest.mark.parametrize(
    "fields", [{}, {"consent_storage-silence": "prefer_not_to_say"}], ids=["not asked", "not said"]
)
def test_review_asks_for_consent_to_storage_until_the_person_said_yes_or_no(
    inspector: PageClient, fields: dict[str, str]
) -> None:
    first = begin(inspector)
    inspector.send(first, GO, fields)

    page = open_review(inspector, first)

    assert "It is not known whether the person agrees that you keep what they said." in page.text
    asked = inspector.follow(page, "Ask whether you may keep it")
    assert asked.find_all("input", name="consent_storage")


def test_interview_is_not_finished_before_the_person_said_whether_it_may_be_kept(
    inspector: PageClient,
) -> None:
    first = begin(inspector)
    inspector.send(first, GO, {"consent_storage": "yes"})
    page = open_review(inspector, first)
    inspector.send(first, GO, {"consent_storage-silence": "prefer_not_to_say"})

    sent = inspector.send(page, "Finish the interview")

    assert "Ask first whether you may keep what the person told you." in sent.text
    assert sent.find_all("input", name="consent_storage")
    assert open_review(inspector, first).heading == "Look at all answers"


def test_draft_begun_by_mistake_is_thrown_away_once_somebody_is_sure(
    inspector: PageClient,
) -> None:
    first = begin(inspector)
    inspector.send(first, GO, {"safe_to_talk": "yes"})
    asked = inspector.follow(open_review(inspector, first), "Throw the draft away")

    hasty = inspector.send(asked, "Throw it away")
    gone = inspector.send(hasty, "Throw it away", {"sure": "yes"})

    assert "1 answer would be destroyed" in asked.text
    assert hasty.status == 422
    assert "Tick the box" in hasty.text
    assert gone.heading == "Start"
    assert inspector.get(f"/interviews/{read_interview_id(first)}/review").status == 404


@pytest.mark.parametrize("said", ["yes", "no"])
def test_review_asks_no_more_for_a_consent_that_is_settled(
    inspector: PageClient, said: str
) -> None:
    first = begin(inspector)
    inspector.send(first, GO, {"consent_storage": said})

    page = open_review(inspector, first)

    assert page.heading == "Look at all answers"
    assert "Ask whether you may keep it" not in page.text
