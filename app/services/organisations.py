"""What an administrator arranges for an organisation: areas, what is asked, how long it is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from app.cases.retention import Purpose
from app.cases.roles import Role
from app.services.actors import Actor
from app.services.library import Library, list_others
from app.services.people import Invitation, NewPerson, PersonRefusedError, invite
from app.services.purging import CLOSED, MONTH
from app.services.sign_in_desk import SignInDesk
from app.services.workplace import Workplace
from app.store.accounts import create_area, list_areas, list_organisations
from app.store.ids import OrganisationId
from app.store.log import Deed, note_act
from app.store.organisations import (
    count_closed_before,
    list_periods,
    list_switched_off,
    set_period,
    switch_off,
)

QUESTIONNAIRES: Final = "questionnaire"
RULE_SETS: Final = "rule_set"


@dataclass(frozen=True)
class Offer:
    """A questionnaire or rule set, and whether an organisation uses it for new interviews."""

    name: str
    title: str
    is_used: bool


@dataclass(frozen=True)
class Period:
    """How many months things are kept for a purpose, and how many closed cases are older.

    Without a period nothing is ever too old.
    """

    purpose: Purpose
    months: int | None
    overdue: int


@dataclass(frozen=True)
class Arrangement:
    """How an organisation works."""

    areas: tuple[str, ...]
    questionnaires: tuple[Offer, ...]
    rule_sets: tuple[Offer, ...]
    periods: tuple[Period, ...]


def read_arrangement(session: Session, workplace: Workplace, actor: Actor) -> Arrangement:
    """Give how an administrator's organisation works."""
    library, organisation = workplace.library, actor.organisation
    shelf, rules = library.instruments.questionnaires, library.rules.rule_sets
    titles = {name: shelf.newest(name).item.title for name in shelf.list_ids()}
    beside = {name: rules.newest(name).item.title for name in list_others(library)}
    return Arrangement(
        areas=tuple(each.name for each in list_areas(session, actor.country)),
        questionnaires=_offer(titles, list_switched_off(session, organisation, QUESTIONNAIRES)),
        rule_sets=_offer(beside, list_switched_off(session, organisation, RULE_SETS)),
        periods=_list_periods(session, workplace, organisation),
    )


def list_unused(session: Session, organisation: OrganisationId) -> frozenset[str]:
    """Give the questionnaires and rule sets that an organisation does not use."""
    kinds = (QUESTIONNAIRES, RULE_SETS)
    return frozenset().union(*(list_switched_off(session, organisation, each) for each in kinds))


def choose_used(
    session: Session, workplace: Workplace, actor: Actor, kind: str, used: frozenset[str]
) -> None:
    """Keep which questionnaires or rule sets an organisation uses for new interviews.

    Those that began stay as they are. Raises PersonRefusedError if nothing would be left to ask.
    """
    there = _list_names(workplace.library, kind)
    if kind == QUESTIONNAIRES and not used & there:
        raise PersonRefusedError("Leave at least one questionnaire: nobody could be screened.")
    by = (actor.account, workplace.clock.now())
    switch_off(session, actor.organisation, kind, there - used, by)


def set_periods(
    session: Session, workplace: Workplace, actor: Actor, months: Mapping[Purpose, int | None]
) -> None:
    """Keep for how many months an organisation keeps things for each purpose."""
    by = (actor.account, workplace.clock.now())
    for purpose, each in months.items():
        set_period(session, actor.organisation, purpose.value, each, by)


def add_area(session: Session, actor: Actor, code: str, name: str) -> None:
    """Add an area to the country of one's organisation; PersonRefusedError if it is there."""
    known = list_areas(session, actor.country)
    if any(code == each.code or name.casefold() == each.name.casefold() for each in known):
        raise PersonRefusedError("There is an area with this code or name already.")
    create_area(session, actor.country, code, name)


def list_names(session: Session) -> tuple[tuple[str, str, str], ...]:
    """Give name, kind and country of all organisations that work here, by name."""
    return tuple((each.name, each.kind, each.country) for each in list_organisations(session))


def found_organisation(
    session: Session,
    desk: SignInDesk,
    new: NewPerson,
    hash_password: Callable[[str], str],
) -> Invitation:
    """Make an organisation with its first administrator. Raises PersonRefusedError.

    Whoever makes it sees nothing of what it does: its administrator invites everybody else.
    """
    taken = (each.name.casefold() for each in list_organisations(session))
    if new.organisation.casefold() in taken:
        raise PersonRefusedError("There is an organisation with this name already.")
    if new.roles != (Role.ADMINISTRATOR,):
        raise PersonRefusedError("The first person of an organisation is its administrator.")
    note_act(session, Deed.ORGANISATION_MADE)
    return invite(session, desk, new, hash_password)


def _offer(titles: Mapping[str, str], unused: frozenset[str]) -> tuple[Offer, ...]:
    return tuple(Offer(name, title, name not in unused) for name, title in titles.items())


def _list_names(library: Library, kind: str) -> frozenset[str]:
    if kind == QUESTIONNAIRES:
        return frozenset(library.instruments.questionnaires.list_ids())
    return frozenset(list_others(library))


def _list_periods(
    session: Session, workplace: Workplace, organisation: OrganisationId
) -> tuple[Period, ...]:
    months, now = list_periods(session, organisation), workplace.clock.now()
    found = []
    for purpose in Purpose:
        each = months.get(purpose.value)
        overdue = 0
        if each is not None:
            before = now - each * MONTH
            overdue = count_closed_before(session, organisation, CLOSED, before)
        found.append(Period(purpose, each, overdue))
    return tuple(found)
