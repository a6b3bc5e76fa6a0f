"""Who and what appears in a case: its site, employer, recruiter and transporter."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from app.cases.roles import Permission
from app.services.case_lists import find_history
from app.services.parties import find_open_party, link, may_change_parties, unlink
from app.store.parties import PartyKind, PartyRecord, list_parties_of_case
from app.store.records import CaseRecord
from app.store.visits import find_visit_of_case
from app.web.components import Link, SummaryRow
from app.web.locale import write_moment
from app.web.policy import get_actor, requires
from app.web.sites.adding import PartyFields, build_fields, fill_party_form, settle_party
from app.web.sites.forms import PartyForm, RemoveForm
from app.web.sites.wording import KINDS
from app.web.unit_of_work import get_session, get_workplace

involved = Blueprint("involved", __name__, url_prefix="/cases/<number>/parties")

# What is said on the next page waits in the cookie, readable by whoever has the device: no names.
KEPT = lazy_gettext("It is kept with the case.")
TAKEN_OUT = lazy_gettext("It is no longer kept with the case.")


@dataclass(frozen=True)
class InvolvedPart:
    """The parties of a case on its page, and where they can be changed."""

    rows: tuple[SummaryRow, ...]
    change_address: str


@dataclass(frozen=True)
class InvolvedLine:
    """A party that can be taken out of a case."""

    party: str
    part: str
    part_words: str
    name: str
    address: str


@dataclass(frozen=True)
class InvolvedPage:
    """The parties of a case, and the form in which another one is named."""

    number: str
    lines: tuple[InvolvedLine, ...]
    fields: PartyFields


@involved.route("", methods=["GET", "POST"])
@requires(Permission.SCREEN)
def change(number: str) -> ResponseReturnValue:
    """Name a site, an employer, a recruiter or a transporter of a case."""
    case, actor = _get_case(number), get_actor()
    form = fill_party_form(PartyForm(), actor, get_workplace().library.instruments)
    if not form.is_submitted():
        form.area.data = case.area_id
    if form.validate_on_submit():
        party = settle_party(form)
        if party is not None:
            part = PartyKind(form.kind.data)
            link(get_session(), get_workplace(), actor, case, party, part)
            flash(str(KEPT), "done")
            return redirect(url_for("involved.change", number=number))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    lines = tuple(
        InvolvedLine(
            party.id,
            part.value,
            str(KINDS[part]),
            party.name,
            url_for("sites.show", party_id=party.id),
        )
        for part, party in list_parties_of_case(get_session(), case.id)
    )
    page = InvolvedPage(number, lines, build_fields(form))
    return render_template("sites/involved.html", page=page), status


@involved.post("/remove")
@requires(Permission.SCREEN)
def remove(number: str) -> ResponseReturnValue:
    """Take a party out of a case; the record of the party stays."""
    case, form = _get_case(number), RemoveForm()
    if not form.validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)
    party = find_open_party(get_session(), get_actor(), form.party.data)
    if party is None:
        abort(HTTPStatus.NOT_FOUND)
    unlink(get_session(), get_actor(), case, party, PartyKind(form.part.data))
    flash(str(TAKEN_OUT), "done")
    return redirect(url_for("involved.change", number=number))


def build_involved_part(case: CaseRecord) -> InvolvedPart:
    """Give what the page of a case shows of its parties, and of the visit that it began on."""
    session = get_session()
    rows = [_list_party(part, party) for part, party in list_parties_of_case(session, case.id)]
    visit = find_visit_of_case(session, case.id)
    if visit is not None:
        begun = write_moment(visit.began_at)
        address = url_for("sites.visit", visit_id=visit.id)
        link_to = Link(gettext("All cases of this visit"), address, about=begun)
        rows.append(SummaryRow(gettext("Visit"), (begun,), (link_to,)))
    may_change = may_change_parties(get_actor(), case)
    address = url_for("involved.change", number=case.number) if may_change else ""
    return InvolvedPart(tuple(rows), address)


def _list_party(part: PartyKind, party: PartyRecord) -> SummaryRow:
    address = url_for("sites.show", party_id=party.id)
    link_to = Link(gettext("Open"), address, about=party.name)
    return SummaryRow(str(KINDS[part]), (party.name,), (link_to,))


def _get_case(number: str) -> CaseRecord:
    """Give a case whose parties the person can change; 404 otherwise, all alike."""
    history = find_history(get_session(), get_workplace(), get_actor(), number)
    if history is None or not may_change_parties(get_actor(), history.case):
        abort(HTTPStatus.NOT_FOUND)
    return history.case
