"""The people of an organisation, as its administrators look after them.

Nobody lets somebody in alone: one administrator makes the account, another one opens it. Whoever
could do both could give themselves a second account, with any role.

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
    get_person,
    invite,
)
from app.services.resets import ask_for_reset, is_administrator
from app.services.sign_in_desk import SignInDesk
from app.services.signing_in import end_all, list_missing
from app.store.accounts import (
    change_roles,
    find_colleague,
    get_account,
    list_areas,
    list_staff,
    list_staff_ever,
)
from app.store.ids import AccountId, AreaId
from app.store.log import Deed, note_act
from app.store.tables import Account, Area

PAGE_SIZE: Final = 25
# Longer numbers are larger than a database holds.
LONGEST_NUMBER: Final = 9
SECOND_FIRST: Final = (
    "Let another administrator in first: only two together can let anybody else in."
)
ALONE: Final = (
    "Your organisation has no other administrator, and only two together let somebody in. Whoever "
    "runs the server can make one: flask users create"
)


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


def read_account_id(written: str) -> AccountId | None:
    """Give the number of an account that somebody wrote; None for what is none."""
    is_number = written.isascii() and written.isdigit() and len(written) <= LONGEST_NUMBER
    return AccountId(int(written)) if is_number else None


def list_workable(session: Session, actor: Actor) -> tuple[Area, ...]:
    """Give the areas in which somebody of an organisation can work, by name."""
    return list_areas(session, actor.country)


def invite_colleague(
    session: Session,
    desk: SignInDesk,
    actor: Actor,
    who: tuple[str, str, Duties],
    hash_password: Callable[[str], str],
) -> Invitation | None:
    """Make an account in one's own organisation; `who` is the address, the name, the duties.

    None where another administrator has to let the person in: all but the second person of an
    organisation, who is an administrator too. Raises PersonRefusedError with a sentence for people.
    """
    email, name, duties = who
    areas = _check(session, actor, duties)
    is_second = _check_second_pair_of_eyes(session, actor, duties)
    new = NewPerson(
        email=email,
        name=name,
        roles=duties.roles,
        organisation=actor.organisation_name,
        kind="",
        country=actor.country,
        areas=tuple(each.code for each in areas),
    )
    invitation = invite(session, desk, new, hash_password)
    if not is_second:
        _leave_to_another(session, desk, actor, email)
    return invitation if is_second else None


def _leave_to_another(session: Session, desk: SignInDesk, actor: Actor, email: str) -> None:
    """Take the words away that would open a new account, and ask for others to give it some."""
    account = get_person(session, email)
    account.password = account.password_until = None
    ask_for_reset(session, desk, get_account(session, actor.account), account)


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


def _check_second_pair_of_eyes(session: Session, actor: Actor, duties: Duties) -> bool:
    """Say whether this is the second person ever, or raise PersonRefusedError.

    Accounts are ended and never deleted, so nobody becomes the first again by ending the others.
    """
    staff = list_staff_ever(session, actor.organisation)
    if len(staff) == 1:
        if duties.roles != (Role.ADMINISTRATOR,):
            raise PersonRefusedError(SECOND_FIRST)
        return True
    if not any(is_administrator(each) and each.id != actor.account for each in staff):
        raise PersonRefusedError(ALONE)
    return False


def _find_account(session: Session, actor: Actor, account: str) -> Account | None:
    account_id = read_account_id(account)
    return None if account_id is None else find_colleague(session, actor.organisation, account_id)


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
