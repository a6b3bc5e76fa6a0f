"""What can go wrong with what is stored, each as a sentence that says what to do."""

import errno
from collections.abc import Iterator
from typing import Final

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import exc

# A disk, a quota or a limit of the system; the second name is how SQLite says so.
NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
DISK_IS_FULL: Final = "database or disk is full"
SERVER_IS_FULL: Final = "53100"  # The code that PostgreSQL has for it.


class StoreError(Exception):
    """Something stored can't be opened, read or written; the message is fit for the operator."""


class KeyFileError(StoreError):
    """A key file is missing, of the wrong size, or readable by others."""


class DatabaseUnavailableError(StoreError):
    """A database can't be opened."""


class SchemaError(StoreError):
    """The tables of a database are not those of this version of the program."""


class BackupError(StoreError):
    """A backup can't be made, read or put back."""


class LogError(StoreError):
    """The log can't be added to or checked."""


class CaseKeyError(StoreError):
    """The key of a case is missing, destroyed, or does not unwrap."""


class SealError(StoreError):
    """A sealed value does not open: another key, another place, or changed bytes."""


class NotFoundError(StoreError):
    """No row has this id."""


class ConflictError(StoreError):
    """An id that was given to one record came again with other content."""


class CaseMovedError(StoreError):
    """Somebody else did something to the case since the person looked at it."""


class InterviewErasedError(StoreError):
    """The interview was erased, and takes in nothing any more."""


class InventedPeopleError(StoreError):
    """Invented people of a demonstration stand in a database of production."""


def is_out_of_room(error: BaseException) -> bool:
    """Say whether something failed because nothing more can be written where the data lie."""
    return any(_says_no_room(each) for each in _list_causes(error))


def _says_no_room(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    if getattr(error, "sqlstate", None) == SERVER_IS_FULL:
        return True
    return isinstance(error, sqlcipher.OperationalError) and DISK_IS_FULL in str(error)


def _list_causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def is_out_of_order(error: BaseException | None) -> bool:
    """Say whether something failed for want of a database, so that it may work a moment later.

    A server that does not answer, a connection that was cut, a disk that is full, a writer that
    waited too long; not what was wrong with the statement itself.
    """
    if isinstance(error, exc.OperationalError | exc.InterfaceError | exc.TimeoutError):
        return True
    was_cut = isinstance(error, exc.DBAPIError) and error.connection_invalidated
    return was_cut or isinstance(error, DatabaseUnavailableError)
