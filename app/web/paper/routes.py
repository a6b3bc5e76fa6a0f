"""Give questionnaires as forms to be filled in by hand, where no device may be shown."""

from http import HTTPStatus

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, get_translations

from app.cases.roles import Permission
from app.reports.paper import build_paper_form
from app.reports.pdf import PdfUnavailableError, make_paper_form
from app.reports.wording import Wording
from app.web.documents.sending import send_pdf
from app.web.policy import requires
from app.web.unit_of_work import get_workplace

paper = Blueprint("paper", __name__, url_prefix="/paper")


@paper.get("/")
@requires(Permission.SCREEN)
def index() -> ResponseReturnValue:
    """Show which questionnaires there are on paper."""
    shelf = get_workplace().library.instruments.questionnaires
    return render_template(
        "paper/index.html", questionnaires=[shelf.newest(name) for name in shelf.list_ids()]
    )


@paper.get("/<questionnaire>.pdf")
@requires(Permission.SCREEN)
def form(questionnaire: str) -> ResponseReturnValue:
    """Give the newest version of a questionnaire as a form; where PDFs can't be made, say why."""
    shelf = get_workplace().library.instruments.questionnaires
    if questionnaire not in shelf.list_ids():
        abort(HTTPStatus.NOT_FOUND)
    published = shelf.newest(questionnaire)
    wording = Wording(get_locale(), get_translations())
    try:
        pdf = make_paper_form(build_paper_form(published), wording)
    except PdfUnavailableError as error:
        back = url_for("paper.index")
        page = render_template("results/no_pdf.html", reason=str(error), back=back)
        return page, HTTPStatus.SERVICE_UNAVAILABLE
    return send_pdf(pdf, f"{published.id}-{published.version}-on-paper")
