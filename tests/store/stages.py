"""Databases with rows in every table, one for each stage of the migrations: files, or on a server.

Each is found by a name, and another name can be given to a copy of it.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from app.store.database import create_database_file, open_database_file
from app.store.key_files import create_key_file, read_key_file
from app.store.server import open_database_server
from tests.postgresql import TestServer


class Stages(Protocol):
    """Where databases lie."""

    def make(self, name: str) -> None:
        """Make an empty database."""

    def open(self, name: str) -> Iterator[Engine]:
        """Give the engine of a database, once; it is closed when that is gone through."""

    def copy(self, name: str, to: str) -> None:
        """Put a copy of a database in the place of what has another name, if anything has."""


class StagesInFiles:
    """Each database is an encrypted file of a folder, all under one key."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = folder / "some.key"
        if not self._key.exists():
            create_key_file(self._key)

    def make(self, name: str) -> None:
        create_database_file(self._path(name))

    def open(self, name: str) -> Iterator[Engine]:
        database = open_database_file(self._path(name), read_key_file(self._key))
        try:
            yield database.engine
        finally:
            database.close()

    def copy(self, name: str, to: str) -> None:
        # What waits in the log of changes of a database that was killed belongs to that one.
        for left in self._folder.glob(f"{to}.sqlite-*"):
            left.unlink()
        shutil.copy(self._path(name), self._path(to))

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.sqlite"


class StagesOnServer:
    """Each database is one of a PostgreSQL, which calls it something else."""

    def __init__(self, server: TestServer) -> None:
        self._server = server
        self._called: dict[str, str] = {}

    def make(self, name: str) -> None:
        self._called[name] = self._server.create()

    def open(self, name: str) -> Iterator[Engine]:
        database = open_database_server(self._server.address_of(self._called[name]))
        try:
            yield database.engine
        finally:
            database.close()

    def copy(self, name: str, to: str) -> None:
        if to in self._called:
            self._server.drop(self._called[to])
        self._called[to] = self._server.create(self._called[name])


@contextmanager
def opened(stages: Stages, name: str) -> Iterator[Engine]:
    """Open a database, and close it again."""
    yield from stages.open(name)
