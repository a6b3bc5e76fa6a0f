"""The directory of a country: organisations to which cases can be referred, kept by administrators.

Consents name an organisation and what it is for. So its name and whose it is stay as they are for
ever, and nobody can turn an organisation that persons agreed to into another: it is retired, and
another is added. One that works with this installation is kept by its own administrators alone.
"""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.cases.referrals import RecipientKind
from app.services.actors import Actor
from app.services.workplace import Workplace
from app.store.accounts import list_organisations
from app.store.ids import OrganisationId, RecipientId, new_id
from app.store.recipients import (
    RecipientRecord,
    find_recipient,
    list_recipients,
    store_recipient,
)


class NameTakenError(Exception):
    """There is an organisation with this name in the directory of the country already."""


@dataclass(frozen=True)
class Reached:
    """What an organisation is, and how it is reached."""

    kind: RecipientKind
    telephone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True)
class Entry:
    """An organisation of the directory; `works_here` names it where its people sign in here."""

    record: RecipientRecord
    works_here: str
    may_change: bool


def list_entries(session: Session, actor: Actor) -> tuple[Entry, ...]:
    """Give the directory of an administrator's country by name, what is retired too."""
    names = {each.id: each.name for each in list_organisations(session)}
    return tuple(
        Entry(each, _name(names, each.organisation_id), _may_change(actor, each))
        for each in list_recipients(session, actor.country)
    )


def find_entry(session: Session, actor: Actor, recipient_id: str) -> RecipientRecord | None:
    """Give an organisation that an administrator can change; None otherwise, all alike."""
    found = find_recipient(session, RecipientId(recipient_id))
    return found if found is not None and _may_change(actor, found) else None


def add_entry(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    name: str,
    reached: Reached,
    *,
    is_own: bool,
) -> None:
    """Put an organisation into the directory of the country, or one's own. Raises NameTakenError.

    What is referred to one's own is open to those of it who answer referrals.
    """
    known = (each.name.casefold() for each in list_recipients(session, actor.country))
    if name.casefold() in known:
        raise NameTakenError
    record = RecipientRecord(
        RecipientId(new_id()),
        name,
        reached.kind.value,
        actor.country,
        organisation_id=actor.organisation if is_own else None,
    )
    _store(session, workplace, actor, record, reached)


def change_entry(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    record: RecipientRecord,
    reached: Reached,
    *,
    is_offered: bool,
) -> None:
    """Bring up to date what an organisation is and how it is reached, or retire it."""
    _store(session, workplace, actor, replace(record, active=is_offered), reached)


def _store(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    record: RecipientRecord,
    reached: Reached,
) -> None:
    new = replace(
        record,
        kind=reached.kind.value,
        telephone=reached.telephone,
        email=reached.email,
        address=reached.address,
    )
    store_recipient(session, new, workplace.clock.now(), actor.account)


def _may_change(actor: Actor, record: RecipientRecord) -> bool:
    is_open = record.organisation_id in (None, actor.organisation)
    return is_open and record.country == actor.country


def _name(names: dict[OrganisationId, str], organisation: OrganisationId | None) -> str:
    return "" if organisation is None else names[organisation]
