"""Databases: engines for encrypted files, and sessions that read or write."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from app.store.errors import DatabaseUnavailableError
from app.store.key_files import Key
from app.store.log import Log, get_book
from app.store.logged_session import LoggedSession
from app.store.private_files import create_private_file, sync_folder
from app.store.turns import Turns, queue_writers, take_turn

# A writer waits this long for the writers before it. An interview page may wait; it must not lose.
SECONDS_TO_WAIT_FOR_WRITERS: Final = 30

# Each of the sixteen threads may hold one connection to read and one to write.
CONNECTIONS_KEPT: Final = 16
CONNECTIONS_AT_MOST: Final = 40

PLAIN_SQLITE_HEADER: Final = b"SQLite format 3\x00"

PRAGMAS: Final = (
    ("journal_mode", "WAL"),
    ("synchronous", "FULL"),
    ("foreign_keys", "ON"),
    ("secure_delete", "ON"),
    ("recursive_triggers", "ON"),
    ("trusted_schema", "OFF"),
    ("temp_store", "MEMORY"),
)


@dataclass(frozen=True)
class Database:
    """An open database: sessions that may write, and sessions that can't.

    With a log, what sessions change is logged by itself, and what was noted in them too.
    """

    engine: Engine
    log: Log | None = None

    def session_to_read(self) -> Session:
        """Give a session that sees one moment of the database and can't change it."""
        engine = self.engine.execution_options(reads_only=True)
        if self.log is None:
            return Session(engine, autoflush=False)
        return LoggedSession(self.log, engine, autoflush=False)

    def session_to_write(self) -> Session:
        """Give a session that holds the place of the one writer from its first statement on."""
        return Session(self.engine) if self.log is None else LoggedSession(self.log, self.engine)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Read within one session and end it."""
        with self.session_to_read() as session:
            try:
                yield session
            finally:
                self.log_apart(session)

    def log_apart(self, session: Session) -> None:
        """Log what was noted in a session that can't write, or does not: in a unit of its own.

        It ends what the session was reading. Whoever shows what was read calls this before.
        """
        if self.log is None or not get_book(session).pending:
            return
        book = get_book(session)
        acts, book.pending = book.pending, []
        session.rollback()
        with self.writing() as unit:
            get_book(unit).account = book.account
            get_book(unit).pending.extend(acts)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Do one unit of work: committed as a whole at the end, or not at all."""
        with self.session_to_write() as session, session.begin():
            yield session

    def ask(self) -> None:
        """Have the database answer something, or raise what keeps it from answering."""
        with self.engine.execution_options(reads_only=True).connect() as connection:
            connection.exec_driver_sql("SELECT 1")

    def close(self) -> None:
        """End all connections."""
        self.engine.dispose()


def create_database_file(path: Path) -> None:
    """Make an empty file for a new database, closed to others; refuse if there is one."""
    try:
        os.close(create_private_file(path))
        sync_folder(path.parent)
    except FileExistsError:
        raise DatabaseUnavailableError(
            f"There is a file {path} already; it is not replaced."
        ) from None
    except OSError as error:
        raise DatabaseUnavailableError(
            f"The database {path} can't be made ({error.strerror}). "
            "Let the account that runs Threshold write to this folder."
        ) from error


def open_database_file(path: Path, key: Key, log: Log | None = None) -> Database:
    """Open an encrypted file that is there, and prove that the key fits before giving it back."""
    _check_place(path)
    engine = _create_engine(path, lambda: connect(path, key))
    database = Database(engine, log)
    try:
        with engine.connect():
            pass
    except BaseException:
        database.close()
        raise
    return database


def copy_database(source: tuple[Path, Key], target: tuple[Path, Key]) -> None:
    """Copy one moment of a database into a new file under a key of its own.

    Others go on reading and writing meanwhile.
    """
    _check_place(source[0])
    with closing(connect(*source)) as original:
        copy_from(original, *target)


def copy_from(original: sqlcipher.Connection, path: Path, key: Key) -> None:
    """Copy what a connection sees into a new file under a key of its own."""
    create_database_file(path)
    with closing(connect(path, key)) as copy:
        original.backup(copy)
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def list_damage(database: Database) -> tuple[str, ...]:
    """Give what is wrong with a database file, page by page and row by row; nothing if it is whole.

    Every page is authenticated, every index compared with its table, every reference followed.
    """
    with database.engine.connect() as connection:
        found = [
            *connection.exec_driver_sql("PRAGMA cipher_integrity_check").scalars(),
            *connection.exec_driver_sql("PRAGMA integrity_check").scalars(),
        ]
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").scalars()
        found += [f"a row of {table} without its parent" for table in orphans]
    return tuple(str(each) for each in found if each != "ok")


