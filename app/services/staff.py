"""The people of an organisation, as its administrators look after them.

Nobody is moved to another organisation: who leaves is ended, and the other one makes an account
of its own. Whoever changes what somebody may do ends that person's sessions, and never changes
their own roles.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from app.cases.roles import Permission, Role, find_lonely, find_reach
from app.cases.roles import Reach as WidestReach
from app.services.actors import Actor
from app.services.people import (
    STANDS_ALONE,
    Invitation,
    NewPerson,
    PersonRefusedError,
    end_person,
    invite,
)
from app.services.sign_in_desk import SignInDesk
from app.services.signing_in import end_all, list_missing
from app.store.accounts import change_roles, find_colleague, list_areas, list_staff
from app.store.ids import AccountId, AreaId
from app.store.log import Deed, note_act
from app.store.tables import Account, Area

PAGE_SIZE: Final = 25


@dataclass(frozen=True)
class Duties:
    """What somebody does, and where."""

    roles: tuple[Role, ...]
    areas: frozenset[AreaId]


@dataclass(frozen=True)
class Colleague:
    """Somebody of one's organisation; `waits` if they still have to set their sign-in up."""

    account: AccountId
    name: str
    email: str
    duties: Duties
    areas: tuple[str, ...]
    active: bool
    waits: bool


@dataclass(frozen=True)
class Colleagues:
    """One page of people by their number, and the number behind which the next one begins."""

    people: tuple[Colleague, ...]
    after: AccountId | None


def list_colleagues(session: Session, actor: Actor, after: AccountId | None) -> Colleagues:
    """Give one page of the people of an administrator's organisation."""
    rows = list_staff(session, actor.organisation, PAGE_SIZE + 1, after)
    shown = tuple(_describe(session, each) for each in rows[:PAGE_SIZE])
    return Colleagues(shown, shown[-1].account if len(rows) > PAGE_SIZE else None)


def find_person(session: Session, actor: Actor, account: str) -> Colleague | None:
    """Give somebody of the same organisation; None if there is nobody, or elsewhere, alike."""
    row = _find_account(session, actor, account)
    return None if row is None else _describe(session, row)


def list_workable(session: Session, actor: Actor) -> tuple[Area, ...]:
    """Give the areas in which somebody of an organisation can work, by name."""
    return list_areas(session, actor.country)


def invite_colleague(
    session: Session,
    desk: SignInDesk,
    actor: Actor,
    who: tuple[str, str, Duties],
    hash_password: Callable[[str], str],
) -> Invitation:
    """Make an account in one's own organisation; `who` is the address, the name, the duties.

    Raises PersonRefusedError with a sentence for people.
    """
    email, name, duties = who
    areas = _check(session, actor, duties)
    new = NewPerson(
        email=email,
        name=name,
        roles=duties.roles,
        organisation=actor.organisation_name,
        kind="",
        country=actor.country,
        areas=tuple(each.code for each in areas),
    )
    return invite(session, desk, new, hash_password)


def change_duties(
    session: Session, desk: SignInDesk, actor: Actor, person: Colleague, duties: Duties
) -> bool:
    """Give somebody other roles or areas, and end their sessions; False if nothing changes.

    What they did before stays theirs, so that nobody makes both steps in one case. Raises
    PersonRefusedError.
    """
    areas = _check(session, actor, duties)
    if person.account == actor.account:
        raise PersonRefusedError("Nobody changes their own roles or areas.")
    if set(duties.roles) == set(person.duties.roles) and duties.areas == person.duties.areas:
        return False
    change_roles(session, person.account, [role.value for role in duties.roles], areas)
    roles = " ".join(sorted(role.value for role in duties.roles))
    note_act(session, Deed.ROLES_CHANGED, f"{person.account} {roles}")
    end_all(session, desk, person.account)
    return True


def end_colleague(session: Session, desk: SignInDesk, actor: Actor, person: Colleague) -> None:
    """Close somebody's account for good. Raises PersonRefusedError for one's own."""
    if person.account == actor.account:
        raise PersonRefusedError("Nobody ends their own account.")
    end_person(session, desk, person.email)


def _find_account(session: Session, actor: Actor, account: str) -> Account | None:
    if not account.isascii() or not account.isdigit() or len(account) > 9:
        return None
    return find_colleague(session, actor.organisation, AccountId(int(account)))


def _check(session: Session, actor: Actor, duties: Duties) -> Sequence[Area]:
    """Give the areas of these duties, or raise PersonRefusedError."""
    if not duties.roles:
        raise PersonRefusedError("Choose at least one role.")
    if find_lonely(duties.roles) is not None:
        raise PersonRefusedError(STANDS_ALONE)
    areas = [each for each in list_workable(session, actor) if each.id in duties.areas]
    in_areas = find_reach(duties.roles, Permission.SCREEN) is WidestReach.OWN_AREAS
    if in_areas and not areas:
        raise PersonRefusedError("Choose at least one area to work in.")
    return areas


def _describe(session: Session, row: Account) -> Colleague:
    return Colleague(
        account=row.id,
        name=row.name,
        email=row.email,
        duties=Duties(
            tuple(Role(role.name) for role in row.roles), frozenset(area.id for area in row.areas)
        ),
        areas=tuple(area.name for area in row.areas),
        active=row.active,
        waits=bool(list_missing(session, row)),
    )
