"""Put backups back: whole or not at all, and cases that were erased since stay erased."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy.orm import Session

from app.cases.retention import Part
from app.clock import SYSTEM_CLOCK, Clock
from app.settings import DatabaseServer, Settings
from app.store.backup import check_copy
from app.store.backup_files import read_backup_keys, unpack
from app.store.carrying_rows import copy_to_server
from app.store.database import Database, copy_database, open_database_file
from app.store.erasing import erase_case
from app.store.erasing_parts import erase_part
from app.store.errors import BackupError
from app.store.ids import CaseId
from app.store.key_files import Key, KeyFile, create_key_file
from app.store.keys import ErasedCasePart, KeyStore
from app.store.log import Deed, Log, get_head, note_act
from app.store.log_anchors import give_up_anchors
from app.store.migration import Line
from app.store.opening import find_records, has_content, name_records, read_key
from app.store.password_keys import read_password_keys
from app.store.password_rotation import count_hanging
from app.store.places import LOCKS, get_path
from app.store.private_files import sync_folder
from app.store.rekeying import holding_alone
from app.store.setup import list_anchor_files
from app.store.tables import Case

REPLACED: Final = ".replaced-"


@dataclass(frozen=True)
class Copy:
    """A backup that was opened, and the key that it is under now."""

    path: Path
    key: Key = field(repr=False)


@dataclass(frozen=True)
class Restored:
    """What was put back: where its log ended, and the cases of it that were erased since.

    Of `parts` the rest of the case is kept. `locked_out` people have passwords under a key that is
    not in the folder of keys.
    """

    log_head: str
    erased: tuple[CaseId, ...]
    parts: tuple[ErasedCasePart, ...]
    locked_out: int


def restore(
    settings: Settings,
    records: Path,
    keys: Path | None,
    *,
    replaces: bool = False,
    clock: Clock = SYSTEM_CLOCK,
) -> Restored:
    """Put the records of a backup in their place, and the keys too where there are none.

    What was there before is kept beside it under another name, and with `replaces` alone. All of it
    is checked before anything is touched. Raises StoreError, and then nothing is restored.
    """
    wanted = _list_wanted(settings, records, keys, replaces=replaces)
    with ExitStack() as stack:
        made = {}
        for line, backup in wanted.items():
            place = _find_folder(settings, line)
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder = stack.enter_context(TemporaryDirectory(dir=place, prefix=".restore-"))
            made[line] = _open_copy(settings, line, backup, Path(folder))
        restored = _bring_up_to_date(settings, made, clock)
        _give_up_anchors(settings, restored, clock)
        for line, copy in made.items():
            _put_in_place(settings, line, copy, f"{REPLACED}{clock.now():%Y%m%dT%H%M%S%f}")
    return restored


def _list_wanted(
    settings: Settings, records: Path, keys: Path | None, *, replaces: bool
) -> dict[Line, Path]:
    """Give what is to be restored from which file, or raise BackupError."""
    wanted = {Line.RECORDS: records} if keys is None else {Line.RECORDS: records, Line.KEYS: keys}
    for line in wanted:
        if not replaces and _is_there(settings, line):
            name = name_records(settings) if line is Line.RECORDS else str(settings.key_store)
            raise BackupError(
                f"There are {line.value} in {name} already. Nothing was restored. To put the "
                "backup in their place, stop the server and say --replace; what is there is kept "
                "beside it."
            )
    if Line.KEYS not in wanted and not settings.key_store.exists():
        raise BackupError(
            f"There is no key store {settings.key_store}, and without it no case of the backup "
            "can be read. Name the newest backup of the keys with --keys."
        )
    return wanted


def _is_there(settings: Settings, line: Line) -> bool:
    return find_records(settings) if line is Line.RECORDS else has_content(settings.key_store)


def _find_folder(settings: Settings, line: Line) -> Path:
    """Give the folder in which a backup is opened; the copies of it are encrypted too."""
    if line is Line.RECORDS and isinstance(settings.database, DatabaseServer):
        return settings.key_store.parent
    return get_path(settings, line).parent


def _open_copy(settings: Settings, line: Line, backup: Path, folder: Path) -> Copy:
    """Decrypt a backup, check it whole, and put it under the key of the installation."""
    opened, copy = folder / "opened.sqlite", folder / "copy.sqlite"
    manifest = unpack(read_backup_keys(settings.keys), backup, opened)
    if manifest.line is not line:
        raise BackupError(
            f"{backup} is a backup of the {manifest.line.value}, not of the {line.value}. "
            "Nothing was restored."
        )
    check_copy(settings, line, opened, manifest.key)
    if line is Line.RECORDS and isinstance(settings.database, DatabaseServer):
        return Copy(opened, manifest.key)
    path = settings.keys / LOCKS[line].value
    if not path.exists() and not get_path(settings, line).exists():
        create_key_file(path)
    key = read_key(settings, LOCKS[line])
    copy_database((opened, manifest.key), (copy, key))
    return Copy(copy, key)


def _bring_up_to_date(settings: Settings, made: dict[Line, Copy], clock: Clock) -> Restored:
    """Erase in the copies what was erased since, and log that they were restored."""
    master = read_key(settings, KeyFile.MASTER)
    log = Log(read_key(settings, KeyFile.LOG), clock)
    with ExitStack() as stack:

        def open_(copy: Copy) -> Database:
            database = open_database_file(copy.path, copy.key)
            stack.callback(database.close)
            return database

        there = [made[Line.KEYS]] if Line.KEYS in made else []
        if settings.key_store.exists():
            there.append(Copy(settings.key_store, read_key(settings, KeyFile.KEY_STORE)))
        stores = [KeyStore(open_(copy), master) for copy in there]
        erased = {case for store in stores for case in store.list_erased()}
        parts = frozenset(each for store in stores for each in store.list_parts())
        stores[0].check_master()
        for case in erased - set(stores[0].list_erased()):
            stores[0].destroy(case, clock.now())
        stores[0].note_parts(sorted(parts, key=_sort_by_case), clock.now())
        records = Database(open_(made[Line.RECORDS]).engine, log)
        return _erase_again(settings, records, Erased(frozenset(erased), parts), clock)


@dataclass(frozen=True)
class Erased:
    """What was destroyed: cases whose keys are no more, and parts of cases."""

    cases: frozenset[CaseId]
    parts: frozenset[ErasedCasePart]


def _erase_again(settings: Settings, records: Database, gone: Erased, clock: Clock) -> Restored:
    """Erase again what was erased; where what was told went, and its key, the rest is kept."""
    with records.reading() as session:
        head = get_head(session)
    kept = {case for case, part in gone.parts if part is Part.TOLD}
    with records.writing() as session:
        there = {each for each in gone.cases if session.get(Case, each) is not None}
        parts = [each for each in gone.parts if session.get(Case, each[0]) is not None]
        note_act(session, Deed.RESTORED, str(head.sequence))
        whole = tuple(sorted(there - kept))
        for case in whole:
            erase_case(session, case)
        again = tuple(sorted((p for p in parts if p[0] not in whole), key=_sort_by_case))
        for case, part in again:
            erase_part(session, case, part, clock.now())
        locked_out = _count_locked_out(settings, session)
    return Restored(head.written, whole, again, locked_out)


def _sort_by_case(each: ErasedCasePart) -> tuple[str, str]:
    return (each[0], each[1].value)


def _count_locked_out(settings: Settings, session: Session) -> int:
    """Count people whose passwords are under none of the keys; without any, the start says so."""
    if not (settings.keys / KeyFile.PASSWORDS.value).exists():
        return 0
    return count_hanging(session, read_password_keys(settings.keys)).lost


def _give_up_anchors(settings: Settings, restored: Restored, clock: Clock) -> None:
    """Note beside the anchors that the log goes on from where it ended in the backup."""
    sequence = int(restored.log_head.partition("-")[0])
    try:
        give_up_anchors(list_anchor_files(settings), sequence, clock.now())
    except OSError as error:
        raise BackupError(
            f"The anchors of the log can't be written ({error.strerror}). Nothing was restored."
        ) from error


def _put_in_place(settings: Settings, line: Line, copy: Copy, suffix: str) -> None:
    if line is Line.RECORDS and isinstance(settings.database, DatabaseServer):
        copy_to_server(copy.path, copy.key, settings.database, suffix.removeprefix("."))
        return
    place, key = get_path(settings, line), read_key(settings, LOCKS[line])
    if place.exists() and place.stat().st_size > 0:
        with holding_alone(place, key):
            place.rename(place.with_name(place.name + suffix))
    copy.path.rename(place)
    sync_folder(place.parent)
