"""Put a database file under a new key: it is under the old one or the new one, never between."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2 as sqlcipher

from app.store.database import connect, copy_from, list_damage, open_database_file
from app.store.errors import DatabaseUnavailableError
from app.store.key_files import Key
from app.store.private_files import sync_folder

FIRST_PAGE: Final = 4096


def rekey_database(path: Path, old: Key, new: Key) -> None:
    """Copy a database under a new key, check the copy whole, and put it in the old one's place.

    Nobody else can open the database meanwhile. What a program that waits for it would then open
    is no database any more, so that nothing is written where nobody reads.
    """
    copy = path.with_name(path.name + ".rotating")
    for suffix in ("", "-wal", "-shm", "-journal"):
        copy.with_name(copy.name + suffix).unlink(missing_ok=True)
    with holding_alone(path, old) as connection:
        copy_from(connection, copy, new)
        _check(copy, new)
        with path.open("r+b") as replaced:
            copy.rename(path)
            sync_folder(path.parent)
            replaced.write(bytes(FIRST_PAGE))
            replaced.flush()
            os.fsync(replaced.fileno())


def is_opened_by(path: Path, key: Key) -> bool:
    """Say whether a key opens a database, or raise DatabaseUnavailableError if none is there."""
    if not path.is_file():
        raise DatabaseUnavailableError(f"There is no database {path}.")
    try:
        connect(path, key).close()
    except DatabaseUnavailableError as error:
        if isinstance(error.__context__, sqlcipher.OperationalError):
            raise
        return False
    return True


@contextmanager
def holding_alone(path: Path, key: Key) -> Iterator[sqlcipher.Connection]:
    """Keep everybody else out of a database; refuse while a program has it open."""
    with closing(connect(path, key)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
            # The lock stays after the commit: that is what the mode is for.
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
            (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        except sqlcipher.OperationalError:
            mode = "wal"
        if mode != "delete":
            raise DatabaseUnavailableError(
                f"A program has {path} open. Stop the server and all commands of Threshold first."
            )
        yield connection


def _check(copy: Path, key: Key) -> None:
    database = open_database_file(copy, key)
    try:
        damage = list_damage(database)
    finally:
        database.close()
    if damage:
        raise DatabaseUnavailableError(f"The database is damaged ({damage[0]}); restore a backup.")
