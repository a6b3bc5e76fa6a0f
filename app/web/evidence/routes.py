"""Sending evidence files, showing them without their metadata, and taking them out."""

from http import HTTPStatus
from typing import Final

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.roles import Permission
from app.evidence.model import FileKind, RefusedFileError
from app.services.evidence import (
    OpenEvidence,
    SentFile,
    add_evidence,
    export_original,
    find_evidence,
    inspect,
    list_seen_by,
    list_supported,
    may_add_evidence,
    name_author,
    name_indicator,
    remove,
    show_copy,
)
from app.services.interviews import Screening
from app.store.ids import EvidenceId, new_id
from app.web.evidence.context import build_add_page, build_evidence_page, word_refusal
from app.web.evidence.forms import EvidenceForm
from app.web.interviews.forms import SendForm
from app.web.interviews.loading import get_screening
from app.web.paging import read_number
from app.web.policy import get_actor, requires
from app.web.requests import clean
from app.web.unit_of_work import get_session, get_workplace, let_others_write

evidence = Blueprint("evidence", __name__)

# Nothing in a file may run, load anything, or reach the page that it is shown on.
SANDBOX: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; sandbox"
ENDINGS: Final = {
    FileKind.JPEG: "jpg",
    FileKind.PNG: "png",
    FileKind.WEBP: "webp",
    FileKind.PDF: "pdf",
}
LONGEST_FILE_NAME: Final = 200


@evidence.route("/interviews/<interview_id>/evidence", methods=["GET", "POST"])
@requires(Permission.SCREEN, takes_file=True)
def add(interview_id: str) -> ResponseReturnValue:
    """Send a file, or take a picture, for an indicator."""
    screening = _get_screening(interview_id)
    form = EvidenceForm()
    form.indicator.choices = [str(each.id) for each in list_supported(screening)]
    if not form.is_submitted():
        form.evidence.data, form.indicator.data = new_id(), request.args.get("indicator", "")
    refused = ""
    if form.validate_on_submit():
        try:
            _take_in(interview_id, form)
        except RefusedFileError as error:
            refused = word_refusal(error.refusal)
        else:
            flash(gettext("The file is kept with the case."), "done")
            return redirect(url_for("evidence.show", evidence_id=form.evidence.data))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or refused else HTTPStatus.OK
    page = build_add_page(screening, form, refused)
    return render_template("evidence/add.html", page=page), status


@evidence.get("/evidence/<evidence_id>")
@requires(Permission.READ_CASES)
def show(evidence_id: str) -> ResponseReturnValue:
    """Show a file, what it supports, and who saw it."""
    found, session = _get_evidence(evidence_id), get_session()
    page = build_evidence_page(
        found,
        name_indicator(session, get_workplace(), found),
        name_author(session, found),
        (list_seen_by(session, found), read_number()),
        may_remove=may_add_evidence(get_actor(), found.case),
    )
    return render_template("evidence/show.html", page=page)


@evidence.get("/evidence/<evidence_id>/copy")
@requires(Permission.READ_CASES)
def copy(evidence_id: str) -> ResponseReturnValue:
    """Give the copy without metadata: pictures for the page, PDFs as a download."""
    found = _get_evidence(evidence_id)
    content = show_copy(get_session(), get_workplace(), found)
    kind = FileKind(found.record.shown_kind)
    how = "inline" if kind.is_picture else "attachment"
    return _send(content, kind, how, f"evidence-{found.record.id[:8]}.{ENDINGS[kind]}")


@evidence.get("/evidence/<evidence_id>/original")
@requires(Permission.READ_CASES, fresh=True, back="evidence.show")
def original(evidence_id: str) -> ResponseReturnValue:
    """Give a file as it came, with everything that is in it."""
    found = _get_evidence(evidence_id)
    content = export_original(get_session(), get_workplace(), found)
    kind = FileKind(found.record.kind)
    name = f"original-{found.record.id[:8]}.{ENDINGS[kind]}"
    return _send(content, kind, "attachment", name)


@evidence.post("/evidence/<evidence_id>/remove")
@requires(Permission.SCREEN)
def take_out(evidence_id: str) -> ResponseReturnValue:
    """Destroy a file that was sent by mistake."""
    found = _get_evidence(evidence_id)
    if not may_add_evidence(get_actor(), found.case):
        abort(HTTPStatus.NOT_FOUND)
    if not SendForm().validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)
    remove(get_session(), get_workplace(), get_actor(), found)
    flash(gettext("The file is destroyed. That it was there stays in the log."), "done")
    return redirect(url_for("cases.show", number=found.case.number))


def _take_in(interview_id: str, form: EvidenceForm) -> None:
    """Look at what was sent while others write, and keep it then."""
    file = request.files.get("file")
    data = b"" if file is None else file.read()
    name = "" if file is None else clean(file.filename or "")
    let_others_write()
    copied = inspect(get_workplace(), data)
    sent = SentFile(
        EvidenceId(form.evidence.data),
        form.indicator.data,
        name.replace("\\", "/").rpartition("/")[2][:LONGEST_FILE_NAME],
        form.said.data or "",
        data,
    )
    screening = _get_screening(interview_id)
    add_evidence(get_session(), get_workplace(), get_actor(), screening, sent, copied)


def _send(content: bytes, kind: FileKind, how: str, name: str) -> Response:
    response = make_response(content)
    response.mimetype = kind.value
    response.headers.set("Content-Disposition", how, filename=name)
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


def _get_screening(interview_id: str) -> Screening:
    """Give an interview to whose case files can be added; 404 otherwise, all alike."""
    screening = get_screening(interview_id)
    if screening.coding is not None or not may_add_evidence(get_actor(), screening.case):
        abort(HTTPStatus.NOT_FOUND)
    return screening


def _get_evidence(evidence_id: str) -> OpenEvidence:
    found = find_evidence(get_session(), get_workplace(), get_actor(), evidence_id)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return found
