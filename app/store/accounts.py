"""Rows of organisations, areas and accounts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.store.errors import NotFoundError
from app.store.ids import AccountId, AreaId, OrganisationId, new_id
from app.store.tables import Account, Area, Organisation, Role


@dataclass(frozen=True)
class NewAccount:
    """A person who shall be able to sign in; the password comes hashed."""

    email: str
    name: str
    password_hash: str | None = field(repr=False)
    organisation_id: OrganisationId
    roles: tuple[str, ...]
    areas: tuple[AreaId, ...]
    created_at: datetime


def create_organisation(session: Session, name: str, kind: str, country: str) -> OrganisationId:
    """Make an organisation; its name is not yet in use."""
    organisation = Organisation(name=name, kind=kind, country=country, active=True)
    session.add(organisation)
    session.flush()
    return organisation.id


def create_area(session: Session, country: str, code: str, name: str) -> AreaId:
    """Make an area; its code is not yet in use in its country."""
    area = Area(country=country, code=code, name=name)
    session.add(area)
    session.flush()
    return area.id


def create_account(session: Session, new: NewAccount) -> AccountId:
    """Make an account; its address is not yet in use, and roles and areas are there."""
    account = Account(
        fs_uniquifier=new_id(),
        email=new.email.strip().lower(),
        name=new.name,
        password=new.password_hash,
        active=True,
        organisation_id=new.organisation_id,
        created_at=new.created_at,
        roles=_get_roles(session, new.roles),
        areas=[_get_area(session, area) for area in new.areas],
    )
    session.add(account)
    session.flush()
    return account.id


def get_account(session: Session, account_id: AccountId) -> Account:
    """Give an account, or raise NotFoundError."""
    account = session.get(Account, account_id)
    if account is None:
        raise NotFoundError(f"There is no account {account_id}.")
    return account


def name_accounts(session: Session, accounts: Iterable[AccountId]) -> dict[AccountId, str]:
    """Give the name of each of these accounts that is there."""
    named = select(Account.id, Account.name).where(Account.id.in_(set(accounts)))
    return {row.id: row.name for row in session.execute(named)}


def find_account(session: Session, email: str) -> Account | None:
    """Give the account with this address, in any letter case."""
    return session.scalar(select(Account).where(Account.email == email.strip().lower()))


def list_accounts(session: Session) -> tuple[Account, ...]:
    """Give all accounts by their number."""
    return tuple(session.scalars(select(Account).order_by(Account.id)))


def list_staff(
    session: Session, organisation: OrganisationId, size: int, after: AccountId | None
) -> tuple[Account, ...]:
    """Give accounts of an organisation by their number, those behind a number if one is given."""
    in_order = select(Account).where(Account.organisation_id == organisation).order_by(Account.id)
    if after is not None:
        in_order = in_order.where(Account.id > after)
    return tuple(session.scalars(in_order.limit(size)))


def list_staff_ever(session: Session, organisation: OrganisationId) -> tuple[Account, ...]:
    """Give all accounts that an organisation has or had, by their number."""
    ever = select(Account).where(Account.organisation_id == organisation).order_by(Account.id)
    return tuple(session.scalars(ever))


def find_colleague(
    session: Session, organisation: OrganisationId, account_id: AccountId
) -> Account | None:
    """Give an account of an organisation; None if there is none, or elsewhere, alike."""
    account = session.get(Account, account_id)
    return account if account is not None and account.organisation_id == organisation else None


def change_roles(
    session: Session, account_id: AccountId, roles: Sequence[str], areas: Sequence[Area]
) -> None:
    """Give an account these roles and areas, and no others."""
    account = get_account(session, account_id)
    account.roles = _get_roles(session, tuple(roles))
    account.areas = list(areas)
    session.flush()


def replace_password(session: Session, account_id: AccountId, old: str, new: str) -> None:
    """Keep another hash of the same password, unless it was changed meanwhile."""
    account = session.get(Account, account_id, with_for_update=True, populate_existing=True)
    if account is not None and account.password == old:
        account.password = new
        session.flush()


def list_organisations(session: Session) -> tuple[Organisation, ...]:
    """Give all organisations by name."""
    return tuple(session.scalars(select(Organisation).order_by(Organisation.name)))


def list_areas(session: Session, country: str) -> tuple[Area, ...]:
    """Give the areas of a country by name."""
    in_order = select(Area).where(Area.country == country).order_by(Area.name, Area.id)
    return tuple(session.scalars(in_order))


def has_accounts(session: Session) -> bool:
    """Say whether anybody can sign in yet."""
    return bool(session.scalar(select(func.count()).select_from(Account)))


def _get_roles(session: Session, codes: tuple[str, ...]) -> list[Role]:
    roles = list(session.scalars(select(Role).where(Role.name.in_(codes))))
    missing = set(codes) - {role.name for role in roles}
    if missing:
        raise NotFoundError(f"There is no role {', '.join(sorted(missing))}.")
    return roles


def _get_area(session: Session, area_id: AreaId) -> Area:
    area = session.get(Area, area_id)
    if area is None:
        raise NotFoundError(f"There is no area {area_id}.")
    return area
