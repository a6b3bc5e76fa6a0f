"""Where the databases of an installation are, and which key files open them."""

from pathlib import Path
from typing import Final

from app.settings import DatabaseFile, Settings
from app.store.errors import DatabaseUnavailableError
from app.store.key_files import KeyFile
from app.store.migration import Line

LOCKS: Final = {Line.RECORDS: KeyFile.DATABASE, Line.KEYS: KeyFile.KEY_STORE}


def get_path(settings: Settings, line: Line) -> Path:
    """Give the file of a database."""
    return get_path_of_records(settings) if line is Line.RECORDS else settings.key_store


def get_path_of_records(settings: Settings) -> Path:
    """Give the file of the records, or raise DatabaseUnavailableError if they are not in one."""
    if isinstance(settings.database, DatabaseFile):
        return settings.database.path
    raise DatabaseUnavailableError(
        "The records are on a PostgreSQL server, so there is no file of theirs and no key to it."
    )
