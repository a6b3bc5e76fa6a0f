"""Give questionnaires as forms to be filled in by hand, where no device may be shown."""

from http import HTTPStatus

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, get_translations

from app.cases.roles import Permission
from app.reports.pdf import make_paper_form
from app.reports.typesetter import PdfUnavailableError
from app.reports.wording import Wording
from app.web.documents.sending import send_pdf
from app.web.paper.blank import UnknownLanguageError, build_blank, list_blank
from app.web.policy import requires
from app.web.unit_of_work import get_workplace

paper = Blueprint("paper", __name__, url_prefix="/paper")


@paper.get("/")
@requires(Permission.SCREEN)
def index() -> ResponseReturnValue:
    """Show which questionnaires there are on paper, and in which languages."""
    return render_template("paper/index.html", rows=list_blank(get_workplace().library.instruments))


@paper.get("/<questionnaire>.pdf")
@requires(Permission.SCREEN)
def form(questionnaire: str) -> ResponseReturnValue:
    """Give the newest version of a questionnaire as a form, with `beside` in a second language.

    Where PDFs can't be made, say why; 404 for a language in which it has no words.
    """
    instruments = get_workplace().library.instruments
    if questionnaire not in instruments.questionnaires.list_ids():
        abort(HTTPStatus.NOT_FOUND)
    published = instruments.questionnaires.newest(questionnaire)
    language, second = (request.args.get(name, "") for name in ("language", "beside"))
    try:
        own = build_blank(instruments, published, language)
        beside = build_blank(instruments, published, second) if second else None
    except UnknownLanguageError:
        abort(HTTPStatus.NOT_FOUND)
    if beside is not None and beside.language == own.language:
        beside = None
    wording = Wording(get_locale(), get_translations())
    try:
        pdf = make_paper_form(own, wording, beside)
    except PdfUnavailableError as error:
        back = url_for("paper.index")
        page = render_template("results/no_pdf.html", reason=str(error), back=back)
        return page, HTTPStatus.SERVICE_UNAVAILABLE
    spoken = "".join(f"-{each}" for each in (language, second) if each)
    return send_pdf(pdf, f"{published.id}-{published.version}-on-paper{spoken}")
