"""The start page of each role: what waits first, what is done apart from it, and a way on."""

import re

import pytest

from app.services import case_lists
from tests.web.conftest import SignIn
from tests.web.page import Page, read
from tests.web.page_client import PageClient
from tests.web.walking import Finished, begin, finish


def read_table(page: Page, caption: str) -> str:
    tables = [each for each in page.root.iter("table") if read(each).startswith(caption)]
    return read(tables[0])


def test_supervisor_sees_what_waits_apart_from_what_is_done(
    inspector: PageClient, sign_in: SignIn
) -> None:
    waiting, done = (finish(inspector, begin(inspector)).case for _ in range(2))
    supervisor = sign_in("supervisor")
    page = supervisor.get(f"/cases/{done}/decide")
    supervisor.send(page, "Decide", {"decision": "confirmed", "reason": "Seen."})

    start = supervisor.get("/")

    first = read_table(start, "Waiting for your review")
    second = read_table(start, "Reviewed or sent back")
    assert waiting in first
    assert done not in first
    assert "Submitted for review" in first
    assert done in second
    assert "Decided: confirmed" in second
    assert waiting not in second


def test_what_was_sent_back_comes_first_on_the_start_page_of_who_began_it(
    inspector: PageClient, finished: Finished, sign_in: SignIn
) -> None:
    begin(inspector)
    supervisor = sign_in("supervisor")
    page = supervisor.get(f"/cases/{finished.case}/send-back")
    supervisor.send(page, "Send back", {"reason": "Ask about the passport."})

    start = inspector.get("/")

    numbers = re.findall(r"T-\d{4}-\d{4}-\d{4}", start.text)
    assert numbers[0] == finished.case
    assert "Sent back: look at the comments" in start.text


def test_lists_of_a_supervisor_are_paged_apart(
    inspector: PageClient, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_lists, "PAGE_SIZE", 1)
    cases = {finish(inspector, begin(inspector)).case for _ in range(2)}
    supervisor = sign_in("supervisor")

    first = supervisor.get("/")
    second = supervisor.get(first.find_link("Older"))

    shown = [read_table(page, "Waiting for your review") for page in (first, second)]
    assert {case for case in cases for table in shown if case in table} == cases
    assert "Newest" in second.text


@pytest.mark.parametrize("name", ["analyst", "administrator"])
def test_start_page_of_a_role_without_cases_leads_on(sign_in: SignIn, name: str) -> None:
    client = sign_in(name)

    page = client.get("/")

    assert "This is what you can do:" in page.text
    assert client.follow(page, "Open").status == 200


def test_case_is_found_by_its_number_before_another_is_begun(
    inspector: PageClient, finished: Finished
) -> None:
    page = inspector.follow(inspector.get("/interviews/new"), "Find a case by its number")

    found = inspector.get(f"/cases?number={finished.case.lower()}")

    assert page.heading == "Find a case by its number"
    assert found.heading == f"Case {finished.case}"


@pytest.mark.parametrize("name", ["stranger", "southerner"])
def test_number_of_a_case_of_others_is_answered_as_one_that_no_case_has(
    finished: Finished, sign_in: SignIn, name: str
) -> None:
    other = sign_in(name)

    of_others, missing = (
        other.get(f"/cases?number={number}") for number in (finished.case, "T-2026-0000-0000")
    )

    assert of_others.status == missing.status == 422
    assert of_others.text.replace(finished.case, "") == missing.text.replace("T-2026-0000-0000", "")
