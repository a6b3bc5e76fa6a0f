"""Put everything that is sealed for a case under a new key of that case.

Case after case gets a further key, is sealed again under it in one unit of work, and loses the old
key behind that. Whoever is interrupted anywhere finds every text readable, as a case opens with
both keys meanwhile; the same command goes on with the cases that are left.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import LargeBinary, Select, Table, bindparam, select, update
from sqlalchemy.orm import Session

from app.clock import SYSTEM_CLOCK, Clock
from app.settings import Settings
from app.store.append_only import (
    APPEND_ONLY_TABLES,
    list_lifting_statements,
    list_lowering_statements,
)
from app.store.database import Database, empty_the_log
from app.store.ids import CaseId
from app.store.key_files import KeyFile
from app.store.keys import INDEX_OF_NAMES, KeyStore
from app.store.name_index import index_person
from app.store.opening import holding_records_alone, open_key_store, open_records, read_key
from app.store.persons import list_persons
from app.store.private_files import create_private_file, sync_folder
from app.store.records import PersonRecord
from app.store.sealing import CaseKey, Place, read_generation, seal_bytes, unseal_bytes
from app.store.tables import Base, Interview, Person

WordsOf = Callable[[PersonRecord], Iterable[str]]
# So many cases at a time: the disk is waited for once for all of them.
AT_ONCE: Final = 100
MARK: Final = "cases.rotating"


def list_sealed() -> Mapping[Table, tuple[str, ...]]:
    """Give the columns that are sealed under the key of a case, by table, as declared.

    Every column of bytes in a table that belongs to a case or an interview is one.
    """
    found = {
        table: tuple(each.name for each in table.columns if isinstance(each.type, LargeBinary))
        for table in Base.metadata.sorted_tables
        if {"case_id", "interview_id"} & set(table.columns.keys())
    }
    return {table: columns for table, columns in found.items() if columns}


def rotate_case_keys(settings: Settings, words_of: WordsOf, clock: Clock = SYSTEM_CLOCK) -> None:
    """Give every case a new key. Begun again, it goes on where it was.

    `words_of` gives what a person is found by. Raises StoreError, also while a program has the
    databases open.
    """
    with holding_records_alone(settings):
        pass  # Whoever has it open would go on sealing under the old keys.
    begun = _begin(settings, clock)
    records, key_store = open_records(settings), open_key_store(settings)
    try:
        keys = KeyStore(key_store, read_key(settings, KeyFile.MASTER))
        while cases := keys.list_to_renew(begun, AT_ONCE):
            keys.renew(cases, begun)
            _seal_again(records, keys, cases, words_of)
            keys.forget_older(cases)
        # What was deleted is readable in the logs of the databases until they are emptied.
        empty_the_log(records)
        empty_the_log(key_store)
    finally:
        records.close()
        key_store.close()
    _mark(settings).unlink(missing_ok=True)
    sync_folder(_mark(settings).parent)


def _mark(settings: Settings) -> Path:
    return settings.key_store.parent / MARK


def _begin(settings: Settings, clock: Clock) -> datetime:
    """Give when this rotation began, be it before an interruption."""
    mark = _mark(settings)
    if not mark.exists():
        part = mark.with_name(f"{MARK}.part")
        part.unlink(missing_ok=True)
        with os.fdopen(create_private_file(part), "w", encoding="ascii") as file:
            file.write(clock.now().isoformat())
            file.flush()
            os.fsync(file.fileno())
        part.rename(mark)
        sync_folder(mark.parent)
    return datetime.fromisoformat(mark.read_text(encoding="ascii"))


def _seal_again(
    records: Database, keys: KeyStore, cases: Sequence[CaseId], words_of: WordsOf
) -> None:
    """Seal all of these cases again: all of them, or none."""
    dialect = records.engine.dialect.name
    with records.writing() as session:
        _run(session, (s for t in APPEND_ONLY_TABLES for s in list_lifting_statements(t, dialect)))
        for case_id in cases:
            if case_id == INDEX_OF_NAMES:
                _index_again(session, keys, words_of)
            else:
                _seal_case_again(session, keys.get(case_id))
        _run(session, (s for t in APPEND_ONLY_TABLES for s in list_lowering_statements(t, dialect)))


def _run(session: Session, statements: Iterable[str]) -> None:
    for statement in statements:
        session.connection().exec_driver_sql(statement)


def _seal_case_again(session: Session, key: CaseKey) -> None:
    for table, columns in list_sealed().items():
        # Only ids are held at a time, and one row: files are large.
        for row_id in session.connection().execute(_list_rows(table, key.case_id)).scalars().all():
            _seal_row_again(session, key, table, (str(row_id), columns))


def _list_rows(table: Table, case_id: CaseId) -> Select[str]:
    rows = select(table.c.id)
    if "case_id" in table.c:
        return rows.where(table.c.case_id == case_id)
    interviews = select(Interview.id).where(Interview.case_id == case_id)
    return rows.where(table.c.interview_id.in_(interviews))


def _seal_row_again(
    session: Session, key: CaseKey, table: Table, row: tuple[str, tuple[str, ...]]
) -> None:
    row_id, columns = row
    found = session.connection().execute(
        select(*(table.c[name] for name in columns)).where(table.c.id == row_id)
    )
    anew = {
        name: seal_bytes(key, place, unseal_bytes(key, place, sealed))
        for name, sealed in zip(columns, found.one(), strict=True)
        for place in (Place(table.name, name, row_id),)
        if sealed is not None and read_generation(sealed) != key.generation
    }
    if anew:
        change = update(table).where(table.c.id == bindparam("row")).values(anew)
        # By the connection: that a text is sealed otherwise is no change of what it says.
        session.connection().execute(change, {"row": row_id})


def _index_again(session: Session, keys: KeyStore, words_of: WordsOf) -> None:
    """Let all persons be found under the new key of the index alone."""
    key = keys.get(INDEX_OF_NAMES)
    for case_id in session.scalars(select(Person.case_id).distinct()).all():
        for person in list_persons(session, keys.get(case_id)):
            index_person(session, key, person.id, words_of(person))
