"""PostgreSQL: a database on a server that keeps the promises of the embedded one.

Readers see one moment and can't write. Writers come one after another: each takes the place of the
one writer first and keeps it until its unit of work ends, so that the log has one order, and what a
unit of work looked up still holds when it commits, however many processes write.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from app.store.database import (
    CONNECTIONS_AT_MOST,
    CONNECTIONS_KEPT,
    SECONDS_TO_WAIT_FOR_WRITERS,
    Database,
)
from app.store.errors import DatabaseUnavailableError
from app.store.log import Log

DRIVER: Final = "postgresql+psycopg"
NAME_OF_PROGRAM: Final = "threshold"

# Of the ways to use TLS the one that looks whose certificate it is.
ENCRYPTED_AND_CHECKED: Final = "verify-full"

# Any number will do, as long as every process takes the same one. Locks are kept by database.
PLACE_OF_THE_WRITER: Final = 20_260_101

# A machine that is gone without a word must not keep the place of the writer for hours.
SECONDS_A_WRITER_MAY_IDLE: Final = 60
SETTINGS: Final = {
    "lock_timeout": f"{SECONDS_TO_WAIT_FOR_WRITERS}s",
    # What is acknowledged is on disk, whatever the server has as its default.
    "synchronous_commit": "on",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "timezone": "UTC",
}
CONNECTING: Final = {
    "application_name": NAME_OF_PROGRAM,
    "client_encoding": "utf8",
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "options": " ".join(f"-c {name}={value}" for name, value in SETTINGS.items()),
}


def open_database_server(address: str, log: Log | None = None) -> Database:
    """Open a database of a server, and prove that it answers before giving it back.

    Raises DatabaseUnavailableError; the sentence shows nothing of a password.
    """
    database = Database(_create_engine(parse_address(address)), log)
    try:
        with saying_what_fails(), database.engine.connect() as connection:
            _check(connection)
    except BaseException:
        database.close()
        raise
    return database


def parse_address(address: str, environ: Mapping[str, str] = os.environ) -> URL:
    """Read the address of a database, or raise DatabaseUnavailableError.

    Over a network its server has to prove by a certificate that it is the one that is meant:
    whoever stood in between would read what people answered.
    """
    try:
        url = make_url(address).set(drivername=DRIVER)
    except (ArgumentError, ValueError):
        # The error would show the address, and with it the password.
        raise DatabaseUnavailableError(
            "THRESHOLD_DATABASE is no address of a PostgreSQL database. One looks like "
            "postgresql:///threshold?host=/run/postgresql or postgresql://user@host:5432/threshold"
            "?sslmode=verify-full&sslrootcert=/etc/threshold/database-ca.pem"
        ) from None
    strangers = [each for each in _list_hosts(url, environ) if not _is_of_this_machine(each)]
    if strangers and url.query.get("sslmode") != ENCRYPTED_AND_CHECKED:
        raise DatabaseUnavailableError(
            f"THRESHOLD_DATABASE leads to another machine ({', '.join(strangers)}) and "
            f"checks no certificate. Add sslmode={ENCRYPTED_AND_CHECKED} and "
            "sslrootcert=/path/of/its/authority.pem to the address, or take a socket of this one."
        )
    return url


def _list_hosts(url: URL, environ: Mapping[str, str]) -> list[str]:
    """Give where a connection may lead: what the driver takes from the environment counts too."""
    asked = url.normalized_query
    services = [*asked.get("service", ()), *filter(None, [environ.get("PGSERVICE")])]
    named = [url.host or "", *asked.get("host", ()), *asked.get("hostaddr", ())]
    if not any(named):
        named = [environ.get(name, "") for name in ("PGHOST", "PGHOSTADDR")]
    hosts = [each.strip() for name in named for each in name.split(",")]
    # A service is written down in a file of the driver, and may lead anywhere.
    return [each for each in hosts if each] + [f"service {each}" for each in services]


def _is_of_this_machine(host: str) -> bool:
    if host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def has_tables(address: str) -> bool:
    """Say whether a database was ever migrated."""
    database = open_database_server(address)
    try:
        with database.reading() as session:
            return session.scalar(text("SELECT to_regclass('alembic_version')")) is not None
    finally:
        database.close()


@contextmanager
def holding_server_alone(address: str) -> Iterator[None]:
    """Refuse while another program of ours is connected to a database."""
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND application_name = :name AND pid <> pg_backend_pid()"
    )
    database = open_database_server(address)
    try:
        with database.reading() as session:
            if session.scalar(others, {"name": NAME_OF_PROGRAM}):
                raise DatabaseUnavailableError(
                    "A program has the database open. Stop the server and all commands of "
                    "Threshold first."
                )
        yield
    finally:
        database.close()


@contextmanager
def saying_what_fails() -> Iterator[None]:
    """Say in a sentence why a server can't be reached."""
    try:
        yield
    except DBAPIError as error:
        # The driver names host and user, and never the password.
        said = str(error.orig).strip().splitlines()
        raise DatabaseUnavailableError(
            f"The PostgreSQL database can't be used ({said[-1] if said else 'no answer'}). Look "
            "whether THRESHOLD_DATABASE names the right server, whether it runs, and whether it "
            "lets this account in."
        ) from None


def _create_engine(url: URL) -> Engine:
    engine = create_engine(
        url,
        connect_args=CONNECTING,
        pool_size=CONNECTIONS_KEPT,
        max_overflow=CONNECTIONS_AT_MOST - CONNECTIONS_KEPT,
        # A connection that was cut meanwhile is replaced before it is used.
        pool_pre_ping=True,
        # Errors print the values of a statement otherwise, and the values are people's answers.
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Begin a transaction: readers beside each other, writers one after another."""
    options = connection.get_execution_options()
    if options.get("reads_only"):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    elif options.get("isolation_level") != "AUTOCOMMIT":
        # Each statement sees what was committed before it: a writer that waited sees what the
        # writers before it did.
        connection.exec_driver_sql(
            f"SET LOCAL idle_in_transaction_session_timeout = '{SECONDS_A_WRITER_MAY_IDLE}s'"
        )
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({PLACE_OF_THE_WRITER})")


def _check(connection: Connection) -> None:
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        raise DatabaseUnavailableError(
            f"The PostgreSQL database keeps text as {encoding}, which can't hold every language. "
            "Make one with: CREATE DATABASE threshold TEMPLATE template0 ENCODING 'UTF8'"
        )
