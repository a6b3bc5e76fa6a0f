"""Rows of dataset records: codes by field, whatever dataset they are of.

A field holds one text (a code, several codes, a number, a day or a silence, as the dataset writes
them), its origin, and the trail to what it was taken from. No text of people comes here.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from app.cases.workflow import Decision
from app.store.cases import Reach, within
from app.store.errors import ConflictError, NotFoundError
from app.store.ids import AccountId, CaseId, DatasetRecordId, EntryId, OrganisationId
from app.store.tables import Case, DatasetEntry, DatasetRecord, DatasetRecordCase

Rows: TypeAlias = Select[*tuple[Any, ...]]

# The decision of a case that counts, as it is stored.
CONFIRMED: Final = Decision.CONFIRMED.value
# So many rows are held at once, however many records there are.
ROWS_AT_ONCE: Final = 500


@dataclass(frozen=True)
class Entered:
    """What stands in a field: its text, how it came there, and the ids that it was taken from."""

    value: str
    origin: str
    trail: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewDatasetRecord:
    """A record to be made, held to the version of its dataset."""

    id: DatasetRecordId
    dataset: str
    version: str
    fingerprint: str
    organisation_id: OrganisationId
    created_at: datetime
    created_by: AccountId
    imported: str | None = None


@dataclass(frozen=True)
class StoredRecord:
    """A record as it stands: of each field what was entered last."""

    id: DatasetRecordId
    dataset: str
    version: str
    fingerprint: str
    organisation_id: OrganisationId
    created_at: datetime
    fields: Mapping[str, Entered] = field(repr=False)


def create_dataset_record(
    session: Session, new: NewDatasetRecord, cases: Iterable[CaseId] = ()
) -> None:
    """Make a record of these cases; the same one again changes nothing."""
    if session.get(DatasetRecord, new.id) is None:
        session.add(DatasetRecord(**vars(new)))
        session.flush()
    for case_id in cases:
        if session.get(DatasetRecordCase, (new.id, case_id)) is None:
            session.add(DatasetRecordCase(record_id=new.id, case_id=case_id))
    session.flush()


def add_entry(
    session: Session,
    record_id: DatasetRecordId,
    fields: Mapping[str, Entered],
    at: datetime,
    by: AccountId,
    entry_id: EntryId,
) -> None:
    """Put fields into a record; the same entry again changes nothing.

    Raises NotFoundError if there is no such record, ConflictError if the id is another entry's.
    """
    # Whoever holds the record alone may give the next number of the sequence.
    if session.get(DatasetRecord, record_id, with_for_update=True) is None:
        raise NotFoundError(f"There is no dataset record {record_id}.")
    content = _write(fields)
    known = session.get(DatasetEntry, entry_id)
    if known is not None:
        if (known.record_id, known.content) != (record_id, content):
            raise ConflictError(f"There is another entry with the id {entry_id}.")
        return
    sequence = _next_sequence(session, record_id)
    row = DatasetEntry(id=entry_id, record_id=record_id, sequence=sequence, content=content)
    row.recorded_at, row.recorded_by = at, by
    session.add(row)
    session.flush()


def find_dataset_record(session: Session, record_id: DatasetRecordId) -> StoredRecord | None:
    """Give a record as it stands, or None."""
    return next(_read(session, _select().where(DatasetRecord.id == record_id)), None)


def list_case_records(session: Session, case_id: CaseId) -> tuple[StoredRecord, ...]:
    """Give the records that are about a case, oldest first."""
    of_case = select(DatasetRecordCase.record_id).where(DatasetRecordCase.case_id == case_id)
    found = _read(session, _select().where(DatasetRecord.id.in_(of_case)))
    return tuple(sorted(found, key=lambda each: (each.created_at, each.id)))


def list_records_in_reach(session: Session, dataset: str, reach: Reach) -> tuple[StoredRecord, ...]:
    """Give the records of a dataset that are about a case within reach, newest first."""
    cases = within(reach).with_only_columns(Case.id)
    about = select(DatasetRecordCase.record_id).where(DatasetRecordCase.case_id.in_(cases))
    chosen = _select().where(DatasetRecord.dataset == dataset, DatasetRecord.id.in_(about))
    found = sorted(_read(session, chosen), key=lambda each: each.id)
    return tuple(sorted(found, key=lambda each: each.created_at, reverse=True))


def list_cases_of_record(session: Session, record_id: DatasetRecordId) -> tuple[CaseId, ...]:
    """Give the cases that a record is about, oldest first."""
    in_order = (
        select(Case.id)
        .join(DatasetRecordCase, DatasetRecordCase.case_id == Case.id)
        .where(DatasetRecordCase.record_id == record_id)
        .order_by(Case.created_at, Case.id)
    )
    return tuple(session.scalars(in_order))


def stream_records(session: Session, dataset: str) -> Iterator[StoredRecord]:
    """Give every record of a dataset that counts, by id, holding few of them at once.

    Part by part: to put them all in order at once, the database would hold all of them in memory.
    """
    counted = select(DatasetRecord.id).where(DatasetRecord.dataset == dataset, _counts())
    part = counted.order_by(DatasetRecord.id).limit(ROWS_AT_ONCE)
    ids = session.scalars(part).all()
    while ids:
        yield from _read(session, _select().where(DatasetRecord.id.in_(ids)))
        ids = session.scalars(part.where(DatasetRecord.id > ids[-1])).all()


def count_records(session: Session, dataset: str) -> int:
    """Say how many records of a dataset count."""
    counted = select(func.count(DatasetRecord.id)).where(DatasetRecord.dataset == dataset)
    return session.scalar(counted.where(_counts())) or 0


def is_imported(session: Session, fingerprint: str) -> bool:
    """Say whether records were taken from the file with this SHA-256 before."""
    known = select(DatasetRecord.id).where(DatasetRecord.imported == fingerprint).limit(1)
    return session.scalar(known) is not None


_COLUMNS: Final = (
    DatasetRecord.id,
    DatasetRecord.dataset,
    DatasetRecord.version,
    DatasetRecord.fingerprint,
    DatasetRecord.organisation_id,
    DatasetRecord.created_at,
)


def _counts() -> ColumnElement[bool]:
    """Say that a record counts: one of its cases is confirmed now, or it never had a case."""
    of_case = select(DatasetRecordCase.record_id)
    confirmed = (
        of_case.join(Case, Case.id == DatasetRecordCase.case_id)
        .where(Case.decision == CONFIRMED, DatasetRecordCase.record_id == DatasetRecord.id)
        .exists()
    )
    linked = of_case.where(DatasetRecordCase.record_id == DatasetRecord.id).exists()
    return or_(~linked, confirmed)


def _next_sequence(session: Session, record_id: DatasetRecordId) -> int:
    last = select(func.max(DatasetEntry.sequence)).where(DatasetEntry.record_id == record_id)
    return (session.scalar(last) or 0) + 1


def _select() -> Rows:
    # Ids are random, so that this order says nothing of who came when.
    return (
        select(*_COLUMNS, DatasetEntry.content)
        .outerjoin(DatasetEntry, DatasetEntry.record_id == DatasetRecord.id)
        .order_by(DatasetRecord.id, DatasetEntry.sequence)
    )


def _read(session: Session, rows: Rows) -> Iterator[StoredRecord]:
    found = session.execute(rows.execution_options(yield_per=ROWS_AT_ONCE))
    for _, entries in groupby(found, key=lambda row: row.id):
        fields: dict[str, Entered] = {}
        for entry in entries:
            fields |= _parse(entry.content or "{}")
        # The last row of a record says of it what every other one says.
        yield StoredRecord(
            id=entry.id,
            dataset=entry.dataset,
            version=entry.version,
            fingerprint=entry.fingerprint,
            organisation_id=entry.organisation_id,
            created_at=entry.created_at,
            fields=fields,
        )


def _write(fields: Mapping[str, Entered]) -> str:
    content = {
        name: [each.value, each.origin, *each.trail] for name, each in sorted(fields.items())
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _parse(content: str) -> dict[str, Entered]:
    return {
        name: Entered(value, origin, tuple(trail))
        for name, (value, origin, *trail) in json.loads(content).items()
    }
