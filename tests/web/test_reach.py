"""What belongs to others answers as what does not exist."""

import re

import pytest
from flask import Flask

from tests.web.conftest import SignIn
from tests.web.page_client import PageClient
from tests.web.walking import begin, finish, read_interview_id

PLACES = (
    "/interviews/{id}",
    "/interviews/{id}/topics/safe_to_talk",
    "/interviews/{id}/sections/safety/end",
    "/interviews/{id}/review",
    "/interviews/{id}/stop",
    "/interviews/{id}/close",
    "/interviews/{id}/indicators",
    "/interviews/{id}/indicators/exploitation.hours",
    "/interviews/{id}/result",
    "/interviews/{id}/summary.pdf",
)
POSTS = ("/interviews/{id}/answers", "/interviews/{id}/finish", "/interviews/{id}/close")
STRANGERS = ("southerner", "outreach")


def hide_ids(text: str) -> str:
    """Take out what differs between two pages that say the same."""
    without_tokens = re.sub(r'(csrf_token" value|data-csrf)="[^"]*"', "", text)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|T-\d{4}-\d{4}-\d{4}", "", without_tokens)


@pytest.mark.parametrize("name", STRANGERS)
@pytest.mark.parametrize("place", PLACES)
def test_interview_of_others_answers_as_a_missing_one(
    inspector: PageClient, sign_in: SignIn, name: str, place: str
) -> None:
    foreign = read_interview_id(begin(inspector))
    stranger = sign_in(name)

    of_others = stranger.http.get(place.format(id=foreign))
    missing = stranger.http.get(place.format(id="11111111-1111-4111-8111-111111111111"))

    assert of_others.status_code == missing.status_code == 404
    assert hide_ids(of_others.text) == hide_ids(missing.text)


@pytest.mark.parametrize("place", POSTS)
def test_nobody_changes_the_interview_of_others(
    inspector: PageClient, sign_in: SignIn, place: str
) -> None:
    foreign = read_interview_id(begin(inspector))
    stranger = sign_in("southerner")
    token = stranger.get("/").find_all("input", name="csrf_token")[0].get("value")

    fields = {"csrf_token": token or "", "question": "hours_day", "hours_day": "12"}
    response = stranger.http.post(place.format(id=foreign), data=fields)

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["southerner", "outreach", "stranger"])
def test_case_of_others_answers_as_a_missing_one(
    inspector: PageClient, sign_in: SignIn, name: str
) -> None:
    case = finish(inspector, begin(inspector)).case
    stranger = sign_in(name)

    of_others = stranger.http.get(f"/cases/{case}")
    missing = stranger.http.get("/cases/T-2026-0000-0000")

    assert of_others.status_code == missing.status_code == 404
    assert hide_ids(of_others.text) == hide_ids(missing.text)
    assert case not in stranger.get("/").text


def test_supervisor_reads_what_was_finished_and_changes_nothing(
    app: Flask, inspector: PageClient, sign_in: SignIn
) -> None:
    del app
    finished = finish(inspector, begin(inspector))
    supervisor = sign_in("supervisor")

    page = supervisor.follow(supervisor.get("/"), finished.case)

    assert page.heading == f"Case {finished.case}"
    assert supervisor.follow(page, "Result").heading == "Result"
    assert supervisor.http.get(f"/interviews/{finished.interview}").status_code == 403
