"""After a section, before the end, and the end of an interview."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.roles import Permission
from app.services.coding import finish_coding
from app.services.finishing import (
    CONSENT_TO_INTERVIEW,
    destroy,
    discard,
    finish,
    is_refused,
    is_storage_settled,
)
from app.services.interviews import Screening
from app.web.evidence.part import list_evidence_beside
from app.web.interviews.forms import DiscardForm, SendForm
from app.web.interviews.loading import find_comments, find_recorded_texts, get_screening
from app.web.interviews.path import find_section_by_id
from app.web.policy import get_actor, requires
from app.web.review.context import (
    address_of_storage,
    build_close,
    build_review,
    build_section_end,
    build_stop,
    may_be_closed,
)
from app.web.review.discard import build_discard, may_be_discarded
from app.web.reviewing.comments import build_comments
from app.web.second_coding.context import build_sheet_page
from app.web.unit_of_work import get_session, get_workplace

review = Blueprint("review", __name__, url_prefix="/interviews/<interview_id>")


@review.get("/sections/<section_id>/end")
@requires(Permission.SCREEN)
def section_end(interview_id: str, section_id: str) -> ResponseReturnValue:
    """Show where the interview stands after a section."""
    screening = get_screening(interview_id)
    section = find_section_by_id(screening, section_id)
    if section is None:
        abort(HTTPStatus.NOT_FOUND)
    page = build_section_end(screening, section)
    return render_template("review/section_end.html", page=page)


@review.get("/review")
@requires(Permission.SCREEN)
def show(interview_id: str) -> ResponseReturnValue:
    """Show all answers before the interview is finished."""
    screening = get_screening(interview_id)
    if not screening.is_open:
        return _go_to_case(screening)
    if is_refused(screening, CONSENT_TO_INTERVIEW):
        return redirect(url_for("review.stop", interview_id=interview_id))
    if screening.coding is not None:
        sheet = build_sheet_page(screening, find_recorded_texts(screening))
        return render_template("second_coding/sheet.html", page=sheet)
    comments = build_comments(screening, find_comments(screening))
    page, files = build_review(screening), list_evidence_beside(screening)
    return render_template("review/review.html", page=page, comments=comments, evidence=files)


@review.post("/finish")
@requires(Permission.SCREEN)
def finish_interview(interview_id: str) -> ResponseReturnValue:
    """Freeze the result and hand the case to the supervisor."""
    screening = get_screening(interview_id)
    if not SendForm().validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)
    if not screening.is_open:
        return _go_to_case(screening)
    if may_be_closed(screening):
        return redirect(url_for("review.close", interview_id=interview_id))
    if screening.coding is not None:
        return _finish_coding(screening)
    if not is_storage_settled(screening):
        flash(gettext("Ask first whether you may keep what the person told you."), "problem")
        return redirect(address_of_storage(screening))
    finish(get_session(), get_workplace(), get_actor(), screening)
    flash(gettext("The interview is finished, and your supervisor can see it."), "done")
    return redirect(url_for("results.show", interview_id=interview_id))


@review.get("/stop")
@requires(Permission.SCREEN)
def stop(interview_id: str) -> ResponseReturnValue:
    """End kindly, because the person did not agree to talk."""
    return render_template("review/stop.html", page=build_stop(get_screening(interview_id)))


@review.route("/close", methods=["GET", "POST"])
@requires(Permission.SCREEN)
def close(interview_id: str) -> ResponseReturnValue:
    """Destroy what the person did not agree to have kept."""
    screening = get_screening(interview_id)
    if not may_be_closed(screening):
        return redirect(url_for("interviews.resume", interview_id=interview_id))
    if not SendForm().validate_on_submit():
        return render_template("review/close.html", page=build_close(screening))
    destroy(get_session(), get_workplace(), get_actor(), screening)
    flash(gettext("The interview is closed. Nothing that was said is kept."), "done")
    return redirect(url_for("home.show"))


@review.route("/discard", methods=["GET", "POST"])
@requires(Permission.SCREEN)
def throw_away(interview_id: str) -> ResponseReturnValue:
    """Destroy an interview that was begun by mistake, after it was said twice."""
    screening = get_screening(interview_id)
    if not may_be_discarded(screening):
        return _go_to_case(screening)
    form = DiscardForm()
    if not form.validate_on_submit():
        page = build_discard(screening, is_sent=form.is_submitted())
        status = HTTPStatus.UNPROCESSABLE_ENTITY if page.errors else HTTPStatus.OK
        return render_template("review/discard.html", page=page), status
    discard(get_session(), get_workplace(), get_actor(), screening)
    flash(gettext("The draft is gone. That it was there is in the history of the case."), "done")
    return redirect(url_for("home.show"))


def _finish_coding(screening: Screening) -> ResponseReturnValue:
    finish_coding(get_session(), get_workplace(), get_actor(), screening)
    flash(gettext("Thank you: your coding is kept, apart from the case."), "done")
    return redirect(url_for("home.show"))


def _go_to_case(screening: Screening) -> ResponseReturnValue:
    return redirect(url_for("cases.show", number=screening.case.number))
