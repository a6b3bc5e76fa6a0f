"""Issue documents of an interview, withdraw them, and let anybody check one that they hold."""

from http import HTTPStatus

from flask import (
    Blueprint,
    abort,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import StringField

from app.cases.fields import CaseField
from app.cases.roles import Permission
from app.reports.imprint import Level
from app.reports.pdf import make_summary_pdf
from app.services.actors import NotAllowedError
from app.services.documents import (
    find_standing,
    issue_document,
    list_levels,
    say_where,
    withdraw,
)
from app.services.interviews import Screening
from app.store.issued import list_documents
from app.web.documents.context import (
    build_issue_page,
    build_verify_address,
    build_verify_page,
)
from app.web.documents.register import build_issued
from app.web.documents.sending import say_no_pdf, send_pdf
from app.web.documents.withdrawing import take_document_back
from app.web.interviews.loading import get_screening
from app.web.policy import get_actor, public, requires
from app.web.results.routes import summarise_page
from app.web.review.context import build_wording
from app.web.sign_in import get_desk
from app.web.unit_of_work import get_session, get_workplace

documents = Blueprint("documents", __name__)

LONGEST_QUESTION = 100


class IssueForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """How much a document is to disclose."""

    level = StringField()


@documents.get("/interviews/<interview_id>/documents")
@requires(Permission.READ_CASES, fresh=True)
def show(interview_id: str) -> ResponseReturnValue:
    """Show the documents of an interview, and what may be issued."""
    screening = _get_finished(interview_id)
    session = get_session()
    actor = get_actor()
    known = list_documents(session, screening.record.id)
    here = url_for("documents.show", interview_id=interview_id)
    issued = build_issued(known, here)
    may_refer = actor.may_on(Permission.REFER, screening.case)
    page = build_issue_page(screening, list_levels(actor), issued, may_refer=may_refer)
    return render_template("documents/issue.html", page=page)


@documents.post("/interviews/<interview_id>/documents")
@requires(Permission.READ_CASES, fresh=True)
def issue(interview_id: str) -> ResponseReturnValue:
    """Issue a document, and give it as a download."""
    screening = _get_finished(interview_id)
    form = IssueForm()
    levels = {each.value: each for each in Level}
    if not form.validate_on_submit() or form.level.data not in levels:
        abort(HTTPStatus.BAD_REQUEST)
    no_pdf = say_no_pdf(url_for("results.show", interview_id=interview_id))
    if no_pdf is not None:
        return no_pdf
    try:
        document = issue_document(
            get_session(), get_workplace(), get_actor(), screening, levels[form.level.data]
        )
    except NotAllowedError:
        abort(HTTPStatus.FORBIDDEN)
    document = say_where(document, build_verify_address())
    pdf = make_summary_pdf(
        summarise_page(screening), build_wording(screening), document.imprint, document.carried
    )
    return send_pdf(pdf, document.imprint.number)


@documents.post("/interviews/<interview_id>/documents/<document>/withdraw")
@requires(Permission.READ_CASES)
def take_back(interview_id: str, document: str) -> ResponseReturnValue:
    """Say of a document that it counts no longer."""
    screening = _get_finished(interview_id)
    session, workplace, actor = get_session(), get_workplace(), get_actor()
    return take_document_back(
        document,
        url_for("documents.show", interview_id=interview_id),
        lambda: withdraw(session, workplace, actor, screening, document),
    )


@documents.get("/verify")
@documents.get("/verify/<said>")
@public
def verify(said: str = "") -> ResponseReturnValue:
    """Say how a document stands, by its number or fingerprint, and nothing of any case."""
    said = (said or request.args.get("document", ""))[:LONGEST_QUESTION].strip()
    if said and not get_desk().throttle.may_look(request.remote_addr or ""):
        abort(HTTPStatus.TOO_MANY_REQUESTS)
    standing = find_standing(get_session(), said) if said else None
    return render_template("documents/verify.html", page=build_verify_page(said, standing))


def _get_finished(interview_id: str) -> Screening:
    """Give a finished interview; 404 while it is not finished, as there is nothing to issue."""
    screening = get_screening(interview_id, Permission.READ_CASES)
    if screening.is_open or not get_actor().sees(CaseField.PAPER, screening.case):
        abort(HTTPStatus.NOT_FOUND)
    return screening
