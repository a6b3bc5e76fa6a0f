"""A form on paper is typed in in its order, by whom and when it was asked, once or twice."""

import re

import pytest
from flask import Flask

from app.services.workplace import Workplace
from app.store.authors import list_authors
from app.store.ids import AccountId, InterviewId
from app.store.interviews import get_interview
from tests.web.conftest import SignIn
from tests.web.page import Page
from tests.web.page_client import PageClient
from tests.web.walking import read_interview_id

SAVE = "Save what I typed"
COMPARE = "Compare with the first pass"
HEAD = {"asked_on": "2026-02-02"}


@pytest.fixture
def opened(inspector: PageClient) -> Page:
    page = inspector.follow(inspector.get("/"), "Screen a worker")
    return inspector.send(page, "Type in a form from paper")


def find_value(page: Page, name: str) -> str:
    return next(each.get("value") or "" for each in page.root.iter() if each.get("name") == name)


def test_questions_come_in_the_order_and_with_the_numbers_of_the_paper(opened: Page) -> None:
    numbers = [int(each) for each in re.findall(r"<strong>(\d+)\.</strong>", opened.html)]
    names = re.findall(r'name="q-([a-z_0-9]+)"', opened.html)

    assert numbers == list(range(1, len(names) + 1))
    assert names[0] == "safe_to_talk"
    assert len(names) == len(set(names)) > 40


def test_what_is_typed_is_kept_with_who_asked_and_when(
    app: Flask, inspector: PageClient, opened: Page, sign_in: SignIn
) -> None:
    colleague = next(
        each.get("value") or ""
        for each in opened.root.iter("option")
        if "colleague" in (each.text or "").lower()
    )
    typed = {**HEAD, "asked_by": colleague, "q-consent_storage": "y", "q-interview_language": "ne"}

    page = inspector.send(opened, SAVE, typed)

    assert "Everything that you typed is saved." in page.text
    assert (find_value(page, "q-consent_storage"), find_value(page, "asked_on")) == (
        "yes",
        "2026-02-02",
    )
    # Whoever asked has a part in the answers, and the result is of that day.
    interview = read_interview_id(page)
    inspector.send(inspector.get(f"/interviews/{interview}/review"), "Finish the interview")
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.reading() as session:
        authors = list_authors(session, get_interview(session, InterviewId(interview)).case_id)
    assert AccountId(int(colleague)) in authors
    assert inspector.http.get(f"/interviews/{interview}/paper").status_code == 404
    assert sign_in("southerner").http.get(f"/interviews/{interview}/paper").status_code == 404


def test_what_cannot_be_read_is_said_and_the_rest_is_kept(
    inspector: PageClient, opened: Page
) -> None:
    page = inspector.send(
        opened, SAVE, {**HEAD, "q-consent_storage": "perhaps", "q-safe_to_talk": "y"}
    )

    assert page.status == 422
    assert find_value(page, "q-consent_storage") == "perhaps"
    again = inspector.get(f"/interviews/{read_interview_id(page)}/paper")
    assert find_value(again, "q-safe_to_talk") == "yes"
    assert find_value(again, "q-consent_storage") == ""


@pytest.mark.parametrize("day", ["", "soon", "2999-01-01"])
def test_without_the_day_nothing_is_kept_or_lost(
    inspector: PageClient, opened: Page, day: str
) -> None:
    page = inspector.send(opened, SAVE, {"asked_on": day, "q-safe_to_talk": "y"})

    assert page.status == 422
    assert "Enter the day on which it was asked, not later than today" in page.text
    assert find_value(page, "q-safe_to_talk") == "y"
    again = inspector.get(f"/interviews/{read_interview_id(page)}/paper")
    assert find_value(again, "q-safe_to_talk") == ""


def test_two_passes_are_compared_and_what_differs_is_settled_by_the_paper(
    inspector: PageClient, opened: Page
) -> None:
    first = {"q-safe_to_talk": "y", "q-consent_storage": "y", "q-interpreter": "n"}
    saved = inspector.send(opened, SAVE, {**HEAD, **first})
    blind = inspector.follow(saved, "Type it in a second time, and compare")
    assert find_value(blind, "q-safe_to_talk") == ""

    second = {"q-safe_to_talk": "y", "q-consent_storage": "n", "q-interpreter": ""}
    differing = inspector.send(blind, COMPARE, second)

    assert differing.heading == "Settle what differs"
    assert "2 answers were typed in differently" in differing.text
    unsettled = inspector.send(differing, "Settle them", {"settle-consent_storage": "second"})
    assert unsettled.status == 422
    assert "Choose what the paper says" in unsettled.text
    done = inspector.send(unsettled, "Settle them", {"settle-interpreter": "first"})
    assert "The differences are settled." in done.text
    assert "2 answers differed, and were settled." in done.text
    assert find_value(done, "q-consent_storage") == "no"
    assert find_value(done, "q-interpreter") == "no"


def test_two_passes_that_say_the_same_leave_nothing_to_settle(
    inspector: PageClient, opened: Page
) -> None:
    saved = inspector.send(opened, SAVE, {**HEAD, "q-safe_to_talk": "y"})
    blind = inspector.follow(saved, "Type it in a second time, and compare")

    page = inspector.send(blind, COMPARE, {"q-safe_to_talk": "1"})

    assert "Both passes say the same." in page.text
    assert "0 answers differed" in page.text
