"""Whoever was signed out and signed in again, with a page still open, loses nothing typed on it."""

import pytest

from tests.web.page import Page
from tests.web.page_client import PageClient, list_controls
from tests.web.walking import begin, read_interview_id, topic

GO = "Save and continue"
STORY = "job_story"


@pytest.fixture
def page(inspector: PageClient) -> Page:
    """A page of an interview that was opened before its reader signed out and in again."""
    first = begin(inspector, questionnaire="full-assessment")
    page = topic(inspector, first, STORY)
    inspector.send(inspector.get("/"), "Sign out")
    inspector.sign_in("inspector")
    return page


def test_page_that_is_older_than_the_sign_in_comes_back_with_what_was_typed(
    inspector: PageClient, page: Page
) -> None:
    sent = list_controls(page.find_form(GO), GO)
    sent[STORY] = "What must not be lost"

    response = inspector.http.post(page.address, data=sent)

    assert response.status_code == 409
    again = Page(page.address, 409, response.text)
    assert "Nothing of this page is saved yet" in again.text
    assert "What must not be lost" in again.text
    inspector.send(again, GO)
    assert "What must not be lost" in inspector.get(page.address).text


def test_page_with_a_guessed_token_saves_nothing(inspector: PageClient, page: Page) -> None:
    sent = list_controls(page.find_form(GO), GO)
    sent[STORY], sent["csrf_token"] = "Sent by another site", "guessed"

    inspector.http.post(page.address, data=sent)

    assert "Sent by another site" not in inspector.get(page.address).text


def test_script_of_an_older_page_is_given_the_token_of_today(
    inspector: PageClient, page: Page
) -> None:
    form = page.find_form(GO)
    address, old = form.get("data-save-url") or "", form.get("data-csrf") or ""
    fields = {"question": STORY, "answer_id": "11111111-1111-4111-8111-111111111111"}
    told = {**fields, STORY: "What must not be lost"}
    json = {"Accept": "application/json"}

    refused = inspector.http.post(address, data=told, headers={**json, "X-CSRFToken": old})
    token = refused.get_json()["token"]
    taken = inspector.http.post(address, data=told, headers={**json, "X-CSRFToken": token})

    assert refused.get_json()["saved"] is False
    assert taken.get_json()["saved"] is True
    assert read_interview_id(page) in address
