"""The pages on which administrators arrange how their organisation works."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.retention import Purpose, is_period
from app.cases.roles import Permission, Role
from app.services.organisations import (
    QUESTIONNAIRES,
    RULE_SETS,
    add_area,
    choose_used,
    found_organisation,
    list_names,
    read_arrangement,
    set_periods,
)
from app.services.people import NewPerson, PersonRefusedError
from app.web.administration.organisation_context import (
    TypedArea,
    TypedOrganisation,
    build_area,
    build_choice,
    build_founding,
    build_overview,
    build_periods,
)
from app.web.asking import read_text, show_form
from app.web.passwords import get_passwords
from app.web.policy import get_actor, requires
from app.web.sign_in import get_desk
from app.web.unit_of_work import get_session, get_workplace

organisation = Blueprint("organisation", __name__, url_prefix="/organisation")


@organisation.get("")
@requires(Permission.ADMINISTER)
def show() -> ResponseReturnValue:
    """Show how this organisation works, and which others do."""
    arrangement = read_arrangement(get_session(), get_workplace(), get_actor())
    page = build_overview(get_actor().organisation_name, arrangement, list_names(get_session()))
    return render_template("administration/organisation.html", page=page)


@organisation.get("/areas/new")
@requires(Permission.ADMINISTER, fresh=True)
def ask_area() -> ResponseReturnValue:
    """Ask for an area."""
    return show_form(build_area(TypedArea()))


@organisation.post("/areas/new")
@requires(Permission.ADMINISTER, fresh=True)
def make_area() -> ResponseReturnValue:
    """Add an area to the country of this organisation."""
    typed = TypedArea(read_text(request.form, "code"), read_text(request.form, "name"))
    page = build_area(typed, is_sent=True)
    if page.errors:
        return show_form(page)
    try:
        add_area(get_session(), get_actor(), typed.code, typed.name)
    except PersonRefusedError as error:
        return show_form(build_area(typed, refused=str(error)))
    return _done(gettext("The area is added. Give it to the people who work there."))


@organisation.get("/questionnaires")
@requires(Permission.ADMINISTER, fresh=True)
def ask_questionnaires() -> ResponseReturnValue:
    """Ask which questionnaires are used."""
    return _ask_used(QUESTIONNAIRES)


@organisation.post("/questionnaires")
@requires(Permission.ADMINISTER, fresh=True)
def choose_questionnaires() -> ResponseReturnValue:
    """Keep which questionnaires are used for new interviews."""
    return _choose(QUESTIONNAIRES)


@organisation.get("/rule-sets")
@requires(Permission.ADMINISTER, fresh=True)
def ask_rule_sets() -> ResponseReturnValue:
    """Ask which rule sets are used beside the leading ones."""
    return _ask_used(RULE_SETS)


@organisation.post("/rule-sets")
@requires(Permission.ADMINISTER, fresh=True)
def choose_rule_sets() -> ResponseReturnValue:
    """Keep which rule sets are used beside the leading ones for new interviews."""
    return _choose(RULE_SETS)


@organisation.get("/retention")
@requires(Permission.ADMINISTER, fresh=True)
def ask_periods() -> ResponseReturnValue:
    """Ask for how long things are kept."""
    arrangement = read_arrangement(get_session(), get_workplace(), get_actor())
    typed = {each.purpose: str(each.months or "") for each in arrangement.periods}
    return show_form(build_periods(typed))


@organisation.post("/retention")
@requires(Permission.ADMINISTER, fresh=True)
def keep_periods() -> ResponseReturnValue:
    """Keep for how long things are kept, for each purpose."""
    typed = {each: read_text(request.form, each.value) for each in Purpose}
    months = {each: _read_months(text) for each, text in typed.items()}
    wrong = frozenset(each for each, text in typed.items() if text and months[each] is None)
    if wrong:
        return show_form(build_periods(typed, wrong))
    set_periods(get_session(), get_workplace(), get_actor(), months)
    return _done(gettext("Kept. Nothing is destroyed by this; it says what is due."))


@organisation.get("/others/new")
@requires(Permission.ADMINISTER, fresh=True)
def ask_other() -> ResponseReturnValue:
    """Ask which other organisation is to work here."""
    return show_form(build_founding(TypedOrganisation(country=get_actor().country)))


@organisation.post("/others/new")
@requires(Permission.ADMINISTER, fresh=True)
def make_other() -> ResponseReturnValue:
    """Make another organisation with its first administrator."""
    typed = TypedOrganisation(**{n: read_text(request.form, n) for n in TypedOrganisation.NAMES})
    page = build_founding(typed, is_sent=True)
    if page.errors:
        return show_form(page)
    roles, country = (Role.ADMINISTRATOR,), typed.country.upper()
    new = NewPerson(
        typed.email, typed.name, roles, typed.organisation, typed.kind, country, areas=()
    )
    try:
        invitation = found_organisation(get_session(), get_desk(), new, get_passwords().hash)
    except PersonRefusedError as error:
        return show_form(build_founding(typed, refused=str(error)))
    return render_template("administration/invited.html", passphrase=invitation.passphrase)


def _ask_used(kind: str, refused: str = "") -> ResponseReturnValue:
    arrangement = read_arrangement(get_session(), get_workplace(), get_actor())
    return show_form(build_choice(arrangement, kind, refused))


def _choose(kind: str) -> ResponseReturnValue:
    used = frozenset(request.form.getlist("used"))
    try:
        choose_used(get_session(), get_workplace(), get_actor(), kind, used)
    except PersonRefusedError as error:
        return _ask_used(kind, str(error))
    return _done(gettext("Kept. Interviews that began stay as they are."))


def _read_months(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) <= 4
    months = int(text) if is_number else 0
    return months if is_period(months) else None


def _done(said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("organisation.show"))
