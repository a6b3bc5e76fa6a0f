"""Open the databases of an installation, be they files or on a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.settings import DatabaseServer, Settings
from app.store.database import Database, create_database_file, open_database_file
from app.store.key_files import Key, KeyFile, read_key_file
from app.store.log import Log
from app.store.rekeying import holding_alone
from app.store.server import has_tables, holding_server_alone, open_database_server


def read_key(settings: Settings, name: KeyFile) -> Key:
    """Give one of the keys of the installation, or raise KeyFileError."""
    return read_key_file(settings.keys / name.value)


def open_records(settings: Settings, log: Log | None = None) -> Database:
    """Open the records, or raise StoreError with a sentence that says what to do."""
    if isinstance(settings.database, DatabaseServer):
        return open_database_server(settings.database.url, log)
    return open_database_file(settings.database.path, read_key(settings, KeyFile.DATABASE), log)


def open_key_store(settings: Settings) -> Database:
    """Open the key store, or raise StoreError with a sentence that says what to do."""
    return open_database_file(settings.key_store, read_key(settings, KeyFile.KEY_STORE))


def find_records(settings: Settings) -> bool:
    """Say whether there are records: an empty file, or a database without tables, holds none."""
    if isinstance(settings.database, DatabaseServer):
        return has_tables(settings.database.url)
    return has_content(settings.database.path)


def is_place_taken(settings: Settings) -> bool:
    """Say whether the place of the records is there, if only as an empty file."""
    if isinstance(settings.database, DatabaseServer):
        return has_tables(settings.database.url)
    return settings.database.path.exists()


def make_place_of_records(settings: Settings) -> None:
    """Make the file of the records unless it is there; on a server the operator made the place."""
    if not isinstance(settings.database, DatabaseServer) and not settings.database.path.exists():
        create_database_file(settings.database.path)


def name_records(settings: Settings) -> str:
    """Say where the records are; the address of a server holds a password, so it is not shown."""
    if isinstance(settings.database, DatabaseServer):
        return "the database of the PostgreSQL server"
    return str(settings.database.path)


def has_content(path: Path) -> bool:
    """Say whether a file is there with something in it."""
    return path.exists() and path.stat().st_size > 0


@contextmanager
def holding_records_alone(settings: Settings) -> Iterator[None]:
    """Refuse while a program has the records open; keep others out as far as a file allows."""
    if isinstance(settings.database, DatabaseServer):
        with holding_server_alone(settings.database.url):
            yield
        return
    with holding_alone(settings.database.path, read_key(settings, KeyFile.DATABASE)):
        yield