def empty_the_log(database: Database) -> bool:
    """Write the log of recent changes into the database file, and leave nothing behind in it.

    Deleted rows stay readable in the log until then, to whoever has the key. Give False if a long
    reader kept the log open; then it has to be tried again. A server is told to give the space of
    deleted rows back; what it keeps of them besides is said in the threat model.
    """
    if database.engine.dialect.name != "sqlite":
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as server:
            server.exec_driver_sql("VACUUM")
        return True
    connection = database.engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA query_only = OFF")
        row = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return bool(row[0] == 0)
    finally:
        connection.close()


def _check_place(path: Path) -> None:
    if not path.is_file():
        raise DatabaseUnavailableError(
            f"There is no database {path}. Look whether the setting names the right file; "
            "for a first start, run: flask migrate (./run --setup does so too)"
        )
    if not os.access(path.parent, os.W_OK | os.X_OK) or not os.access(path, os.R_OK | os.W_OK):
        raise DatabaseUnavailableError(
            f"The database {path} and its folder must be writable by the account that runs "
            "Threshold. Change their owner or permissions."
        )
    with path.open("rb") as file:
        if file.read(len(PLAIN_SQLITE_HEADER)) == PLAIN_SQLITE_HEADER:
            raise DatabaseUnavailableError(
                f"The database {path} is not encrypted, so it is not one of Threshold's. "
                "Look whether the setting names the right file."
            )


def _create_engine(path: Path, creator: Callable[[], sqlcipher.Connection]) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}",
        module=sqlcipher,
        creator=creator,
        poolclass=QueuePool,
        pool_size=CONNECTIONS_KEPT,
        max_overflow=CONNECTIONS_AT_MOST - CONNECTIONS_KEPT,
        # Errors print the values of a statement otherwise, and the values are people's answers.
        hide_parameters=True,
    )
    turns = queue_writers(engine)
    event.listen(engine, "begin", partial(_begin, turns))
    return engine


def connect(path: Path, key: Key) -> sqlcipher.Connection:
    """Open a connection of the driver's own, or raise DatabaseUnavailableError."""
    try:
        return _connect_and_unlock(path, key)
    except sqlcipher.OperationalError as error:
        raise DatabaseUnavailableError(
            f"The database {path} can't be used ({error}). Look whether its disk is full or "
            "read only, and whether another program holds the file."
        ) from None
    except sqlcipher.Error as error:
        raise DatabaseUnavailableError(
            f"The database {path} does not open with its key ({error}): the key belongs to "
            "another database, or the file is damaged or is not a database. Look whether "
            "database and key file are a pair; if they are, restore a backup."
        ) from None


def _connect_and_unlock(path: Path, key: Key) -> sqlcipher.Connection:
    # The driver begins no transaction by itself; `_begin` does.
    connection = sqlcipher.connect(
        f"{path.as_uri()}?mode=rw",
        uri=True,
        timeout=SECONDS_TO_WAIT_FOR_WRITERS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _prepare(connection, key)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlcipher.Connection, key: Key) -> None:
    """Unlock the file and set what must hold on each connection."""
    connection.execute("PRAGMA cipher_log_level = NONE")
    # A raw key as SQLCipher wants it; PRAGMA takes no parameters. The bytes are ours, not input.
    connection.execute(f"PRAGMA key = \"x'{key.secret.hex()}'\"")
    for name, value in PRAGMAS:
        connection.execute(f"PRAGMA {name} = {value}")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (journal_mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    if journal_mode != "wal":
        raise sqlcipher.OperationalError("its disk does not keep a write-ahead log")


def _begin(turns: Turns, connection: Connection) -> None:
    """Begin a transaction: readers beside each other, writers one after another.

    A writer that began as a reader could find, half-way, that another was faster, and would have
    to start again; so it takes its place first.
    """
    reads_only = bool(connection.get_execution_options().get("reads_only"))
    if not reads_only:
        take_turn(turns, connection, SECONDS_TO_WAIT_FOR_WRITERS)
    connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if reads_only else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
