"""Open the store of an installation, or make what is missing of it at a first start."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.clock import SYSTEM_CLOCK, Clock
from app.settings import DatabaseServer, Settings
from app.store.database import Database, create_database_file, empty_the_log
from app.store.erasing import list_emptied_cases
from app.store.errors import DatabaseUnavailableError
from app.store.ids import CaseId
from app.store.key_files import KeyFile, create_key_file
from app.store.keys import ErasedCasePart, KeyStore
from app.store.log import Deed, Log, begin_log, check_head, find_head, note_act
from app.store.migration import Line, check_tables, migrate
from app.store.opening import (
    find_records,
    has_content,
    is_place_taken,
    make_place_of_records,
    name_records,
    open_key_store,
    open_records,
    read_key,
)
from app.store.purges import list_purged, list_purged_cases
from app.store.rotation import finish_rotations


@dataclass(frozen=True)
class Store:
    """The records of an installation and the keys of its cases."""

    records: Database
    keys: KeyStore

    def close(self) -> None:
        """End all connections."""
        self.records.close()
        self.keys.database.close()


def open_store(settings: Settings, clock: Clock = SYSTEM_CLOCK) -> Store:
    """Open both databases, or raise StoreError with a sentence that says what to do."""
    store = _open(settings, clock)
    try:
        check_tables(store.records.engine, Line.RECORDS)
        check_tables(store.keys.database.engine, Line.KEYS)
        with store.records.reading() as session:
            check_head(session, read_key(settings, KeyFile.LOG))
    except BaseException:
        store.close()
        raise
    return store


def set_up_store(settings: Settings) -> None:
    """Make what is missing and bring all tables up to date; nothing that is there is replaced.

    A key that is missing beside a database that is there is not made: the old key opens it.
    """
    _check_pair(settings)
    has_records, has_keys = is_place_taken(settings), settings.key_store.exists()
    if not isinstance(settings.database, DatabaseServer):
        _make_key(settings, KeyFile.DATABASE, locks=has_records)
    _make_key(settings, KeyFile.KEY_STORE, locks=has_keys)
    _make_key(settings, KeyFile.MASTER, locks=has_keys)
    _make_key(settings, KeyFile.SESSIONS, locks=False)
    _make_key(settings, KeyFile.PASSWORDS, locks=has_records)
    make_place_of_records(settings)
    if not has_keys:
        create_database_file(settings.key_store)
    store = _open(settings, None)
    try:
        # The records come first: on a server, nothing but their tables shows that they are there.
        migrate(store.records.engine, Line.RECORDS)
        migrate(store.keys.database.engine, Line.KEYS)
        _begin_log(settings, store.records)
    finally:
        store.close()


def finish_erasing(store: Store, at: datetime) -> tuple[CaseId, ...]:
    """Destroy the keys of emptied and of purged cases, and give their ids.

    A key is destroyed after the commit that deletes the rows. If the process ended between the
    two, the key is still there, and this at the next start is what destroys it.
    """
    with store.records.reading() as session:
        purged = list_purged_cases(session)
        emptied = (*list_emptied_cases(session), *sorted(purged))
        parts = frozenset(each for each in list_purged(session) if each[0] not in purged)
    _note_parts(store, purged, parts, at)
    destroyed = frozenset(store.keys.list_erased())
    left = tuple(
        case_id
        for case_id in emptied
        if case_id not in destroyed and store.keys.find(case_id) is not None
    )
    for case_id in left:
        store.keys.destroy(case_id, at)
        with store.records.writing() as session:
            note_act(session, Deed.KEY_DESTROYED, case_id)
    empty_the_log(store.records)
    return left


def _note_parts(
    store: Store,
    purged: frozenset[CaseId],
    parts: frozenset[ErasedCasePart],
    at: datetime,
) -> None:
    """Have the key store know which parts were destroyed, and no parts of what went whole."""
    known = store.keys.list_parts()
    if parts - known:
        store.keys.note_parts(sorted(parts - known, key=lambda each: each[0]), at)
    whole = {case for case, _ in known} & purged
    if whole:
        store.keys.forget_parts(whole)


def list_anchor_files(settings: Settings) -> tuple[Path, ...]:
    """Give where anchors of the log are kept: beside the key store, and where a setting says."""
    own = settings.key_store.parent / "log-anchors"
    return (own,) if settings.log_anchors is None else (own, settings.log_anchors)


def _open(settings: Settings, clock: Clock | None) -> Store:
    """Open both databases; without a clock what is done to the records is not logged."""
    finish_rotations(settings)
    master = read_key(settings, KeyFile.MASTER)
    log = None if clock is None else _open_log(settings, clock)
    records = open_records(settings, log)
    try:
        key_store = open_key_store(settings)
    except BaseException:
        records.close()
        raise
    return Store(records, KeyStore(key_store, master))


def _begin_log(settings: Settings, records: Database) -> None:
    """Make the key of the log and its first entry, unless there is a log."""
    with records.reading() as session:
        has_log = find_head(session) is not None
    _make_key(settings, KeyFile.LOG, locks=has_log)
    log = _open_log(settings, SYSTEM_CLOCK)
    with Database(records.engine, log).writing() as session:
        begin_log(session)


def _open_log(settings: Settings, clock: Clock) -> Log:
    return Log(read_key(settings, KeyFile.LOG), clock, list_anchor_files(settings))


def _check_pair(settings: Settings) -> None:
    """Refuse to make a new half beside an old one: cases without keys can't be read."""
    records, key_store = name_records(settings), str(settings.key_store)
    for there, is_there, missing, is_missing in (
        (records, find_records(settings), key_store, not settings.key_store.exists()),
        (key_store, has_content(settings.key_store), records, not is_place_taken(settings)),
    ):
        if is_there and is_missing:
            raise DatabaseUnavailableError(
                f"There is {there} but no {missing}, and the two belong together. Look whether "
                "the settings name the right places, or restore the missing one from a backup."
            )


def _make_key(settings: Settings, name: KeyFile, *, locks: bool) -> None:
    """Make a key unless it is there, or what it opens is: then reading it says what to do."""
    path = settings.keys / name.value
    if not path.exists() and not locks:
        create_key_file(path)
