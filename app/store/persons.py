"""Rows of persons: names, contact details and birth, sealed and apart from the answers."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from app.cases.persons import Contact, NameKind, NameOrder, WrittenName
from app.conditions.values import PartialDate
from app.store.errors import CaseKeyError, ConflictError
from app.store.ids import AccountId, CaseId, LinkId, PersonId
from app.store.records import PersonRecord
from app.store.sealing import CaseKey, Place, seal_text, unseal_text
from app.store.tables import Person, PersonLink, PersonToken
from app.store.values import decode_value, encode_value


@dataclass(frozen=True)
class LinkRecord:
    """That two records were said to be of one person, and whether that was undone."""

    id: LinkId
    person: PersonId
    other: PersonId
    linked_at: datetime
    linked_by: AccountId
    undone_at: datetime | None = None


def store_person(session: Session, key: CaseKey, record: PersonRecord) -> None:
    """Make a person of the case of this key, or bring one to what the record says.

    Raises CaseKeyError for another case's key, ConflictError if the id is a person's of another.
    """
    row = session.get(Person, record.id)
    if record.case_id != key.case_id:
        raise CaseKeyError(f"Person {record.id} does not belong to case {key.case_id}.")
    if row is not None and row.case_id != key.case_id:
        raise ConflictError(f"There is another person with the id {record.id}.")
    if row is None:
        row = Person(
            id=record.id,
            case_id=record.case_id,
            created_at=record.created_at,
            created_by=record.created_by,
        )
        session.add(row)
    row.name = _seal(key, record.id, "name", _write_names(record.names))
    row.contact = _seal(key, record.id, "contact", _write_contact(record.contact))
    birth = None if record.birth is None else encode_value(record.birth)
    row.birth = _seal(key, record.id, "birth", birth)
    row.do_not_call = record.do_not_call
    row.do_not_write = record.do_not_write
    session.flush()


def list_persons(session: Session, key: CaseKey) -> tuple[PersonRecord, ...]:
    """Give the persons of the case that this is the key of, in the order they were made."""
    in_order = (
        select(Person).where(Person.case_id == key.case_id).order_by(Person.created_at, Person.id)
    )
    return tuple(_record_of(key, row) for row in session.scalars(in_order))


def find_case_of(session: Session, person_id: PersonId) -> CaseId | None:
    """Give the case that a person belongs to, or None."""
    row = session.get(Person, person_id)
    return None if row is None else row.case_id


def delete_persons(session: Session, case_id: CaseId) -> None:
    """Delete the persons of a case, what they are found by, and their links."""
    persons = select(Person.id).where(Person.case_id == case_id)
    linked = or_(PersonLink.person_id.in_(persons), PersonLink.other_id.in_(persons))
    session.execute(delete(PersonToken).where(PersonToken.person_id.in_(persons)))
    session.execute(delete(PersonLink).where(linked))
    session.execute(delete(Person).where(Person.case_id == case_id))


def record_link(session: Session, new: LinkRecord) -> None:
    """Keep that two records are of one person; linked again while that holds, nothing changes."""
    pair = {new.person, new.other}
    standing = list_links(session, new.person)
    if any({each.person, each.other} == pair for each in standing):
        return
    session.add(
        PersonLink(
            id=new.id,
            person_id=new.person,
            other_id=new.other,
            linked_at=new.linked_at,
            linked_by=new.linked_by,
        )
    )
    session.flush()


def undo_link(session: Session, link_id: LinkId, at: datetime, by: AccountId) -> None:
    """Note that two records are of two persons after all."""
    row = session.get_one(PersonLink, link_id)
    row.undone_at, row.undone_by = at, by
    session.flush()


def list_links(session: Session, person_id: PersonId) -> tuple[LinkRecord, ...]:
    """Give the links of a person that hold, oldest first."""
    in_order = (
        select(PersonLink)
        .where(
            or_(PersonLink.person_id == person_id, PersonLink.other_id == person_id),
            PersonLink.undone_at.is_(None),
        )
        .order_by(PersonLink.linked_at, PersonLink.id)
    )
    return tuple(
        LinkRecord(row.id, row.person_id, row.other_id, row.linked_at, row.linked_by)
        for row in session.scalars(in_order)
    )


def _write_names(names: tuple[WrittenName, ...]) -> str | None:
    written = [
        {"text": each.text, "kind": each.kind.value, "order": each.order.value} for each in names
    ]
    return json.dumps(written, ensure_ascii=False) if written else None


def _write_contact(contact: Contact) -> str | None:
    if contact == Contact():
        return None
    parts = {"telephone": contact.telephone, "address": contact.address}
    return json.dumps(parts, ensure_ascii=False)


def _seal(key: CaseKey, person_id: PersonId, column: str, text: str | None) -> bytes | None:
    if text is None:
        return None
    return seal_text(key, Place(Person.__tablename__, column, person_id), text)


def _unseal(key: CaseKey, person_id: PersonId, column: str, sealed: bytes | None) -> str | None:
    if sealed is None:
        return None
    return unseal_text(key, Place(Person.__tablename__, column, person_id), sealed)


def _record_of(key: CaseKey, row: Person) -> PersonRecord:
    names = json.loads(_unseal(key, row.id, "name", row.name) or "[]")
    contact = json.loads(_unseal(key, row.id, "contact", row.contact) or "{}")
    birth = _unseal(key, row.id, "birth", row.birth)
    born = None if birth is None else decode_value(birth)
    return PersonRecord(
        id=row.id,
        case_id=row.case_id,
        names=tuple(
            WrittenName(each["text"], NameKind(each["kind"]), NameOrder(each["order"]))
            for each in names
        ),
        contact=Contact(**contact),
        birth=born if isinstance(born, PartialDate) else None,
        do_not_call=row.do_not_call,
        do_not_write=row.do_not_write,
        created_at=row.created_at,
        created_by=row.created_by,
    )
