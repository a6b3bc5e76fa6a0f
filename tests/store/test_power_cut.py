"""The power fails at any moment: the database is whole, and what was acknowledged is there.

It is about our settings, which are read where the program has them, on SQLite itself: apsw knows no
SQLCipher, whose pages lie in the same files, written and synced by the same code in the same order.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import apsw
import pytest
from apsw import Connection

from app.store.database import PRAGMAS
from tests.store.failing_disk import NAME, FailingSystem, PowerCutError

PATH: Final = "/threshold.sqlite"
CUTS: Final = [
    pytest.param(1_000),
    pytest.param(20_000, marks=[pytest.mark.night, pytest.mark.timeout(3600)]),
]
WEAKER: Final = (("journal_mode", "WAL"), ("synchronous", "NORMAL"))
PIECES: Final = 40
LONGEST_LIFE: Final = 60  # Steps with files.
ALL: Final = "SELECT id, said FROM answers"

Rows = dict[int, bytes]


@dataclass
class Found:
    """What came of many cuts of the power."""

    acknowledged: int = 0
    survived: int = 0  # Writes under way that came through whole, as they may.
    corrupt: list[str] = field(default_factory=list)
    lost: int = 0


@pytest.fixture
def system() -> Iterator[FailingSystem]:
    made = FailingSystem()
    yield made
    made.unregister()


def use(
    system: FailingSystem, pragmas: Sequence[tuple[str, str]], task: Callable[[Connection], None]
) -> None:
    """Open the database as the program does, and do something until it ends or the power fails.

    It is open to one alone: the memory that connections share is no file of a disk.
    """
    connection = Connection(PATH, vfs=NAME)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        for name, value in pragmas:
            connection.execute(f"PRAGMA {name} = {value}")
        connection.execute("PRAGMA wal_autocheckpoint = 8")  # Often: it is what writes most.
        connection.execute("CREATE TABLE IF NOT EXISTS answers (id INTEGER PRIMARY KEY, said BLOB)")
        task(connection)
    except (PowerCutError, apsw.Error):
        if system.disk.has_power:
            raise
        system.disk.is_given_up = True
    finally:
        connection.close()


class Life:
    """One time from power to no power, on what the last one left."""

    def __init__(self, chance: random.Random, before: Rows) -> None:
        self.chance = chance
        self.acknowledged = dict(before)
        self.under_way = dict(before)
        self.count = 0

    def live(self, connection: Connection) -> None:
        """Write one transaction after another."""
        while True:
            self.under_way = dict(self.acknowledged)
            with connection:
                for _ in range(self.chance.randrange(1, 4)):
                    self._change(connection)
            self.acknowledged = self.under_way
            self.count += 1

    def _change(self, connection: Connection) -> None:
        number = self.chance.randrange(PIECES)
        if self.chance.random() < 0.2:
            connection.execute("DELETE FROM answers WHERE id = ?", (number,))
            self.under_way.pop(number, None)
            return
        said = self.chance.randbytes(self.chance.choice((10, 300, 3_000)))
        connection.execute("REPLACE INTO answers VALUES (?, ?)", (number, said))
        self.under_way[number] = said


def cut_often(
    system: FailingSystem, pragmas: Sequence[tuple[str, str]], cuts: int, seed: int = 7
) -> Found:
    """Cut the power again and again, each time on what the last cut left."""
    chance, found, rows = random.Random(seed), Found(), Rows()  # noqa: S311 - It keeps no secret.
    for _ in range(cuts):
        life = Life(chance, rows)
        system.disk.left = chance.randrange(LONGEST_LIFE)
        use(system, pragmas, life.live)
        system.disk.lose_power(chance)
        rows = look(system, pragmas, found)
        found.acknowledged += life.count
        if rows == life.acknowledged:
            continue
        if rows == life.under_way:
            found.survived += 1
        else:
            found.lost += 1
    return found


def look(system: FailingSystem, pragmas: Sequence[tuple[str, str]], found: Found) -> Rows:
    """Read what is there after a cut, and note what is broken."""
    rows: Rows = {}

    def read(connection: Connection) -> None:
        checked = [str(said) for (said,) in connection.execute("PRAGMA integrity_check")]
        found.corrupt += [said for said in checked if said != "ok"]
        rows.update({int(number): bytes(said) for number, said in connection.execute(ALL)})

    use(system, pragmas, read)
    return rows


@pytest.mark.parametrize("cuts", CUTS)
def test_no_cut_of_the_power_breaks_the_database_or_loses_what_was_acknowledged(
    system: FailingSystem, cuts: int
) -> None:
    found = cut_often(system, PRAGMAS, cuts)

    assert found.acknowledged >= cuts
    assert found.survived > 0
    assert found.corrupt == []
    assert found.lost == 0


def test_the_same_cuts_find_out_a_setting_that_waits_for_no_disk(system: FailingSystem) -> None:
    weaker = [(name, dict(WEAKER).get(name, value)) for name, value in PRAGMAS]
    assert weaker != list(PRAGMAS)

    found = cut_often(system, weaker, 100)

    assert found.corrupt == []
    assert found.lost > 0
