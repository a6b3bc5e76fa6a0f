"""Ask a second person to code an interview; begin to code one."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.roles import Permission
from app.cases.second_coding import TAKEN_STATES, CodingBasis, CodingState
from app.services.coding import Assignment, Readiness, begin_coding, decline, find_assignment
from app.services.interviews import Screening
from app.services.second_codings import (
    Colleague,
    NothingRecordedError,
    Request,
    ask_to_code,
    find_latest_coding,
    list_candidates,
    withdraw,
)
from app.store.ids import AccountId, InterviewId, SecondCodingId
from app.web.interviews.forms import SendForm
from app.web.interviews.loading import get_screening
from app.web.policy import get_actor, requires
from app.web.second_coding.context import build_ask_page, build_begin_page
from app.web.second_coding.forms import AskForm, ReadyForm
from app.web.unit_of_work import get_session, get_workplace

second_coding = Blueprint("second_coding", __name__)


@second_coding.route("/interviews/<interview_id>/second-coding", methods=["GET", "POST"])
@requires(Permission.ASK_SECOND_CODING)
def ask(interview_id: str) -> ResponseReturnValue:
    """Choose who shall code an interview a second time, and from what."""
    screening = _get_finished(interview_id)
    session, workplace, actor = get_session(), get_workplace(), get_actor()
    form = AskForm()
    latest = find_latest_coding(session, actor, screening.case, screening.record)
    if form.is_submitted() and latest is not None and latest.state in TAKEN_STATES:
        flash(gettext("Somebody was asked already."), "warning")
        return redirect(url_for("second_coding.ask", interview_id=interview_id))
    colleagues = list_candidates(session, workplace, actor, screening)
    form.coder.choices = {each.id: each.name for each in colleagues}
    if not form.validate_on_submit():
        return _render_ask(screening, form, colleagues)
    request = Request(
        SecondCodingId(form.request.data),
        AccountId(form.coder.data),
        CodingBasis(form.basis.data),
        form.recorded.data or "",
    )
    try:
        ask_to_code(session, workplace, actor, screening, request)
    except NothingRecordedError:
        form.recorded.errors = (gettext("There is nothing to code from."),)
        return _render_ask(screening, form, colleagues)
    flash(gettext("Asked. Until they have coded it, this case is closed to them."), "done")
    return redirect(url_for("cases.show", number=screening.case.number))


@second_coding.post("/interviews/<interview_id>/second-coding/take-back")
@requires(Permission.ASK_SECOND_CODING)
def take_back(interview_id: str) -> ResponseReturnValue:
    """Take a request back that is still open."""
    screening = _get_finished(interview_id)
    session, actor = get_session(), get_actor()
    latest = find_latest_coding(session, actor, screening.case, screening.record)
    if latest is None or not SendForm().validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)
    withdraw(session, get_workplace(), actor, screening, latest)
    flash(gettext("The request is taken back."), "done")
    return redirect(url_for("second_coding.ask", interview_id=interview_id))


@second_coding.route("/second-codings/<coding_id>", methods=["GET", "POST"])
@requires(Permission.SCREEN)
def begin(coding_id: str) -> ResponseReturnValue:
    """Say whether one can code without knowing how it was coded, and begin."""
    assignment = _get_assignment(coding_id)
    if assignment.coding.sheet_id is not None:
        return redirect(url_for("interviews.resume", interview_id=assignment.coding.sheet_id))
    form = ReadyForm()
    if not form.validate_on_submit():
        page = build_begin_page(assignment, form)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
        return render_template("second_coding/begin.html", page=page), status
    session, workplace, actor = get_session(), get_workplace(), get_actor()
    if Readiness(form.readiness.data) is Readiness.UNSEEN:
        sheet = begin_coding(session, workplace, actor, assignment, InterviewId(form.sheet.data))
        return redirect(url_for("interviews.resume", interview_id=sheet))
    decline(session, workplace, actor, assignment)
    flash(gettext("Thank you for saying so. Somebody else can be asked."), "done")
    return redirect(url_for("home.show"))


def _get_finished(interview_id: str) -> Screening:
    """Give a finished interview within reach; nothing else can be coded a second time."""
    screening = get_screening(interview_id, Permission.ASK_SECOND_CODING)
    if screening.record.finished_at is None:
        abort(HTTPStatus.NOT_FOUND)
    return screening


def _get_assignment(coding_id: str) -> Assignment:
    """Give what the person signed in was asked to code; 404 for what is another's or has ended."""
    assignment = find_assignment(
        get_session(), get_workplace(), get_actor(), SecondCodingId(coding_id)
    )
    ended = (CodingState.DECLINED, CodingState.WITHDRAWN)
    if assignment is None or assignment.coding.state in ended:
        abort(HTTPStatus.NOT_FOUND)
    return assignment


def _render_ask(
    screening: Screening, form: AskForm, colleagues: tuple[Colleague, ...]
) -> ResponseReturnValue:
    latest = find_latest_coding(get_session(), get_actor(), screening.case, screening.record)
    page = build_ask_page(screening, form, colleagues, latest)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if page.errors else HTTPStatus.OK
    return render_template("second_coding/ask.html", page=page), status
