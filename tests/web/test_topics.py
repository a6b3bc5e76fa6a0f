"""One topic a page: what is typed is kept, and what can't be an answer is explained."""

import pytest

from tests.web.page_client import PageClient
from tests.web.walking import begin, read_interview_id, topic

GO = "Save and continue"
AGE = "age"
HOURS = "hours"


def test_screening_begins_two_clicks_from_the_start_page(inspector: PageClient) -> None:
    start = inspector.follow(inspector.get("/"), "Screen a worker")

    first = inspector.send(start, "Begin the interview")

    assert first.status == 200
    assert first.address.endswith("/topics/safe_to_talk")
    assert first.find_all("input", name="safe_to_talk")


def test_start_that_is_sent_twice_begins_one_interview(inspector: PageClient) -> None:
    start = inspector.get("/interviews/new")

    first = inspector.send(start, "Begin the interview")
    second = inspector.send(start, "Begin the interview")

    assert first.address == second.address
    assert inspector.get("/").text.count("Begun") == 1


def test_kind_of_work_adds_its_questions(inspector: PageClient) -> None:
    first = begin(inspector, module="fishing")

    assert "Fishing:" in first.text
    assert "Short screening · Fishing" in inspector.get("/").text


def test_start_with_something_that_is_not_offered_is_explained(inspector: PageClient) -> None:
    start = inspector.get("/interviews/new")

    page = inspector.send(start, "Begin the interview", {"country": "QQ"})

    assert page.status == 422
    assert page.list_error_links() == ["country"]


def test_sent_answers_stand_on_the_page_again(inspector: PageClient) -> None:
    first = begin(inspector)
    hours = topic(inspector, first, HOURS)
    fields = {
        "work_began-year": "2025",
        "work_began-month": "3",
        "still_working": "yes",
        "hours_day": "14",
        "hours_day-basis": "seen",
        "days_week-silence": "unknown",
    }

    inspector.send(hours, GO, fields)

    again = topic(inspector, first, HOURS)
    assert again.find_all("input", name="hours_day")[0].get("value") == "14"
    assert again.find_all("input", name="work_began-month")[0].get("value") == "3"
    for name, value in (("still_working", "yes"), ("days_week-silence", "unknown")):
        chosen = again.find_all("input", name=name, value=value)[0]
        assert chosen.get("checked") is not None
    basis = again.find_all("select", name="hours_day-basis")[0]
    chosen_basis = [each.get("value") for each in basis if each.get("selected") is not None]
    assert chosen_basis == ["seen"]


def test_wrong_answer_is_shown_as_typed_and_the_right_ones_are_kept(
    inspector: PageClient,
) -> None:
    first = begin(inspector)
    hours = topic(inspector, first, HOURS)

    page = inspector.send(hours, GO, {"hours_day": "25", "days_week": "6"})

    assert page.status == 422
    assert page.list_error_links() == ["hours_day"]
    assert "The usual hours of work in a day must be between 0 and 24." in page.text
    assert page.find_all("input", name="hours_day")[0].get("value") == "25"
    again = topic(inspector, first, HOURS)
    assert again.find_all("input", name="days_week")[0].get("value") == "6"
    assert again.find_all("input", name="hours_day")[0].get("value") == ""


@pytest.mark.parametrize(
    ("name", "fields", "place", "sentence"),
    [
        (AGE, {"age_now": "two"}, "age_now", "The age must be a whole number, such as 12."),
        (
            AGE,
            {"birth_date-day": "31", "birth_date-month": "2", "birth_date-year": "1990"},
            "birth_date",
            "The date of birth must be a day that is in the calendar.",
        ),
        (
            AGE,
            {"birth_date-day": "3"},
            "birth_date-year",
            "The date of birth must have a year; day and month may be left out.",
        ),
        (
            AGE,
            {"age_now": "30", "age_now-silence": "unknown"},
            "age_now",
            "The age: give an answer or a reason why there is none, not both.",
        ),
        (
            "pay",
            {"pay_received-amount": "1.234", "pay_received-period": "month"},
            "pay_received",
            "The money that the person gets in hand can be read in two ways: write 1234 or 1.23.",
        ),
        (
            "pay",
            {"pay_received-amount": "300"},
            "pay_received-period",
            "The money that the person gets in hand: choose what the amount is for",
        ),
    ],
)
def test_error_names_the_thing_and_links_to_its_place(
    inspector: PageClient, name: str, fields: dict[str, str], place: str, sentence: str
) -> None:
    page = inspector.send(topic(inspector, begin(inspector), name), GO, fields)

    assert page.list_error_links() == [place]
    assert sentence in page.text


def test_answer_that_is_emptied_is_taken_back(inspector: PageClient) -> None:
    first = begin(inspector)
    inspector.send(topic(inspector, first, HOURS), GO, {"hours_day": "14"})

    inspector.send(topic(inspector, first, HOURS), GO, {"hours_day": ""})

    assert topic(inspector, first, HOURS).find_all("input", name="hours_day")[0].get("value") == ""


def test_page_is_shown_again_when_answers_open_questions_on_it(inspector: PageClient) -> None:
    first = begin(inspector)
    inspector.send(topic(inspector, first, HOURS), GO, {"still_working": "yes"})
    hidden = topic(inspector, first, HOURS)
    assert hidden.find_all("div", data_question="work_ended")[0].get("hidden") is not None

    page = inspector.send(hidden, GO, {"still_working": "no"})

    assert page.address.endswith("/topics/hours")
    assert page.find_all("div", data_question="work_ended")[0].get("hidden") is None
    assert "They open more questions on this page" in page.text


def test_save_and_leave_goes_to_the_start_page_and_the_interview_goes_on_there(
    inspector: PageClient,
) -> None:
    hours = topic(inspector, begin(inspector), HOURS)

    home = inspector.send(hours, "Save and leave", {"hours_day": "14"})

    assert home.heading == "Start"
    assert inspector.follow(home, "Go on").address.endswith("/topics/hours")


def test_danger_shows_on_every_page_whom_to_call_now(inspector: PageClient) -> None:
    first = begin(inspector)

    inspector.send(topic(inspector, first, "danger_now"), GO, {"life_threat_now": "yes"})

    review = inspector.get(f"/interviews/{read_interview_id(first)}/review")
    for page in (topic(inspector, first, "pay"), review):
        banner = page.find_all("section", data_danger="life_threatened")[0]
        assert banner.get("hidden") is None
        assert "000 01" in page.text


def test_topic_that_the_questionnaire_lacks_is_not_found(inspector: PageClient) -> None:
    assert topic(inspector, begin(inspector), "weather").status == 404


def test_every_topic_of_the_full_assessment_is_a_sound_page(inspector: PageClient) -> None:
    page = begin(inspector, questionnaire="full-assessment")

    titles = []
    while "/topics/" in page.address:
        titles.append(page.heading)
        page = inspector.send(page, GO)

    assert page.heading == "Look at all answers"
    assert len(titles) > 40


def test_no_answer_to_what_is_seen_is_the_interviewers(inspector: PageClient) -> None:
    first = begin(inspector)

    told = topic(inspector, first, "danger_now")
    seen = topic(inspector, first, "danger_seen")

    assert "No answer, because the person:" in told.text
    assert "No answer, because the interviewer:" in seen.text
    assert "No answer, because the person:" not in seen.text
