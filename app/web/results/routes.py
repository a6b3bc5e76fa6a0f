"""The result of an interview as it stands, on screen and to print."""

from http import HTTPStatus

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from app.cases.fields import CaseField
from app.cases.roles import Permission
from app.reports.content import SummaryContent
from app.reports.imprint import Level
from app.reports.pdf import make_summary_pdf
from app.reports.typesetter import PdfUnavailableError
from app.services.documents import make_working_copy
from app.services.interviews import Screening
from app.services.summaries import summarise
from app.web.documents.sending import send_pdf
from app.web.frame import get_speech
from app.web.interviews.loading import get_screening
from app.web.policy import get_actor, requires
from app.web.results.context import build_result_page
from app.web.results.links import build_addresses
from app.web.review.context import build_wording
from app.web.unit_of_work import get_session, get_workplace

results = Blueprint("results", __name__, url_prefix="/interviews/<interview_id>")


@results.get("/result")
@requires(Permission.READ_CASES)
def show(interview_id: str) -> ResponseReturnValue:
    """Show what follows from the answers, why, and what could still change it."""
    screening = get_screening(interview_id, Permission.READ_CASES)
    may_change = screening.is_open and get_actor().may_on(Permission.SCREEN, screening.case)
    page = build_result_page(
        summarise_page(screening),
        build_wording(screening),
        build_addresses(screening, may_change=may_change),
    )
    return render_template("results/show.html", page=page)


@results.get("/summary.pdf")
@requires(Permission.READ_CASES, fresh=True, back="results.show")
def summary_pdf(interview_id: str) -> ResponseReturnValue:
    """Give the summary as a working copy to print; where PDFs can't be made, say why."""
    screening = get_screening(interview_id, Permission.READ_CASES)
    if not get_actor().sees(CaseField.PAPER, screening.case):
        abort(HTTPStatus.NOT_FOUND)
    try:
        copy = make_working_copy(get_session(), get_workplace(), screening, Level.FULL)
        pdf = make_summary_pdf(
            summarise_page(screening), build_wording(screening), copy.imprint, copy.carried
        )
    except PdfUnavailableError as error:
        addresses = build_addresses(screening, may_change=False)
        page = render_template("results/no_pdf.html", reason=str(error), back=addresses.result)
        return page, HTTPStatus.SERVICE_UNAVAILABLE
    return send_pdf(pdf, f"summary-{screening.case.number}")


def summarise_page(screening: Screening) -> SummaryContent:
    """Give what page and PDF say of an interview, in the language of the page."""
    return summarise(get_session(), get_workplace(), screening, get_speech())
