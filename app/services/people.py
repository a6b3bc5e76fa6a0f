"""People who sign in: made by who runs the installation, listed, and ended when they leave."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy.orm import Session

from app.cases.roles import Role, find_lonely
from app.services.passwords import make_passphrase
from app.services.resets import PASSPHRASE_LASTS
from app.services.sign_in_desk import SignInDesk
from app.services.signing_in import end_all, list_missing
from app.store.accounts import (
    NewAccount,
    create_account,
    create_area,
    create_organisation,
    find_account,
    get_account,
    list_accounts,
    list_areas,
    list_organisations,
)
from app.store.ids import AreaId, OrganisationId
from app.store.password_keys import PasswordKeys
from app.store.sign_in import forget_factors
from app.store.tables import Account

STANDS_ALONE: Final = (
    "Administrators and analysts have no other role: they would see what they must not."
)


class PersonRefusedError(Exception):
    """This can't be done with a person; the message says why."""


@dataclass(frozen=True)
class NewPerson:
    """Somebody who shall sign in; organisation and areas are made where they are not there."""

    email: str
    name: str
    roles: tuple[Role, ...]
    organisation: str
    kind: str
    country: str
    areas: tuple[str, ...]


@dataclass(frozen=True)
class Invitation:
    """What somebody signs in with for the first time."""

    email: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True)
class PersonLine:
    """One person as a list shows them."""

    email: str
    name: str
    roles: tuple[str, ...]
    organisation: str
    state: str


def invite(
    session: Session, desk: SignInDesk, new: NewPerson, hash_password: Callable[[str], str]
) -> Invitation:
    """Make an account with a passphrase to begin with, or raise PersonRefusedError."""
    if find_lonely(new.roles) is not None:
        raise PersonRefusedError(STANDS_ALONE)
    if find_account(session, new.email) is not None:
        raise PersonRefusedError(f"There is an account {new.email} already.")
    words, now = make_passphrase(), desk.clock.now()
    organisation = _find_or_make_organisation(session, new)
    account_id = create_account(
        session,
        NewAccount(
            email=new.email,
            name=new.name,
            password_hash=hash_password(words),
            organisation_id=organisation,
            roles=tuple(role.value for role in new.roles),
            areas=tuple(_find_or_make_area(session, new.country, code) for code in new.areas),
            created_at=now,
        ),
    )
    get_account(session, account_id).password_until = now + PASSPHRASE_LASTS
    return Invitation(new.email, words)


def end_person(session: Session, desk: SignInDesk, email: str) -> None:
    """Close an account for good, and every session of it, or raise PersonRefusedError."""
    account = get_person(session, email)
    account.active = False
    account.password = None
    forget_factors(session, account)
    end_all(session, desk, account.id)


def list_people(session: Session, keys: PasswordKeys) -> tuple[PersonLine, ...]:
    """Give everybody who has or had an account, by their address."""
    accounts = sorted(list_accounts(session), key=lambda each: each.email)
    return tuple(_describe(session, each, keys) for each in accounts)


def get_person(session: Session, email: str) -> Account:
    """Give the account with an address, or raise PersonRefusedError."""
    account = find_account(session, email)
    if account is None or not account.active:
        raise PersonRefusedError(f"Nobody signs in as {email}. Look with: flask users list")
    return account


def _describe(session: Session, account: Account, keys: PasswordKeys) -> PersonLine:
    states = {True: "has to set sign-in up", False: "signs in"}
    state = states[bool(list_missing(session, account))] if account.active else "ended"
    if keys.older and account.password and not keys.is_under_newest(account.password):
        state += ", under an older key"
    roles = tuple(role.name for role in account.roles)
    return PersonLine(account.email, account.name, roles, account.organisation.name, state)


def _find_or_make_organisation(session: Session, new: NewPerson) -> OrganisationId:
    for each in list_organisations(session):
        if each.name == new.organisation:
            return each.id
    return create_organisation(session, new.organisation, new.kind, new.country)


def _find_or_make_area(session: Session, country: str, code: str) -> AreaId:
    for each in list_areas(session, country):
        if each.code == code:
            return each.id
    return create_area(session, country, code, code)
