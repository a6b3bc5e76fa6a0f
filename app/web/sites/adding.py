"""The fields in which a party is named, and which of those that are known may be meant."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext

from app.instruments.catalogue import Instruments
from app.services.actors import Actor
from app.services.parties import NewParty, add_party, find_open_party, suggest_same
from app.store.ids import AreaId, PartyId, new_id
from app.store.parties import PartyKind, PartyRecord
from app.web.components import Choice, Field, FieldError
from app.web.policy import get_actor
from app.web.sites.forms import LONGEST_ADDRESS, LONGEST_NAME, PartyForm
from app.web.sites.wording import KINDS, KINDS_TO_CHOOSE
from app.web.unit_of_work import get_session, get_workplace

NEW: Final = "new"


@dataclass(frozen=True)
class PartyFields:
    """What the form of a party shows; `same` holds those that may be meant."""

    party: str
    kind: Field
    name: Field
    address: Field
    sector: Field
    area: Field
    same: Field | None
    errors: tuple[FieldError, ...]


def fill_party_form(form: PartyForm, actor: Actor, instruments: Instruments) -> PartyForm:
    """Give the form its choices."""
    modules = (instruments.modules.newest(each) for each in instruments.modules.list_ids())
    titles = sorted((each.item.title, each.id) for each in modules)
    form.sector.choices = {"": gettext("Not known, or another"), **{c: t for t, c in titles}}
    form.area.choices = {str(area.id): area.name for area in actor.areas}
    if not form.is_submitted():
        form.party.data = new_id()
        form.area.data = actor.areas[0].id if actor.areas else None
    return form


def settle_party(form: PartyForm) -> PartyRecord | None:
    """Give the party that a sent form means; None while it is to be asked which one that is.

    Nothing is taken for the same by itself: a name that is like another asks.
    """
    actor, session = get_actor(), get_session()
    if form.choice.data and form.choice.data != NEW:
        return find_open_party(session, actor, form.choice.data)
    if form.choice.data != NEW and suggest_same(session, actor, form.name.data):
        return None
    new = NewParty(
        PartyId(form.party.data),
        PartyKind(form.kind.data),
        form.name.data,
        form.address.data or "",
        form.sector.data or None,
        AreaId(form.area.data),
    )
    return add_party(session, get_workplace(), actor, new)


def build_fields(form: PartyForm) -> PartyFields:
    """Give everything that the form shows."""
    errors = _word_errors(form)
    return PartyFields(
        party=form.party.data or new_id(),
        kind=_ask_kind(form, errors),
        name=Field(
            "name",
            gettext("Name"),
            value=form.name.data or "",
            hint=gettext("As it stands on a sign, a contract or a payslip, or as people call it."),
            error=errors.get("name", ""),
        ),
        address=Field(
            "address",
            gettext("Address, or how to find it"),
            value=form.address.data or "",
            error=errors.get("address", ""),
        ),
        sector=_select("sector", gettext("Kind of work"), form, errors),
        area=_select("area", gettext("Area"), form, errors),
        same=_suggest(form) if form.is_submitted() and not form.errors else None,
        errors=tuple(FieldError(name, sentence) for name, sentence in errors.items()),
    )


def describe_party(record: PartyRecord) -> str:
    """Say in one line what a party is and where."""
    return " · ".join(each for each in (str(KINDS[record.kind]), record.address) if each)


def _ask_kind(form: PartyForm, errors: Mapping[str, str]) -> Field:
    choices = tuple(
        Choice(each.value, str(words), each.value == form.kind.data)
        for each, words in KINDS_TO_CHOOSE.items()
    )
    return Field("kind", gettext("What is it?"), error=errors.get("kind", ""), choices=choices)


def _suggest(form: PartyForm) -> Field | None:
    found = suggest_same(get_session(), get_actor(), form.name.data)
    if not found:
        return None
    known = tuple(Choice(each.id, each.name, hint=describe_party(each)) for each in found)
    other = Choice(NEW, gettext("None of these: it is another"))
    return Field("choice", gettext("Is it one of these?"), choices=(*known, other))


def _select(name: str, label: str, form: PartyForm, errors: Mapping[str, str]) -> Field:
    chosen = str(form[name].data)
    choices = tuple(
        Choice(code, words, code == chosen) for code, words in form[name].choices.items()
    )
    return Field(name, label, error=errors.get(name, ""), choices=choices)


def _word_errors(form: PartyForm) -> dict[str, str]:
    offered = gettext("Choose one of those that are offered.")
    words = {
        "kind": offered,
        "name": gettext("Write a name of at most %(most)s characters.", most=LONGEST_NAME),
        "address": gettext(
            "Write an address of at most %(most)s characters.", most=LONGEST_ADDRESS
        ),
        "sector": offered,
        "area": offered,
    }
    return {name: sentence for name, sentence in words.items() if form.errors.get(name)}
