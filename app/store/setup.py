"""Open the store of an installation, or make what is missing of it at a first start."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.clock import SYSTEM_CLOCK, Clock
from app.settings import Settings
from app.store.database import (
    Database,
    create_database_file,
    empty_the_log,
    open_database_file,
)
from app.store.erasing import list_emptied_cases
from app.store.errors import DatabaseUnavailableError
from app.store.ids import CaseId
from app.store.key_files import Key, KeyFile, create_key_file, read_key_file
from app.store.keys import KeyStore
from app.store.log import Deed, Log, begin_log, check_head, find_head, note_act
from app.store.migration import Line, check_tables, migrate
from app.store.places import get_path_of_records
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
    records, key_store = get_path_of_records(settings), settings.key_store
    _check_pair(records, key_store)
    _make_key(settings, KeyFile.DATABASE, locks=(records,))
    _make_key(settings, KeyFile.KEY_STORE, locks=(key_store,))
    _make_key(settings, KeyFile.MASTER, locks=(key_store,))
    _make_key(settings, KeyFile.SESSIONS, locks=())
    _make_key(settings, KeyFile.PASSWORDS, locks=(records,))
    for path in (records, key_store):
        if not path.exists():
            create_database_file(path)
    store = _open(settings, None)
    try:
        migrate(store.keys.database.engine, Line.KEYS)
        migrate(store.records.engine, Line.RECORDS)
        _begin_log(settings, store.records)
    finally:
        store.close()


def finish_erasing(store: Store, at: datetime) -> tuple[CaseId, ...]:
    """Destroy the keys of emptied cases, and give their ids.

    A key is destroyed after the commit that deletes the rows. If the process ended between the
    two, the key is still there, and this at the next start is what destroys it.
    """
    with store.records.reading() as session:
        emptied = list_emptied_cases(session)
    left = tuple(case_id for case_id in emptied if store.keys.find(case_id) is not None)
    for case_id in left:
        store.keys.destroy(case_id, at)
        with store.records.writing() as session:
            note_act(session, Deed.KEY_DESTROYED, case_id)
    empty_the_log(store.records)
    return left


def read_key(settings: Settings, name: KeyFile) -> Key:
    """Give one of the keys of the installation, or raise KeyFileError."""
    return read_key_file(settings.keys / name.value)


def list_anchor_files(settings: Settings) -> tuple[Path, ...]:
    """Give where anchors of the log are kept: beside the key store, and where a setting says."""
    own = settings.key_store.parent / "log-anchors"
    return (own,) if settings.log_anchors is None else (own, settings.log_anchors)


def _open(settings: Settings, clock: Clock | None) -> Store:
    """Open both databases; without a clock what is done to the records is not logged."""
    finish_rotations(settings)
    records_key = read_key(settings, KeyFile.DATABASE)
    key_store_key = read_key(settings, KeyFile.KEY_STORE)
    master = read_key(settings, KeyFile.MASTER)
    log = None if clock is None else _open_log(settings, clock)
    records = open_database_file(get_path_of_records(settings), records_key, log)
    try:
        key_store = open_database_file(settings.key_store, key_store_key)
    except BaseException:
        records.close()
        raise
    return Store(records, KeyStore(key_store, master))


def _begin_log(settings: Settings, records: Database) -> None:
    """Make the key of the log and its first entry, unless there is a log."""
    with records.reading() as session:
        has_log = find_head(session) is not None
    _make_key(settings, KeyFile.LOG, locks=(get_path_of_records(settings),) if has_log else ())
    log = _open_log(settings, SYSTEM_CLOCK)
    with Database(records.engine, log).writing() as session:
        begin_log(session)


def _open_log(settings: Settings, clock: Clock) -> Log:
    return Log(read_key(settings, KeyFile.LOG), clock, list_anchor_files(settings))


def _check_pair(records: Path, key_store: Path) -> None:
    """Refuse to make a new half beside an old one: cases without keys can't be read."""
    for there, missing in ((records, key_store), (key_store, records)):
        if _has_content(there) and not missing.exists():
            raise DatabaseUnavailableError(
                f"There is {there} but no {missing}, and the two belong together. Look whether "
                "the settings name the right files, or restore the missing one from a backup."
            )


def _has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _make_key(settings: Settings, name: KeyFile, locks: tuple[Path, ...]) -> None:
    """Make a key unless it is there, or what it opens is: then reading it says what to do."""
    path = settings.keys / name.value
    if not path.exists() and not any(lock.exists() for lock in locks):
        create_key_file(path)
