"""The way of a second coding over the pages: asked for, begun, finished, or not."""

import pytest
from flask import Flask

from app.cases.second_coding import CodingBasis, CodingState
from app.services.coding import Readiness
from app.web.second_coding.wording import BASES, READINESS, STATES
from tests.web.conftest import SignIn
from tests.web.page import Page, read
from tests.web.page_client import PageClient
from tests.web.second_coding.asking import FEW, RECORDED, AskedFor, ask_for
from tests.web.walking import Finished, begin, read_interview_id

ASK = "Ask a second person"
SEND = "Ask this person"
GO = "Continue"


@pytest.fixture
def asked(app: Flask) -> AskedFor:
    return ask_for(app, FEW)


def open_request(supervisor: PageClient, case: str, link: str = ASK) -> Page:
    return supervisor.follow(supervisor.get(f"/cases/{case}"), link)


def find_colleague(page: Page) -> str:
    """Give the value of the one person who is offered."""
    (offered,) = page.find_all("input", name="coder")
    labels = page.find_all("label", for_=offered.get("id") or "")
    assert [read(each) for each in labels] == ["colleague"]
    return offered.get("value") or ""


def test_supervisor_asks_and_the_case_says_so(finished: Finished, sign_in: SignIn) -> None:
    supervisor = sign_in("supervisor")
    page = open_request(supervisor, finished.case)
    fields = {"coder": find_colleague(page), "basis": "record", "recorded": RECORDED}

    case = supervisor.send(page, SEND, fields)

    assert case.heading == f"Case {finished.case}"
    assert "Until they have coded it, this case is closed to them." in case.text
    assert "A second person was asked, and has not begun." in case.text
    assert "without seeing what the first one coded." in case.text
    assert "colleague" not in open_request(supervisor, finished.case, "Look").text


def test_request_that_lacks_something_says_what(finished: Finished, sign_in: SignIn) -> None:
    supervisor = sign_in("supervisor")
    page = open_request(supervisor, finished.case)

    bare = supervisor.send(page, SEND)
    unreadable = supervisor.send(page, SEND, {"coder": find_colleague(page), "basis": "record"})

    assert bare.list_error_links() == ["coder", "basis"]
    assert unreadable.list_error_links() == ["recorded"]
    assert "somebody who was not there has nothing to code" in unreadable.text


def test_request_that_is_sent_twice_is_made_once(finished: Finished, sign_in: SignIn) -> None:
    supervisor = sign_in("supervisor")
    page = open_request(supervisor, finished.case)
    fields = {"coder": find_colleague(page), "basis": "present"}
    supervisor.send(page, SEND, fields)

    second = supervisor.send(page, SEND, fields)

    assert "Somebody was asked already." in second.text
    case = supervisor.get(f"/cases/{finished.case}")
    assert case.text.count("A second person was asked to code the interview") == 1


def test_request_is_taken_back_and_nobody_is_left_to_ask(asked: AskedFor, sign_in: SignIn) -> None:
    supervisor, coder = sign_in("supervisor"), sign_in("colleague")
    page = open_request(supervisor, asked.case, "Look")
    without_token = supervisor.http.post(page.address + "/take-back")
    assert without_token.status_code == 400

    after = supervisor.send(page, "Take the request back")

    assert "The request is taken back." in after.text
    assert "Nobody can be asked" in after.text
    assert coder.http.get(f"/second-codings/{asked.coding}").status_code == 404
    assert coder.get(f"/cases/{asked.case}").heading == f"Case {asked.case}"


def test_interview_that_is_not_finished_has_no_such_page(
    inspector: PageClient, sign_in: SignIn
) -> None:
    interview = read_interview_id(begin(inspector))

    page = sign_in("supervisor").http.get(f"/interviews/{interview}/second-coding")

    assert page.status_code == 404


def test_the_one_who_is_asked_codes_finishes_and_sees_the_case_again(
    asked: AskedFor, sign_in: SignIn
) -> None:
    coder = sign_in("colleague")
    first = coder.follow(coder.get("/"), "Begin")
    assert RECORDED in first.text
    assert "You were not there." in first.text
    topic = coder.send(first, GO, {"readiness": "unseen"})
    assert "You code this interview a second time." in topic.text

    coder.send(topic, "Save and continue", {"hurt_or_ill_now": "no"})

    again = coder.follow(coder.get("/"), "Go on")
    end = coder.get(f"/interviews/{read_interview_id(again)}/sections/pay/end")
    assert "See the result" not in end.text
    sheet = coder.follow(again, "See all answers")
    assert sheet.heading == "Look at all that you coded"
    home = coder.send(sheet, "Finish the coding")
    assert "your coding is kept, apart from the case" in home.text
    assert "To code a second time" not in home.text
    case = coder.follow(home, asked.case)
    assert "The interview was coded a second time." in case.text
    assert len(list(case.root.iter("dl"))) == 2
    assert coder.get(sheet.address).heading == case.heading


def test_the_one_who_can_not_code_blind_says_so_and_sees_the_case(
    asked: AskedFor, sign_in: SignIn
) -> None:
    coder = sign_in("colleague")
    page = coder.get(f"/second-codings/{asked.coding}")
    silent = coder.send(page, GO)
    assert silent.list_error_links() == ["readiness"]

    home = coder.send(silent, GO, {"readiness": "seen"})

    assert "Thank you for saying so." in home.text
    case = coder.follow(home, asked.case)
    assert "could not code the interview, or had seen" in case.text


def test_everything_has_words() -> None:
    assert set(STATES) == set(CodingState)
    assert set(BASES) == set(CodingBasis)
    assert set(READINESS) == set(Readiness)
