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
from app.store.database import empty_the_log
from app.store.key_files import Key, KeyFile, create_key_file, read_key_file
from app.store.keys import KeyStore
from app.store.log import Deed, Log, find_head, note_act, write_acts
from app.store.log_chain import is_proved, prove_head
from app.store.log_keys import name_older
from app.store.opening import holding_records_alone, open_key_store, open_records
from app.store.password_keys import (
    PasswordKeys,
    name_key,
    name_older_passwords,
    read_password_keys,
)
from app.store.password_rotation import begin_under_new_key
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
        _keep_older(settings, path, KeyFile.LOG.value, name_older)
    elif name is KeyFile.PASSWORDS and _wait(settings, name).exists():
        new = read_key_file(_wait(settings, name))
        _keep_older(settings, path, _tell_of_passwords(new), name_older_passwords)
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


def _rotate_passwords(settings: Settings, old: Key, new: Key) -> None:
    """Put under the new key what needs no password, and name what waits for one.

    The entry of the log says from then on that the new key counts.
    """
    with holding_records_alone(settings):
        pass  # Whoever has it open would go on under the old key.
    log = Log(read_key_file(settings.keys / KeyFile.LOG.value), SYSTEM_CLOCK)
    older = read_password_keys(settings.keys).older
    database = open_records(settings, log)
    try:
        with database.writing() as session:
            begin_under_new_key(session, PasswordKeys(old, older), new)
            note_act(session, Deed.KEY_ROTATED, _tell_of_passwords(new))
        empty_the_log(database)
    finally:
        database.close()


def _tell_of_passwords(new: Key) -> str:
    return f"{KeyFile.PASSWORDS.value} {name_key(new.secret)}"


def _are_passwords_under(settings: Settings, new: Key) -> bool:
    return _find_rotation(settings, _tell_of_passwords(new)) > 0


def _is_log_proved_by(settings: Settings, new: Key) -> bool:
    database = open_records(settings)
    try:
        with database.reading() as session:
            head = find_head(session)
        return head is not None and is_proved(new, head)
    finally:
        database.close()


def _keep_older(
    settings: Settings, path: Path, told_as: str, name_file: Callable[[int], str]
) -> None:
    """Keep an old key under the number of the entry that tells of the new one."""
    older = path.with_name(name_file(_find_rotation(settings, told_as)))
    if not older.exists():
        older.hardlink_to(path)
        sync_folder(path.parent)


def _find_rotation(settings: Settings, told_as: str) -> int:
    """Give the number of the last entry of the log that tells of a rotation, 0 without one."""
    last = select(func.max(LogEntry.sequence)).where(
        LogEntry.action == Deed.KEY_ROTATED.value, LogEntry.subject == told_as
    )
    database = open_records(settings)
    try:
        with database.reading() as session:
            return session.scalar(last) or 0
    finally:
        database.close()


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
    KeyFile.PASSWORDS: _rotate_passwords,
}

# In this order: what opens a database comes before what stands in it.
COUNTS: Final[Mapping[KeyFile, Callable[[Settings, Key], bool]]] = {
    KeyFile.DATABASE: lambda settings, new: is_opened_by(get_path_of_records(settings), new),
    KeyFile.KEY_STORE: lambda settings, new: is_opened_by(settings.key_store, new),
    KeyFile.MASTER: _is_master,
    KeyFile.LOG: _is_log_proved_by,
    KeyFile.SESSIONS: lambda _, __: True,
    KeyFile.PASSWORDS: _are_passwords_under,
}
