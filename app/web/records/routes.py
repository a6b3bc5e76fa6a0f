"""Records of datasets: the list of those to complete, a record, and one page for each block."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.roles import Permission
from app.datasets.entry import list_enterable
from app.datasets.model import Block
from app.services.actors import NotAllowedError
from app.services.case_lists import find_history
from app.services.case_records import (
    HeldRecord,
    find_held,
    list_incomplete,
    save_fields,
)
from app.services.suspects import add_proceeding, add_suspect
from app.services.trails import explain_trails
from app.store.accounts import list_organisations
from app.store.ids import DatasetRecordId, EntryId, new_id
from app.web.interviews.forms import SendForm
from app.web.locale import list_countries, list_currencies, list_languages
from app.web.policy import get_actor, requires
from app.web.records.context import BlockBuilder, build_record_page, list_lines
from app.web.records.fields import Lists, gather_lists, read_sent
from app.web.records.forms import BlockForm
from app.web.unit_of_work import get_session, get_workplace

records = Blueprint("records", __name__)


@records.get("/records")
@requires(Permission.COMPLETE_VICTIMS)
def index() -> ResponseReturnValue:
    """List the records that still lack something."""
    found = list_incomplete(get_session(), get_workplace(), get_actor())
    return render_template("records/index.html", lines=list_lines(found))


@records.get("/records/<record_id>")
@requires(Permission.COMPLETE_VICTIMS)
def show(record_id: str) -> ResponseReturnValue:
    """Show a record with its blocks."""
    return render_template("records/show.html", page=build_record_page(_get_held(record_id)))


@records.route("/records/<record_id>/<block_id>", methods=["GET", "POST"])
@requires(Permission.COMPLETE_VICTIMS)
def block(record_id: str, block_id: str) -> ResponseReturnValue:
    """Show one block, and keep what is entered in it."""
    held = _get_held(record_id)
    found = _get_block(held, block_id)
    lists = _gather_lists()
    form = BlockForm()
    taken = explain_trails(get_session(), get_workplace(), held)
    builder = BlockBuilder(held, found, lists, taken, form.entry.data or new_id())
    if not form.validate_on_submit():
        return render_template("records/block.html", page=builder.build())
    sent = read_sent(list_enterable(found), request.form, lists, held.stored.fields)
    if sent.errors:
        page = builder.build(request.form, sent.errors)
        return render_template("records/block.html", page=page), HTTPStatus.UNPROCESSABLE_ENTITY
    entry = EntryId(form.entry.data)
    save_fields(get_session(), get_workplace(), get_actor(), held, sent.values, entry)
    flash(gettext("Kept: %(block)s.", block=found.title), "done")
    return redirect(url_for("records.show", record_id=record_id))


@records.post("/cases/<number>/suspects")
@requires(Permission.COMPLETE_SUSPECTS)
def suspect(number: str) -> ResponseReturnValue:
    """Begin a record of somebody responsible in a case."""
    history = find_history(get_session(), get_workplace(), get_actor(), number)
    if history is None:
        abort(HTTPStatus.NOT_FOUND)
    if not SendForm().validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)
    try:
        record_id = add_suspect(get_session(), get_workplace(), get_actor(), history.case)
    except NotAllowedError:
        abort(HTTPStatus.NOT_FOUND)
    return redirect(url_for("records.show", record_id=record_id))


@records.post("/records/<record_id>/proceedings")
@requires(Permission.COMPLETE_SUSPECTS)
def proceeding(record_id: str) -> ResponseReturnValue:
    """Begin a record of a further proceeding against the same person."""
    held = _get_held(record_id)
    if not SendForm().validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)
    try:
        following = add_proceeding(get_session(), get_workplace(), get_actor(), held)
    except NotAllowedError:
        abort(HTTPStatus.NOT_FOUND)
    return redirect(url_for("records.show", record_id=following))


def _get_held(record_id: str) -> HeldRecord:
    """Give a record; 404 if there is none or it is out of reach, all alike."""
    held = find_held(get_session(), get_workplace(), get_actor(), DatasetRecordId(record_id))
    if held is None:
        abort(HTTPStatus.NOT_FOUND)
    return held


def _get_block(held: HeldRecord, block_id: str) -> Block:
    found = next((each for each in held.dataset.blocks if each.id == block_id), None)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return found


def _gather_lists() -> Lists:
    instruments = get_workplace().library.instruments
    return gather_lists(
        list_countries(instruments),
        list_languages(),
        list_currencies(instruments),
        list_organisations(get_session()),
    )
