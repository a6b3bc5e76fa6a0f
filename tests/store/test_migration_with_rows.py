"""Each migration keeps the rows that are there, up and down, and also when it is killed."""

import os
import random
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event, text

from app.store.database import create_database_file, open_database_file
from app.store.key_files import create_key_file, read_key_file
from app.store.migration import Line, configure, migrate, migrate_down
from tests.store.any_rows import Rows, fill, keep_shared, read_all
from tests.store.killing import run_apart

KILLS: Final = [pytest.param(1), pytest.param(1_000_000, marks=pytest.mark.night)]


@dataclass(frozen=True)
class Step:
    """A migration: the tables before it and behind it."""

    line: Line
    before: str
    behind: str


class Killer:
    """Counts the statements of a process, and kills it before the last."""

    def __init__(self, last: int = 0) -> None:
        self.count, self.last = 0, last

    def __call__(self, *_: object) -> None:
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def list_steps() -> list[Step]:
    """Give every migration of both databases but the first, which finds nothing."""
    steps = []
    for line in Line:
        revisions = ScriptDirectory.from_config(configure(line)).walk_revisions()
        steps += [
            Step(line, str(each.down_revision), each.revision)
            for each in revisions
            if each.down_revision is not None
        ]
    return sorted(steps, key=lambda step: (step.line.value, step.behind))


STEPS: Final = list_steps()


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database for each stage, with rows in every table, named by revision."""
    folder = tmp_path_factory.mktemp("stages")
    create_key_file(folder / "some.key")
    create_database_file(folder / "now.sqlite")
    for step in (step for step in STEPS if step.line is Line.RECORDS):
        with opened(folder, "now") as engine:
            migrate(engine, Line.RECORDS, step.before)
            fill(engine)
        shutil.copy(folder / "now.sqlite", folder / f"{step.before}.sqlite")
    return folder


@contextmanager
def opened(folder: Path, name: str) -> Iterator[Engine]:
    database = open_database_file(folder / f"{name}.sqlite", read_key_file(folder / "some.key"))
    try:
        yield database.engine
    finally:
        database.close()


@pytest.fixture
def folder(stages: Path, tmp_path: Path) -> Path:
    shutil.copytree(stages, tmp_path / "stages")
    return tmp_path / "stages"


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.behind)
def test_each_migration_keeps_every_row_up_and_down_and_up_again(folder: Path, step: Step) -> None:
    with opened(folder, step.before) as engine:
        before = read_all(engine)
        migrate(engine, step.line, step.behind)
        up = read_all(engine)
        fill(engine)
        migrate_down(engine, step.line, step.before)
        down = read_all(engine)
        migrate(engine, step.line, step.behind)
        again = read_all(engine)

    assert before
    assert all(before.values())
    kept = keep_shared(before, up)
    assert kept[0] == kept[1]
    assert down == before
    kept = keep_shared(before, again)
    assert kept[0] == kept[1]


@pytest.mark.parametrize("kills", KILLS)
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.behind)
def test_migration_that_is_killed_did_nothing_and_can_be_repeated(
    folder: Path, step: Step, kills: int
) -> None:
    before = read(folder, step.before)

    up = kill_often(folder, step.before, lambda e: migrate(e, step.line, step.behind), kills)
    behind = read(folder, step.before)
    down = kill_often(folder, step.before, lambda e: migrate_down(e, step.line, step.before), kills)

    assert min(up, down) >= min(kills, 2)
    kept = keep_shared(before[1], behind[1])
    assert kept[0] == kept[1]
    assert behind[0] == step.behind
    assert read(folder, step.before) == before


def kill_often(folder: Path, name: str, task: Callable[[Engine], None], kills: int) -> int:
    """Kill a migration before its statements, all or some of them by chance; then let it through.

    Gives how often it was killed; after each time, the database is as it was.
    """
    before, statements = read(folder, name), count_statements(folder, name, task)
    chance = random.Random(name)  # noqa: S311 - It keeps no secret.
    killed = sorted(chance.sample(range(1, statements + 1), min(kills, statements)))
    for last in killed:

        def die(last: int = last) -> None:
            with opened(folder, name) as engine:
                event.listen(engine, "before_cursor_execute", Killer(last))
                task(engine)

        assert not run_apart(die)
        assert read(folder, name) == before
    with opened(folder, name) as engine:
        task(engine)
    return len(killed)


def count_statements(folder: Path, name: str, task: Callable[[Engine], None]) -> int:
    """Give how many statements a migration takes, on a copy."""
    shutil.copy(folder / f"{name}.sqlite", folder / "trial.sqlite")
    counter = Killer()
    with opened(folder, "trial") as engine:
        event.listen(engine, "before_cursor_execute", counter)
        task(engine)
    return counter.count


def read(folder: Path, name: str) -> tuple[str, Rows]:
    """Give the revision of a database and all its rows."""
    with opened(folder, name) as engine:
        with engine.connect() as connection:
            revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return str(revision), read_all(engine)
