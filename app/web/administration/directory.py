"""The pages on which administrators keep the directory: to whom cases can be referred."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.roles import Permission
from app.services.directory import (
    NameTakenError,
    add_entry,
    change_entry,
    find_entry,
    list_entries,
)
from app.store.recipients import RecipientRecord
from app.web.administration.directory_context import (
    YES,
    Typed,
    build_adding,
    build_change,
    build_directory,
)
from app.web.asking import read_text, show_form
from app.web.policy import get_actor, requires
from app.web.unit_of_work import get_session, get_workplace

directory = Blueprint("directory", __name__, url_prefix="/directory")


@directory.get("")
@requires(Permission.ADMINISTER)
def index() -> ResponseReturnValue:
    """Show to whom cases can be referred in this country."""
    page = build_directory(list_entries(get_session(), get_actor()))
    return render_template("administration/directory.html", page=page)


@directory.get("/new")
@requires(Permission.ADMINISTER, fresh=True)
def ask_new() -> ResponseReturnValue:
    """Ask which organisation is to be added."""
    return show_form(build_adding(Typed()))


@directory.post("/new")
@requires(Permission.ADMINISTER, fresh=True)
def add() -> ResponseReturnValue:
    """Put an organisation into the directory."""
    typed = _read_typed()
    page = build_adding(typed, is_sent=True)
    if page.errors:
        return show_form(page)
    session, workplace, is_own = get_session(), get_workplace(), typed.own == YES
    try:
        add_entry(session, workplace, get_actor(), typed.name, typed.read(), is_own=is_own)
    except NameTakenError:
        return show_form(build_adding(typed, is_sent=True, is_taken=True))
    return _done(gettext("Added: %(name)s.", name=typed.name))


@directory.get("/<recipient_id>")
@requires(Permission.ADMINISTER, fresh=True)
def show(recipient_id: str) -> ResponseReturnValue:
    """Show what is known of an organisation, to be changed or retired."""
    record = _get_entry(recipient_id)
    return show_form(build_change(record, Typed.of(record)))


@directory.post("/<recipient_id>")
@requires(Permission.ADMINISTER, fresh=True)
def change(recipient_id: str) -> ResponseReturnValue:
    """Keep what an organisation is now, how it is reached, and whether it is offered."""
    record = _get_entry(recipient_id)
    typed = _read_typed(record.name)
    page = build_change(record, typed, is_sent=True)
    if page.errors:
        return show_form(page)
    is_offered = typed.offered == YES
    change_entry(
        get_session(), get_workplace(), get_actor(), record, typed.read(), is_offered=is_offered
    )
    said = gettext("Kept: %(name)s.", name=record.name)
    return _done(said if is_offered else gettext("Retired: %(name)s.", name=record.name))


def _get_entry(recipient_id: str) -> RecipientRecord:
    """Give an organisation that can be changed here; 404 otherwise, all alike."""
    record = find_entry(get_session(), get_actor(), recipient_id)
    if record is None:
        abort(HTTPStatus.NOT_FOUND)
    return record


def _read_typed(name: str = "") -> Typed:
    """Give what was typed; the name of one that is there stays."""
    typed = {each: read_text(request.form, each) for each in Typed.NAMES}
    return Typed(**{**typed, "name": name or typed["name"]})


def _done(said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("directory.index"))
