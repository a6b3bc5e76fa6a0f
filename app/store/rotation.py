"""Put new keys in the place of old ones, so that an interruption at any moment loses nothing.

The new key waits in a file of its own beside the old one until everything is under it. Whoever
opens the store while one waits looks which of the two counts, and finishes what was interrupted
behind that point; what was interrupted before it is done again by the same command.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from sqlalchemy import func, select, update

from app.clock import SYSTEM_CLOCK
from app.settings import Settings
from app.store.key_files import Key, KeyFile, create_key_file, read_key_file
from app.store.keys import KeyStore
from app.store.log import Deed, Log, find_head, note_act, write_acts
from app.store.log_chain import is_proved, prove_head
from app.store.log_keys import name_older
from app.store.opening import holding_records_alone, open_key_store, open_records
from app.store.places import get_path_of_records
from app.store.private_files import sync_folder
from app.store.rekeying import holding_alone, is_opened_by, rekey_database
from app.store.tables import LogEntry, LogHead

WAITING: Final = ".new"


def rotate_key(settings: Settings, name: KeyFile) -> None:
    """Put everything that is under a key under a new one. Begun again, it goes on where it was.

    Raises StoreError, also while a program has the databases open.
    """
    if name is KeyFile.DATABASE:
        get_path_of_records(settings)  # On a server there is no file and so no key: it says so.
    finish_rotations(settings)
    waiting = _wait(settings, name)
    if not waiting.exists():
        create_key_file(waiting)
    STEPS[name](settings, read_key_file(settings.keys / name.value), read_key_file(waiting))
    _take_over(settings, name)


def finish_rotations(settings: Settings) -> None:
    """Put waiting keys in the place of the old ones where everything is under them already."""
    for name, counts in COUNTS.items():
        waiting = _wait(settings, name)
        if waiting.exists() and counts(settings, read_key_file(waiting)):
            _take_over(settings, name)


def _wait(settings: Settings, name: KeyFile) -> Path:
    return settings.keys / (name.value + WAITING)


def _take_over(settings: Settings, name: KeyFile) -> None:
    path = settings.keys / name.value
    if name is KeyFile.LOG:
        _keep_older(settings, path)
    # Somebody else who opened the store may have been faster.
    if _wait(settings, name).exists():
        _wait(settings, name).replace(path)
    sync_folder(settings.keys)


def _rotate_database(settings: Settings, old: Key, new: Key) -> None:
    rekey_database(get_path_of_records(settings), old, new)


def _rotate_key_store(settings: Settings, old: Key, new: Key) -> None:
    rekey_database(settings.key_store, old, new)


def _rotate_master(settings: Settings, old: Key, new: Key) -> None:
    lock = read_key_file(settings.keys / KeyFile.KEY_STORE.value)
    with holding_alone(settings.key_store, lock):
        pass  # Whoever has the store open would wrap new keys by the old master key.
    database = open_key_store(settings)
    try:
        KeyStore(database, old).rewrap(new)
    finally:
        database.close()


def _rotate_log(settings: Settings, old: Key, new: Key) -> None:
    """Seal a last entry under the old key, and prove the end of the log by the new one."""
    with holding_records_alone(settings):
        pass  # Whoever has it open would go on under the old key.
    database = open_records(settings, Log(old, SYSTEM_CLOCK))
    try:
        with database.writing() as session:
            note_act(session, Deed.KEY_ROTATED, KeyFile.LOG.value)
            head = write_acts(session)
            proof = prove_head(new, head.sequence, head.seal).proof
            session.execute(update(LogHead).values(proof=proof))
    finally:
        database.close()


def _rotate_sessions(_: Settings, __: Key, ___: Key) -> None:
    """Nothing is kept under this key; who is signed in has to sign in again."""


def _is_log_proved_by(settings: Settings, new: Key) -> bool:
    database = open_records(settings)
    try:
        with database.reading() as session:
            head = find_head(session)
        return head is not None and is_proved(new, head)
    finally:
        database.close()


def _keep_older(settings: Settings, path: Path) -> None:
    """Keep the old key of the log under the number of the last entry that it sealed."""
    last = select(func.max(LogEntry.sequence)).where(
        LogEntry.action == Deed.KEY_ROTATED.value, LogEntry.subject == KeyFile.LOG.value
    )
    database = open_records(settings)
    try:
        with database.reading() as session:
            older = path.with_name(name_older(session.scalar(last) or 0))
    finally:
        database.close()
    if not older.exists():
        older.hardlink_to(path)
        sync_folder(path.parent)


def _is_master(settings: Settings, new: Key) -> bool:
    database = open_key_store(settings)
    try:
        return KeyStore(database, new).is_wrapped_by(new)
    finally:
        database.close()


STEPS: Final[Mapping[KeyFile, Callable[[Settings, Key, Key], None]]] = {
    KeyFile.DATABASE: _rotate_database,
    KeyFile.KEY_STORE: _rotate_key_store,
    KeyFile.MASTER: _rotate_master,
    KeyFile.LOG: _rotate_log,
    KeyFile.SESSIONS: _rotate_sessions,
}

# In this order: what opens a database comes before what stands in it.
COUNTS: Final[Mapping[KeyFile, Callable[[Settings, Key], bool]]] = {
    KeyFile.DATABASE: lambda settings, new: is_opened_by(get_path_of_records(settings), new),
    KeyFile.KEY_STORE: lambda settings, new: is_opened_by(settings.key_store, new),
    KeyFile.MASTER: _is_master,
    KeyFile.LOG: _is_log_proved_by,
    KeyFile.SESSIONS: lambda _, __: True,
}
