"""The same tests on both databases: the embedded file, and a PostgreSQL.

By night every test of a module that takes part runs on both. In a run by day those do that are
marked `both`, and one that is about the file alone is marked `file_alone`.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.settings import DatabaseFile, DatabaseServer
from app.store.append_only import list_trigger_names
from app.store.database import PRAGMAS
from tests.postgresql import TestServer

FILE: Final = "file"
SERVER: Final = "server"
KINDS: Final = (FILE, SERVER)
ADDRESS: Final = "address-of-the-database"
# What a test needs not is to wait for the disk: a killed process loses nothing that the system was
# given, and what outlives the system is for the tests of power cuts and of the settings themselves.
IN_HASTE: Final = tuple({**dict(PRAGMAS), "synchronous": "OFF"}.items())


def is_night() -> bool:
    """Say whether this run goes deep."""
    return bool(os.environ.get("THRESHOLD_NIGHT"))


def run_on_both(metafunc: pytest.Metafunc) -> None:
    """Run a test that has a store on both databases, where it is to be."""
    mark = metafunc.definition.get_closest_marker
    chosen = any("kind" in each.args[0] for each in metafunc.definition.iter_markers("parametrize"))
    is_wanted = "kind" in metafunc.fixturenames and not chosen and not mark("file_alone")
    if is_wanted and (is_night() or mark("both")):
        metafunc.parametrize("kind", KINDS, indirect=True)


def database_in(folder: Path) -> DatabaseFile | DatabaseServer:
    """Give the database of an installation that tests made in a folder."""
    address = folder / ADDRESS
    if address.exists():
        return DatabaseServer(address.read_text(encoding="ascii"))
    return DatabaseFile(folder / "database" / "threshold.sqlite")


def make_pattern(folder: Path, server: TestServer | None, fill: Callable[[Path], None]) -> Path:
    """Have an installation made in a folder, in a new database where a server is given."""
    if server is not None:
        (folder / ADDRESS).write_text(server.address_of(server.create()), encoding="ascii")
    fill(folder)
    return folder


@contextmanager
def copying(pattern: Path, folder: Path, server: TestServer | None) -> Iterator[Path]:
    """Copy an installation with its database; a copy on a server goes with the test."""
    shutil.copytree(pattern, folder)
    if server is None:
        yield folder
        return
    name = server.create(server.name_in((pattern / ADDRESS).read_text(encoding="ascii")))
    (folder / ADDRESS).write_text(server.address_of(name), encoding="ascii")
    yield folder
    server.drop(name)


def drop_trigger(session: Session, table: str) -> None:
    """Take away what refuses changes of a table, as somebody with the database could."""
    never_changed, _ = list_trigger_names(table)
    where = "" if session.get_bind().dialect.name == "sqlite" else f" ON {table}"
    session.execute(text(f"DROP TRIGGER {never_changed}{where}"))
