"""The script saves each answer as it is given: once, and with what it changes elsewhere."""

from typing import Any, cast

import pytest

from app.store.ids import new_id
from tests.web.page import Page
from tests.web.page_client import PageClient
from tests.web.walking import begin, finish, topic

ID = "11111111-1111-4111-8111-111111111111"


class Script:
    """What threshold.js sends from a page."""

    def __init__(self, client: PageClient, page: Page) -> None:
        form = next(each for each in page.root.iter("form") if each.get("data-save-url"))
        self.client = client
        self.address = form.get("data-save-url") or ""
        self.token = form.get("data-csrf") or ""

    def save(self, question: str, status: int = 200, **fields: str) -> dict[str, Any]:
        sent = {"question": question, "answer_id": new_id()}
        sent |= {name.replace("__", "-"): value for name, value in fields.items()}
        response = self.client.http.post(
            self.address,
            data=sent,
            headers={"X-CSRFToken": self.token, "Accept": "application/json"},
        )
        assert response.status_code == status, response.text
        return cast("dict[str, Any]", response.json)


@pytest.fixture
def first(inspector: PageClient) -> Page:
    return begin(inspector)


@pytest.fixture
def script(inspector: PageClient, first: Page) -> Script:
    return Script(inspector, first)


def test_saved_answer_stands_on_the_page(
    inspector: PageClient, first: Page, script: Script
) -> None:
    reply = script.save("hours_day", hours_day="14")

    assert reply["saved"] is True
    again = topic(inspector, first, "hours")
    assert again.find_all("input", name="hours_day")[0].get("value") == "14"


def test_reply_says_which_questions_are_shown_now(script: Script) -> None:
    assert script.save("still_working", still_working="yes")["visible"]["work_ended"] is False
    assert script.save("still_working", still_working="no")["visible"]["work_ended"] is True


def test_reply_says_which_dangers_call_now(script: Script) -> None:
    reply = script.save("life_threat_now", life_threat_now="yes")

    assert reply["dangers"]["life_threatened"] is True
    assert reply["dangers"]["hurt_or_ill"] is False


def test_wrong_answer_is_not_saved_and_named(
    inspector: PageClient, first: Page, script: Script
) -> None:
    reply = script.save("hours_day", hours_day="25")

    assert reply["saved"] is False
    assert reply["error"] == "The usual hours of work in a day must be between 0 and 24."
    again = topic(inspector, first, "hours")
    assert again.find_all("input", name="hours_day")[0].get("value") == ""


def test_answer_sent_twice_is_saved_once_and_acknowledged_twice(script: Script) -> None:
    identity = new_id()

    first = script.save("hours_day", hours_day="14", answer_id=identity)
    second = script.save("hours_day", hours_day="14", answer_id=identity)

    assert first == second
    assert first["saved"] is True


def test_id_of_another_answer_is_refused(script: Script) -> None:
    identity = new_id()
    script.save("hours_day", hours_day="14", answer_id=identity)

    reply = script.save("hours_day", 409, hours_day="15", answer_id=identity)

    assert reply["saved"] is False


@pytest.mark.parametrize(("question", "answer_id"), [("weather", ID), ("hours_day", "not an id")])
def test_what_no_page_sends_is_refused(script: Script, question: str, answer_id: str) -> None:
    reply = script.save(question, 400, hours_day="14", answer_id=answer_id)

    assert reply["saved"] is False


def test_request_without_the_token_of_the_page_is_refused(script: Script) -> None:
    script.token = "guessed"

    reply = script.save("hours_day", 400, hours_day="14")

    assert reply["saved"] is False


def test_answer_is_not_saved_for_somebody_who_signed_out(
    inspector: PageClient, script: Script
) -> None:
    inspector.send(inspector.get("/"), "Sign out")

    reply = script.save("hours_day", 401, hours_day="14")

    assert reply["saved"] is False


def test_finished_interview_takes_in_no_answer(
    inspector: PageClient, first: Page, script: Script
) -> None:
    finish(inspector, first)

    reply = script.save("hours_day", hours_day="14")

    assert reply == {"saved": False, "error": "This interview is finished."}


def test_answer_with_a_null_byte_is_saved_without_it(inspector: PageClient) -> None:
    full = begin(inspector, questionnaire="full-assessment")
    script = Script(inspector, full)

    assert script.save("job_story", job_story="one\x00two")["saved"] is True

    story = topic(inspector, full, "job_story").find_all("textarea", name="job_story")[0]
    assert (story.text or "").strip() == "onetwo"
