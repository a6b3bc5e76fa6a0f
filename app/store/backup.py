"""Make backups: one file of the records, and one of the keys of the cases, to be kept apart.

The records may be kept for long. The keys are to be kept for a short time only, and one backup of
them at a time: erasing a case reaches the old records because their keys are nowhere any more.
"""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from app.clock import SYSTEM_CLOCK, Clock
from app.settings import DatabaseServer, Settings
from app.store.backup_files import Manifest, make_backup_key, pack, read_backup_keys, unpack
from app.store.carrying_rows import copy_from_server
from app.store.database import Database, copy_database, list_damage, open_database_file
from app.store.errors import BackupError, is_out_of_room
from app.store.key_files import KEY_LENGTH, Key
from app.store.log import Deed, get_head, note_act, reading_log
from app.store.log_chain import check_log
from app.store.log_keys import name_older, read_log_keys
from app.store.migration import Line, check_tables
from app.store.opening import read_key
from app.store.places import LOCKS, get_path
from app.store.private_files import sync_folder
from app.store.setup import open_store

SUFFIX_OF_KEYS: Final = ".keys"


@dataclass(frozen=True)
class Backup:
    """A backup that was made and tried: its files, and where the log ended."""

    records: Path
    keys: Path
    log_head: str


def back_up(settings: Settings, file: Path, clock: Clock = SYSTEM_CLOCK) -> Backup:
    """Copy one moment of the records, and the keys, into new files; others go on working.

    Each file is opened again and checked whole before it gets its name. Raises BackupError if a
    file is there already, and StoreError if something can't be read.
    """
    keys = file.with_name(file.name + SUFFIX_OF_KEYS)
    for each in (file, keys):
        if each.exists():
            raise BackupError(f"There is a file {each} already; it is not replaced.")
    with _telling_of_room(file.parent), ExitStack() as stack:
        make_backup_key(settings.keys)
        log_head = _note_backup(settings, clock)
        made = []
        # The keys come second: whatever case the records have, its key is among them.
        for line, target in ((Line.RECORDS, file), (Line.KEYS, keys)):
            folder = stack.enter_context(_make_folder(target.parent))
            made.append((_make(settings, line, Path(folder), clock, log_head), target))
        for packed, target in made:
            target.hardlink_to(packed)
            sync_folder(target.parent)
    return Backup(file, keys, log_head)


@contextmanager
def _telling_of_room(folder: Path) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if not is_out_of_room(error):
            raise
        raise BackupError(
            f"There is no room left in {folder}, or beside the records. There is no backup. "
            "Make room, then make the backup again."
        ) from error


def check_copy(settings: Settings, line: Line, place: Path, key: Key) -> None:
    """Raise StoreError unless a copy of a database is whole, with its tables and its log."""
    database = open_database_file(place, key)
    try:
        damage = list_damage(database)
        if damage:
            raise BackupError(f"The copy {place} is damaged: {damage[0]}")
        check_tables(database.engine, line)
        if line is Line.RECORDS:
            _check_log(settings, database)
    finally:
        database.close()


def _make(settings: Settings, line: Line, folder: Path, clock: Clock, log_head: str) -> Path:
    """Make a backup of one database in a folder, open it again, and give its place."""
    copy, packed, again = folder / "copy.sqlite", folder / "packed", folder / "again.sqlite"
    inner = Key(secrets.token_bytes(KEY_LENGTH))
    if line is Line.RECORDS and isinstance(settings.database, DatabaseServer):
        copy_from_server(settings.database, copy, inner)
    else:
        copy_database((get_path(settings, line), read_key(settings, LOCKS[line])), (copy, inner))
    identities = read_backup_keys(settings.keys)
    pack(identities[0], Manifest(line, clock.now(), log_head, inner), copy, packed)
    opened = unpack(identities, packed, again)
    check_copy(settings, line, again, opened.key)
    return packed


def _note_backup(settings: Settings, clock: Clock) -> str:
    """Log that a backup is made, before it is: what can't be logged is not copied."""
    store = open_store(settings, clock)
    try:
        with store.records.writing() as session:
            note_act(session, Deed.BACKED_UP)
        with store.records.reading() as session:
            return get_head(session).written
    finally:
        store.close()


def _check_log(settings: Settings, database: Database) -> None:
    keys = read_log_keys(settings.keys)
    with database.reading() as session, reading_log(session, {}) as content:
        verdict = check_log(keys, content)
        older = keys.find_older(content.head)
    if older is not None:
        raise BackupError(
            f"The backup is older than the key of the log. In {settings.keys}, keep log.key apart "
            f"and put {name_older(older)} in its place; then restore it again. "
            "Nothing was restored."
        )
    if verdict.fault is not None:
        raise BackupError(f"The log does not hold, so this is no backup: {verdict.sentence}")


def _make_folder(beside: Path) -> "TemporaryDirectory[str]":
    try:
        beside.mkdir(mode=0o700, parents=True, exist_ok=True)
        return TemporaryDirectory(dir=beside, prefix=".backup-")
    except OSError as error:
        raise BackupError(f"Nothing can be written in {beside} ({error.strerror}).") from error
