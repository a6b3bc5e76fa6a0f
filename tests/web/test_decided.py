"""Where nothing that is left to ask can change the result, there is something to decide."""

from flask import Flask

from app.services.actors import build_actor
from app.services.answers import record_page
from app.services.interviews import find_screening
from app.services.sample_answers import HELD, Typed
from app.services.sample_screenings import read_typed
from app.services.workplace import Workplace
from app.store.accounts import find_account
from app.store.ids import InterviewId
from tests.web.page_client import PageClient
from tests.web.walking import begin, read_interview_id, topic

GO = "Save and continue"
DECIDED = "Nothing that is left to ask can change this result."


def answer(app: Flask, interview: str, typed: Typed) -> None:
    """Record answers beside the pages."""
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.writing() as session:
        account = find_account(session, "inspector@people.example")
        assert account is not None
        actor = build_actor(account)
        screening = find_screening(session, workplace, actor, InterviewId(interview))
        assert screening is not None
        answers = list(read_typed(screening, typed, workplace.clock.now()))
        record_page(session, workplace, actor, screening, answers)


def test_section_ends_with_a_stop_once_nothing_more_can_change_the_result(
    app: Flask, inspector: PageClient
) -> None:
    first = begin(inspector)
    answer(app, read_interview_id(first), HELD)

    page = inspector.send(topic(inspector, first, "age"), GO)

    assert page.heading == "After “Person”"
    assert DECIDED in page.text
    assert "add up to a presumption of trafficking" in page.text
    assert inspector.follow(page, "See the result so far").heading == "Result"


def test_section_ends_without_a_stop_while_questions_may_change_the_result(
    app: Flask, inspector: PageClient
) -> None:
    first = begin(inspector)
    answer(app, read_interview_id(first), {"age_now": "34"})

    page = inspector.send(topic(inspector, first, "age"), GO)

    assert page.heading == "What was said and how it was"
    assert DECIDED not in page.text
