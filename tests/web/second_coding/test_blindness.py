"""Whoever codes a second time gets the same pages whatever was coded first, and no others."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from app.instruments.narrow import leave_out_the_talk
from app.instruments.questions import place_questions
from app.services.sample_answers import HELD, IN_ORDER
from app.services.workplace import Workplace
from tests.web.conftest import SignIn
from tests.web.matrix import hide_ids
from tests.web.page_client import PageClient
from tests.web.second_coding.asking import FEW, RECORDED, AskedFor, ask_for
from tests.web.walking import read_interview_id

GO = "Continue"
UNSEEN = {"readiness": "unseen"}
# Every page of an interview, and every form.
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
SAVES = {"papers_held": "me", "hours_day": "7"}


def list_addresses(app: Flask, sheet: str) -> list[str]:
    """Give every page of a sheet: topics, ends of sections, and those that look back."""
    workplace: Workplace = app.extensions["threshold"]
    short = workplace.library.instruments.questionnaires.newest("short-screening").item
    placed = list(place_questions(leave_out_the_talk(short)))
    topics = dict.fromkeys(f"topics/{each.topic.id}" for each in placed)
    ends = dict.fromkeys(f"sections/{each.section.id}/end" for each in placed)
    last = ("review", "indicators", "indicators/exploitation.hours", "result", "summary.pdf")
    return [f"/interviews/{sheet}/{page}" for page in (*topics, *ends, *last)]


def walk(app: Flask, coder: PageClient, asked: AskedFor) -> Iterator[str]:
    """Open every page and save answers, as the second person; give all that comes back."""
    first = coder.get(f"/second-codings/{asked.coding}")
    yield first.html
    sheet = read_interview_id(coder.send(first, GO, UNSEEN))
    for question, value in SAVES.items():
        yield save(coder, sheet, question, value)
    for address in list_addresses(app, sheet):
        yield coder.http.get(address).text


def save(coder: PageClient, sheet: str, question: str, value: str) -> str:
    page = coder.get("/")
    token = page.find_all("input", name="csrf_token")[0].get("value") or ""
    numbered = "11111111-1111-4111-8111-" + sheet[-12:]
    answer_id = numbered[:-1] + str(len(question) % 10)
    fields = {"csrf_token": token, "question": question, question: value, "answer_id": answer_id}
    answered = coder.http.post(f"/interviews/{sheet}/answers", data=fields)
    assert answered.json is not None
    assert answered.json["saved"] is True
    return answered.text


def test_pages_and_answers_are_the_same_whatever_was_coded_first(
    app: Flask, sign_in: SignIn
) -> None:
    worlds = [ask_for(app, typed) for typed in (HELD, IN_ORDER)]
    coder = sign_in("colleague")

    first, second = ([hide_ids(text) for text in walk(app, coder, asked)] for asked in worlds)

    assert len(first) > 30
    assert first == second
    assert RECORDED in first[0]


@pytest.fixture
def asked(app: Flask) -> AskedFor:
    return ask_for(app, FEW)


def test_sheet_has_nothing_chosen_and_nothing_saved(asked: AskedFor, sign_in: SignIn) -> None:
    coder = sign_in("colleague")
    page = coder.send(coder.get(f"/second-codings/{asked.coding}"), GO, UNSEEN)

    for name in ("pay", "papers"):
        topic = coder.get(f"/interviews/{read_interview_id(page)}/topics/{name}")
        assert RECORDED in topic.text
        # What stands chosen at first is that the person gave some answer, as yet none.
        chosen = [e for e in topic.root.iter("input") if e.get("checked") is not None]
        assert {each.get("value") for each in chosen} <= {""}
        assert "Saved" not in topic.text


def list_closed(asked: AskedFor) -> list[str]:
    more = ("/interviews/{id}/newer-versions", f"/cases/{asked.case}")
    return [place.format(id=asked.interview) for place in (*PLACES, *more)]


def test_case_answers_as_a_missing_one_and_stands_in_no_list(
    asked: AskedFor, sign_in: SignIn
) -> None:
    coder, witness = sign_in("colleague"), sign_in("supervisor")
    missing = coder.http.get("/interviews/11111111-1111-4111-8111-111111111111")

    for place in list_closed(asked):
        closed = coder.http.get(place)
        assert (place, closed.status_code) == (place, 404)
        assert hide_ids(closed.text) == hide_ids(missing.text)
    token = coder.get("/").find_all("input", name="csrf_token")[0].get("value")
    fields = {"csrf_token": token or "", "question": "hours_day", "hours_day": "12"}
    for place in POSTS:
        sent = coder.http.post(place.format(id=asked.interview), data=fields)
        assert (place, sent.status_code) == (place, 404)
    home = coder.get("/")
    # The case stands there once, to be coded, and not with what came out.
    assert set(re.findall(r"T-\d{4}-\d{4}-\d{4}", home.html)) == {asked.case}
    assert "Presumption" in home.text
    assert "Open" not in home.text
    assert "Open" in witness.get("/").text


def test_sheet_answers_others_as_a_missing_one(asked: AskedFor, sign_in: SignIn) -> None:
    coder = sign_in("colleague")
    page = coder.send(coder.get(f"/second-codings/{asked.coding}"), GO, UNSEEN)
    sheet = read_interview_id(page)

    other = sign_in("inspector")
    for place in (*PLACES, "/interviews/{id}/newer-versions"):
        assert other.http.get(place.format(id=sheet)).status_code == 404
    assert other.http.get(f"/second-codings/{asked.coding}").status_code == 404
    supervisor = sign_in("supervisor")
    for place in ("/interviews/{id}/result", "/interviews/{id}/second-coding"):
        assert supervisor.http.get(place.format(id=sheet)).status_code == 404
