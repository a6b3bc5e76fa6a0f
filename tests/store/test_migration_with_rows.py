"""Each migration keeps the rows that are there, up and down, and also when it is killed."""

import os
import random
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event, text

from app.store.migration import Line, configure, migrate, migrate_down
from tests.databases import FILE, SERVER, is_night
from tests.postgresql import TestServer
from tests.store.any_rows import Rows, fill, keep_shared, read_all
from tests.store.killing import run_apart
from tests.store.stages import Stages, StagesInFiles, StagesOnServer, opened

KILLS: Final = [pytest.param(1), pytest.param(1_000_000, marks=pytest.mark.night)]
# What is in the work of a test, and a copy of it to try something on.
WORK, TRIAL = "work", "trial"
# So many of the newest migrations run on a server by day.
NEWEST_BY_DAY: Final = 1
BY_NIGHT: Final = (pytest.mark.night, pytest.mark.timeout(1800))


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
OF_RECORDS: Final = [step for step in STEPS if step.line is Line.RECORDS]
# The key store is a file wherever the records are.
ON_BOTH: Final = [
    *(pytest.param(FILE, step, id=f"{FILE}-{step.behind}") for step in STEPS),
    *(
        pytest.param(SERVER, step, id=f"{SERVER}-{step.behind}", marks=BY_NIGHT)
        for step in OF_RECORDS[:-NEWEST_BY_DAY]
    ),
    *(
        pytest.param(SERVER, step, id=f"{SERVER}-{step.behind}")
        for step in OF_RECORDS[-NEWEST_BY_DAY:]
    ),
]


@pytest.fixture(scope="module")
def in_files(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return fill_all(StagesInFiles(tmp_path_factory.mktemp("stages")), OF_RECORDS)


@pytest.fixture(scope="module")
def on_server(postgresql: TestServer) -> Stages:
    wanted = OF_RECORDS if is_night() else OF_RECORDS[-NEWEST_BY_DAY:]
    return fill_all(StagesOnServer(postgresql), wanted)


def fill_all(stages: Stages, steps: Sequence[Step]) -> Stages:
    """Make a database for the stage before each step, with rows in every table."""
    stages.make("now")
    for step in steps:
        with opened(stages, "now") as engine:
            migrate(engine, Line.RECORDS, step.before)
            fill(engine)
        stages.copy("now", step.before)
    return stages


@pytest.fixture
def stages(request: pytest.FixtureRequest, kind: str, step: Step) -> Stages:
    """Databases of which that of the test's work stands before its migration."""
    stages: Stages = request.getfixturevalue("in_files" if kind == FILE else "on_server")
    stages.copy(step.before, WORK)
    return stages


@pytest.mark.parametrize(("kind", "step"), ON_BOTH, indirect=["kind"])
def test_each_migration_keeps_every_row_up_and_down_and_up_again(
    stages: Stages, step: Step
) -> None:
    with opened(stages, WORK) as engine:
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
@pytest.mark.parametrize(("kind", "step"), ON_BOTH, indirect=["kind"])
def test_migration_that_is_killed_did_nothing_and_can_be_repeated(
    stages: Stages, step: Step, kills: int
) -> None:
    before = read(stages, WORK)

    up = kill_often(stages, lambda e: migrate(e, step.line, step.behind), kills)
    behind = read(stages, WORK)
    down = kill_often(stages, lambda e: migrate_down(e, step.line, step.before), kills)

    assert min(up, down) >= min(kills, 2)
    kept = keep_shared(before[1], behind[1])
    assert kept[0] == kept[1]
    assert behind[0] == step.behind
    assert read(stages, WORK) == before


def kill_often(stages: Stages, task: Callable[[Engine], None], kills: int) -> int:
    """Kill a migration before its statements, all or some of them by chance; then let it through.

    Gives how often it was killed; after each time, the database is as it was.
    """
    before, statements = read(stages, WORK), count_statements(stages, task)
    chance = random.Random(before[0])  # noqa: S311 - It keeps no secret.
    killed = sorted(chance.sample(range(1, statements + 1), min(kills, statements)))
    for last in killed:

        def die(last: int = last) -> None:
            with opened(stages, WORK) as engine:
                event.listen(engine, "before_cursor_execute", Killer(last))
                task(engine)

        assert not run_apart(die)
        assert read(stages, WORK) == before
    with opened(stages, WORK) as engine:
        task(engine)
    return len(killed)


def count_statements(stages: Stages, task: Callable[[Engine], None]) -> int:
    """Give how many statements a migration takes, on a copy."""
    stages.copy(WORK, TRIAL)
    counter = Killer()
    with opened(stages, TRIAL) as engine:
        event.listen(engine, "before_cursor_execute", counter)
        task(engine)
    return counter.count


def read(stages: Stages, name: str) -> tuple[str, Rows]:
    """Give the revision of a database and all its rows."""
    with opened(stages, name) as engine:
        with engine.connect() as connection:
            revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return str(revision), read_all(engine)
