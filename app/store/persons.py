"""Rows of persons: names and contact details, sealed and apart from the answers."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.errors import CaseKeyError
from app.store.ids import PersonId
from app.store.records import PersonRecord
from app.store.sealing import CaseKey, Place, seal_text, unseal_text
from app.store.tables import Person


def store_person(session: Session, key: CaseKey, record: PersonRecord) -> None:
    """Make a person of the case of this key, or bring one to what the record says."""
    row = session.get(Person, record.id)
    if record.case_id != key.case_id or (row is not None and row.case_id != key.case_id):
        raise CaseKeyError(f"Person {record.id} does not belong to case {key.case_id}.")
    if row is None:
        row = Person(
            id=record.id,
            case_id=record.case_id,
            created_at=record.created_at,
            created_by=record.created_by,
        )
        session.add(row)
    row.name = _seal(key, record.id, "name", record.name)
    row.contact = _seal(key, record.id, "contact", record.contact)
    row.do_not_call = record.do_not_call
    row.do_not_write = record.do_not_write
    session.flush()


def list_persons(session: Session, key: CaseKey) -> tuple[PersonRecord, ...]:
    """Give the persons of the case that this is the key of, in the order they were made."""
    in_order = (
        select(Person).where(Person.case_id == key.case_id).order_by(Person.created_at, Person.id)
    )
    return tuple(_record_of(key, row) for row in session.scalars(in_order))


def _seal(key: CaseKey, person_id: PersonId, column: str, text: str | None) -> bytes | None:
    if text is None:
        return None
    return seal_text(key, Place(Person.__tablename__, column, person_id), text)


def _unseal(key: CaseKey, person_id: PersonId, column: str, sealed: bytes | None) -> str | None:
    if sealed is None:
        return None
    return unseal_text(key, Place(Person.__tablename__, column, person_id), sealed)


def _record_of(key: CaseKey, row: Person) -> PersonRecord:
    return PersonRecord(
        id=row.id,
        case_id=row.case_id,
        name=_unseal(key, row.id, "name", row.name),
        contact=_unseal(key, row.id, "contact", row.contact),
        do_not_call=row.do_not_call,
        do_not_write=row.do_not_write,
        created_at=row.created_at,
        created_by=row.created_by,
    )
