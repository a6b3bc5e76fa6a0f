"""Order documents of many interviews at once, see how far they are, and fetch them together."""

import io
import zipfile
from collections.abc import Iterator
from http import HTTPStatus

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.roles import Permission
from app.reports.imprint import Level
from app.reports.typesetter import find_problem
from app.services.batches import MOST_DOCUMENTS, Batch, Order
from app.services.choosing import list_to_print
from app.services.printing import PrintQueue
from app.store.finished import FinishedInterview, Span
from app.web.documents.context import build_verify_address
from app.web.frame import get_speech
from app.web.interviews.forms import SendForm
from app.web.policy import get_actor, requires, wants_json
from app.web.printing.context import (
    build_batch_page,
    build_printing_page,
    list_errors,
)
from app.web.printing.forms import CHOSEN, OrderForm, SpanForm
from app.web.unit_of_work import get_session

printing = Blueprint("printing", __name__, url_prefix="/printing")

QUEUE = "threshold.printing"


@printing.get("")
@requires(Permission.PRINT_MANY, fresh=True)
def index() -> ResponseReturnValue:
    """Show what can be printed, and the batches that were ordered."""
    span = SpanForm(request.args)
    status = HTTPStatus.OK if span.validate() else HTTPStatus.UNPROCESSABLE_ENTITY
    return _render(span, OrderForm(formdata=None)), status


@printing.post("")
@requires(Permission.PRINT_MANY, fresh=True)
def order() -> ResponseReturnValue:
    """Take in a batch."""
    form = OrderForm()
    is_whole = form.validate_on_submit()
    found = _list_found(form)
    if not is_whole or list_errors(form):
        return _render(form, form), HTTPStatus.UNPROCESSABLE_ENTITY
    reason = find_problem()
    if reason is not None:
        page = render_template("results/no_pdf.html", reason=reason, back=url_for("printing.index"))
        return page, HTTPStatus.SERVICE_UNAVAILABLE
    wanted = set(form.interview.data) if form.which.data == CHOSEN else None
    cases = {
        each.interview: each.case_number
        for each in found[:MOST_DOCUMENTS]
        if wanted is None or each.interview in wanted
    }
    if not cases:
        abort(HTTPStatus.BAD_REQUEST)
    verify = build_verify_address()
    actor = get_actor()
    batch = get_queue().order(
        Order(actor.account, cases, Level(form.level.data), verify, get_speech())
    )
    return redirect(url_for("printing.show", batch_id=batch), HTTPStatus.SEE_OTHER)


@printing.get("/<batch_id>")
@requires(Permission.PRINT_MANY)
def show(batch_id: str) -> ResponseReturnValue:
    """Show how far a batch is; to the script of the page, in a few words."""
    batch = _get_batch(batch_id)
    page = build_batch_page(batch)
    if wants_json():
        return jsonify(said=page.said, done=page.done, running=page.is_running)
    return render_template("printing/show.html", page=page)


@printing.post("/<batch_id>/cancel")
@requires(Permission.PRINT_MANY)
def cancel(batch_id: str) -> ResponseReturnValue:
    """Print nothing more of a batch."""
    batch = _get_batch(batch_id)
    _check_sent()
    get_queue().cancel(batch.id, get_actor().account)
    return redirect(url_for("printing.show", batch_id=batch.id))


@printing.post("/<batch_id>/forget")
@requires(Permission.PRINT_MANY)
def forget(batch_id: str) -> ResponseReturnValue:
    """Let a batch go, with all that was printed of it."""
    batch = _get_batch(batch_id)
    _check_sent()
    get_queue().forget(batch.id, get_actor().account)
    flash(gettext("The batch is deleted here. What was issued stays in the register."), "done")
    return redirect(url_for("printing.index"))


@printing.get("/<batch_id>.zip")
@requires(Permission.PRINT_MANY, fresh=True, back="printing.show")
def fetch(batch_id: str) -> ResponseReturnValue:
    """Give everything that was printed of a batch, as one download."""
    batch = _get_batch(batch_id)
    if batch.is_running:
        abort(HTTPStatus.NOT_FOUND)
    documents = get_queue().fetch(get_session(), batch, get_actor())
    response = Response(_pack(documents), mimetype="application/zip")
    name = f"{batch.ordered_at:%Y-%m-%d}-{len(batch.entries)}-documents.zip"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def get_queue() -> PrintQueue:
    """Give the queue of this application."""
    queue: PrintQueue = current_app.extensions[QUEUE]
    return queue


class _Written(io.RawIOBase):
    """Holds what was written since it was last taken, so that no archive is ever in memory."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, part: object) -> int:
        self._parts.append(bytes(part))  # type: ignore[call-overload]
        return len(self._parts[-1])

    def take(self) -> bytes:
        taken, self._parts = b"".join(self._parts), []
        return taken


def _pack(documents: Iterator[tuple[str, bytes]]) -> Iterator[bytes]:
    written = _Written()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, content in documents:
            archive.writestr(name, content)
            yield written.take()
    yield written.take()


def _get_batch(batch_id: str) -> Batch:
    batch = get_queue().find(batch_id, get_actor().account)
    if batch is None:
        abort(HTTPStatus.NOT_FOUND)
    return batch


def _check_sent() -> None:
    if not SendForm().validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)


def _list_found(span: SpanForm | OrderForm) -> tuple[FinishedInterview, ...]:
    days = Span(span.first.data, span.last.data)
    return list_to_print(get_session(), get_actor(), days)


def _render(span: SpanForm | OrderForm, form: OrderForm) -> str:
    batches = get_queue().list_batches(get_actor().account)
    page = build_printing_page(_list_found(span), batches, span, form)
    return render_template("printing/index.html", page=page)
