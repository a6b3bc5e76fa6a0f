"""The page of a case."""

from http import HTTPStatus

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cases.fields import CaseField
from app.cases.roles import Permission
from app.services.answer_histories import list_histories
from app.services.case_lists import CaseHistory, find_history
from app.services.case_records import list_held
from app.services.interviews import find_screening
from app.services.reassessing import find_standing
from app.services.reviewing import Review, find_review
from app.services.second_codings import list_latest_codings
from app.services.sent_back import find_sent_back
from app.store.records import CaseRecord
from app.web.cases.answers import AnswersPage, build_answers_part
from app.web.cases.context import CasePage, build_case_page, build_find_page
from app.web.evidence.part import list_evidence_of
from app.web.paging import read_number
from app.web.policy import get_actor, requires
from app.web.records.context import RecordsPart, build_records_part
from app.web.reviewing.comments import CommentsPart, build_comments
from app.web.reviewing.context import build_part
from app.web.sharing.part import build_person_part
from app.web.sites.involved import build_involved_part
from app.web.tasks.part import find_tasks_part
from app.web.unit_of_work import get_session, get_workplace

cases = Blueprint("cases", __name__, url_prefix="/cases")


@cases.get("")
@requires(Permission.READ_CASES)
def find() -> ResponseReturnValue:
    """Look for a case by its number, before somebody begins another."""
    number = request.args.get("number", "").strip()
    history = find_history(get_session(), get_workplace(), get_actor(), number)
    if history is not None:
        return redirect(url_for("cases.show", number=history.case.number))
    page = build_find_page(number, may_break_glass=get_actor().may(Permission.BREAK_GLASS))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if page.errors else HTTPStatus.OK
    return render_template("cases/find.html", page=page), status


@cases.get("/<number>")
@requires(Permission.READ_CASES)
def show(number: str) -> ResponseReturnValue:
    """Show a case, its interviews, and what happened to it."""
    review = find_review(get_session(), get_workplace(), get_actor(), number)
    if review is None:
        abort(HTTPStatus.NOT_FOUND)
    history = review.history
    return render_template(
        "cases/case.html",
        page=_build_page(history),
        review=build_part(review),
        comments=_find_comments(review),
        records=_find_records(history.case),
        involved=build_involved_part(history.case),
        person=build_person_part(history.case),
        evidence=list_evidence_of(review),
        tasks=find_tasks_part(history.case),
    )


@cases.get("/<number>/answers")
@requires(Permission.READ_CASES)
def answers(number: str) -> ResponseReturnValue:
    """Show who took which answer of a case when, and what was said before it was corrected."""
    actor, session, workplace = get_actor(), get_session(), get_workplace()
    history = find_history(session, workplace, actor, number)
    if history is None or not actor.sees(CaseField.STAFF, history.case):
        abort(HTTPStatus.NOT_FOUND)
    parts = []
    for title, interview in history.interviews:
        found = find_screening(session, workplace, actor, interview.id, Permission.READ_CASES)
        if found is not None:
            parts.append(
                build_answers_part(title, found, list_histories(session, workplace, found))
            )
    page = AnswersPage(history.case.number, tuple(parts))
    return render_template("cases/answers.html", page=page)


def _build_page(history: CaseHistory) -> CasePage:
    """Give what the page of a case shows of itself."""
    actor, session, workplace = get_actor(), get_session(), get_workplace()
    standings = {
        each.id: find_standing(session, workplace, actor, history.case, each)
        for _, each in history.interviews
    }
    return build_case_page(
        history,
        standings,
        list_latest_codings(session, actor, history),
        read_number(),
        may_screen=actor.may_on(Permission.SCREEN, history.case),
        is_whole=actor.sees(CaseField.STAFF, history.case),
    )


def _find_records(case: CaseRecord) -> RecordsPart | None:
    """Give what the datasets hold of the case."""
    actor = get_actor()
    held = list_held(get_session(), get_workplace(), actor, case)
    may_add = actor.may_on(Permission.COMPLETE_SUSPECTS, case)
    return build_records_part(held, case.number, may_add=may_add)


def _find_comments(review: Review) -> CommentsPart | None:
    """Give what the case was sent back with last, and what the answers are now."""
    session, workplace, actor = get_session(), get_workplace(), get_actor()
    if review.interview is None or not actor.sees(CaseField.COMMENTS, review.history.case):
        return None
    sent = find_sent_back(session, workplace, review.interview)
    interview = review.interview.id
    screening = find_screening(session, workplace, actor, interview, Permission.READ_CASES)
    return None if screening is None else build_comments(screening, sent)
