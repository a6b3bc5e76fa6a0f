"""The pages on which administrators look after the people of their organisation."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.roles import Permission, Role
from app.services.people import PersonRefusedError
from app.services.staff import (
    Colleague,
    Duties,
    change_duties,
    end_colleague,
    find_person,
    invite_colleague,
    list_colleagues,
    list_workable,
    read_account_id,
)
from app.store.ids import AreaId
from app.web.account.provider import find_provider_name
from app.web.administration.people_context import (
    Typed,
    build_duties,
    build_end,
    build_invitation,
    build_people,
)
from app.web.asking import read_text, show_form
from app.web.passwords import get_passwords
from app.web.policy import get_actor, requires
from app.web.sign_in import get_desk
from app.web.unit_of_work import get_session

people = Blueprint("people", __name__, url_prefix="/people")


@people.get("")
@requires(Permission.ADMINISTER)
def index() -> ResponseReturnValue:
    """Show who signs in for this organisation, some at a time."""
    behind = read_account_id(request.args.get("after", ""))
    found = list_colleagues(get_session(), get_actor(), behind)
    page = build_people(found, is_first=behind is None, provider=find_provider_name())
    return render_template("administration/people.html", page=page)


@people.get("/new")
@requires(Permission.ADMINISTER, fresh=True)
def ask_new() -> ResponseReturnValue:
    """Ask who is to sign in."""
    areas = list_workable(get_session(), get_actor())
    return show_form(build_invitation(Typed(), areas))


@people.post("/new")
@requires(Permission.ADMINISTER, fresh=True)
def make() -> ResponseReturnValue:
    """Make an account in this organisation, for another administrator to let its person in."""
    session, actor = get_session(), get_actor()
    areas, typed = list_workable(session, actor), _read_typed()
    page = build_invitation(typed, areas, is_sent=True)
    if page.errors:
        return show_form(page)
    who = (typed.email, typed.name, _read_duties(typed))
    try:
        invitation = invite_colleague(session, get_desk(), actor, who, get_passwords().hash)
    except PersonRefusedError as error:
        return show_form(build_invitation(typed, areas, refused=str(error)))
    if invitation is None:
        flash(gettext("Made. Another administrator has to let them in within a day."), "done")
        return redirect(url_for("people.index"))
    return render_template("administration/invited.html", passphrase=invitation.passphrase)


@people.get("/<account_id>")
@requires(Permission.ADMINISTER, fresh=True)
def show(account_id: str) -> ResponseReturnValue:
    """Show what somebody does, to be changed."""
    person = get_person(account_id)
    typed = Typed.of(person.duties)
    return show_form(build_duties(person, typed, list_workable(get_session(), get_actor())))


@people.post("/<account_id>")
@requires(Permission.ADMINISTER, fresh=True)
def change(account_id: str) -> ResponseReturnValue:
    """Give somebody other roles or areas; they are signed out everywhere."""
    session, actor, person, typed = (
        get_session(),
        get_actor(),
        get_person(account_id),
        _read_typed(),
    )
    try:
        changed = change_duties(session, get_desk(), actor, person, _read_duties(typed))
    except PersonRefusedError as error:
        areas = list_workable(session, actor)
        return show_form(build_duties(person, typed, areas, refused=str(error)))
    said = gettext("Changed. %(name)s is signed out everywhere.", name=person.name)
    flash(said if changed else gettext("Nothing was changed."), "done")
    return redirect(url_for("people.index"))


@people.get("/<account_id>/end")
@requires(Permission.ADMINISTER, fresh=True)
def ask_end(account_id: str) -> ResponseReturnValue:
    """Ask whether somebody's account is to be closed for good."""
    return show_form(build_end(get_person(account_id)))


@people.post("/<account_id>/end")
@requires(Permission.ADMINISTER, fresh=True)
def end(account_id: str) -> ResponseReturnValue:
    """Close somebody's account for good."""
    person = get_person(account_id)
    try:
        end_colleague(get_session(), get_desk(), get_actor(), person)
    except PersonRefusedError as error:
        flash(str(error), "warning")
    else:
        flash(gettext("%(name)s signs in no more.", name=person.name), "done")
    return redirect(url_for("people.index"))


def get_person(account_id: str) -> Colleague:
    """Give somebody of this organisation; 404 if there is nobody, or elsewhere, all alike."""
    person = find_person(get_session(), get_actor(), account_id)
    if person is None or not person.active:
        abort(HTTPStatus.NOT_FOUND)
    return person


def _read_typed() -> Typed:
    return Typed(
        email=read_text(request.form, "email"),
        name=read_text(request.form, "name"),
        roles=frozenset(request.form.getlist("roles")),
        areas=frozenset(request.form.getlist("areas")),
    )


def _read_duties(typed: Typed) -> Duties:
    """Give the duties that were chosen; what no page of ours sends is left out."""
    roles = tuple(role for role in Role if role.value in typed.roles)
    known = {str(each.id): each.id for each in list_workable(get_session(), get_actor())}
    areas: frozenset[AreaId] = frozenset(known[each] for each in typed.areas if each in known)
    return Duties(roles, areas)
