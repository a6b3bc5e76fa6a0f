"""Nobody who reads all tables together can work out a hidden count."""

from itertools import product
from random import Random
from typing import Any, TypeAlias

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_array

from app.datasets.yearly import publish
from app.datasets.yearly.count import Cell
from app.datasets.yearly.protect import protect
from app.datasets.yearly.protection import Protection, UnprotectableError
from app.datasets.yearly.publish import CONFIDENTIAL, Counted, build_sheets, find_rate, trace
from app.datasets.yearly.variables import VARIABLES, group_citizenship
from tests.datasets.yearly.counted import NIGHT, OWN, YEARS, counted, records, tables

# Everything that is shown about registered victims is a sum over these.
BASES = (("form", "sex", "age", "citizenship"), ("status", "organisation", "movement"))
PARTY = "registered_victims"
# By day the attack is made on every fourth hidden count, by night on all of them.
STEP = 1 if NIGHT else 4


Shown: TypeAlias = set[tuple[str, int]]


def list_shown(below: int) -> dict[Cell, Shown]:
    """Give what all collectors are shown of each cell, with the least that a sign may mean."""
    shown: dict[Cell, Shown] = {}
    for sheet in build_sheets(tables(), counted(below), openly=below > 5):
        for line in sheet.lines:
            if line.population == PARTY:
                shown.setdefault(line.cell, set()).add((line.shown, sheet.hides.least))
    return shown


def limit(words: Shown, below: int) -> tuple[float, float]:
    """Give between which counts a cell lies, as a reader of every table knows."""
    numbers = {int(word) for word, _ in words if word.isdecimal()}
    if numbers:
        (number,) = numbers
        return number, number
    if CONFIDENTIAL in {word for word, _ in words}:
        return below, np.inf
    return max(least for _, least in words), below - 1


class Attacker:
    """Somebody with all tables of a year and a solver; unknown are the people themselves."""

    def __init__(self, shown: dict[Cell, Shown], base: tuple[str, ...], below: int) -> None:
        categories = [sorted(list_categories(name, shown)) for name in base]
        self.people = list(product(*categories))
        self.base = base
        self.cells = [c for c in shown if set(c.margin) <= {*base, *wider(base)}]
        rows = np.array([self.cover(cell) for cell in self.cells], dtype=float)
        limits = np.array([limit(shown[cell], below) for cell in self.cells])
        ends = np.isfinite(limits[:, 1])
        self.sums = csr_array(np.vstack([rows[ends], -rows]))
        self.limits = np.concatenate([limits[ends, 1], -limits[:, 0]])

    def cover(self, cell: Cell) -> list[bool]:
        wanted = dict(zip(cell.margin, cell.categories, strict=True))
        return [self.fits(dict(zip(self.base, each, strict=True)), wanted) for each in self.people]

    def fits(self, person: dict[str, str], wanted: dict[str, str]) -> bool:
        if "citizenship" in person:
            person = person | {"citizenship_group": group_citizenship(person["citizenship"])}
        return all(person[name] == category for name, category in wanted.items())

    def work_out(self, cell: Cell) -> tuple[float, float]:
        costs = np.array(self.cover(cell), dtype=float)
        ends = [
            linprog(sign * costs, A_ub=self.sums, b_ub=self.limits, method="highs")
            for sign in (1, -1)
        ]
        assert all(end.status == 0 for end in ends)
        return ends[0].fun, -ends[1].fun


def wider(base: tuple[str, ...]) -> set[str]:
    return {"citizenship_group"} if "citizenship" in base else set()


def list_categories(name: str, shown: dict[Cell, Shown]) -> set[str]:
    found = {cell.categories[0] for cell in shown if cell.margin == (name,)}
    return found | set(VARIABLES[name].categories)


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(("year", "below"), [(YEARS[0], 5), (YEARS[1], 11)])
def test_an_attacker_with_a_solver_finds_no_hidden_count(
    year: int, base: tuple[str, ...], below: int
) -> None:
    shown = {cell: words for cell, words in list_shown(below).items() if cell.year == year}
    attacker = Attacker(shown, base, below)

    hidden = [
        cell
        for cell in attacker.cells
        if cell in counted(below)[PARTY].protection.small and cell.margin
    ]

    for cell in hidden[::STEP]:
        least, most = attacker.work_out(cell)
        assert most - least >= 1 - 1e-6, (cell, least, most)
    if base == BASES[0]:
        assert hidden, "Nothing is small; the attack tries nothing."


@pytest.mark.parametrize("seed", range(12 if NIGHT else 4))
def test_every_hidden_count_of_a_small_table_has_another_possible_value(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - Nothing secret hangs on it.
    inner = {(a, b): random.randint(0, 7) for a in "xy" for b in "pq"}
    counts = build_square(inner)

    found = protect(counts, 5)

    shown = {cell: n for cell, n in counts.items() if cell not in found.small | found.beside}
    fitting = [
        square
        for values in product(range(11), repeat=len(inner))
        if is_possible(square := build_square(dict(zip(inner, values, strict=True))), shown, found)
    ]
    assert counts in fitting
    for cell in found.small:
        assert len({square[cell] for square in fitting}) > 1, (seed, cell)


def is_possible(square: dict[Cell, int], shown: dict[Cell, int], found: Protection) -> bool:
    """Say whether a table agrees with everything that is shown of the true one."""
    return (
        all(square[cell] == number for cell, number in shown.items())
        and all(1 <= square[cell] < 5 for cell in found.small)
        and all(square[cell] >= 5 for cell in found.beside)
    )


def build_square(inner: dict[tuple[str, str], int]) -> dict[Cell, int]:
    found = {Cell(2024, ("age", "sex"), key): n for key, n in inner.items()}
    for place, name in enumerate(("age", "sex")):
        for category in {key[place] for key in inner}:
            total = sum(n for key, n in inner.items() if key[place] == category)
            found[Cell(2024, (name,), (category,))] = total
    return found | {Cell(2024, (), ()): sum(inner.values())}


@pytest.mark.parametrize("below", [5, 11])
def test_no_small_count_is_shown_to_anybody(below: int) -> None:
    shown = {
        int(line.shown)
        for sheet in build_sheets(tables(), counted(below), openly=below > 5)
        for line in sheet.lines
        if line.shown.isdecimal()
    }

    assert shown
    assert not shown & set(range(1, below))


def test_unodc_is_shown_nought_as_less_than_five_and_others_as_nought() -> None:
    words: dict[str, set[str]] = {}
    for sheet in build_sheets(tables(), counted()):
        for line in sheet.lines:
            if counted()[line.population].counts[line.cell] == 0:
                words.setdefault(sheet.collection.id, set()).add(line.shown)

    assert words["glotip"] == {"<5"}
    assert words["greta_statistics"] == {"0"}


def test_a_count_hidden_for_one_collector_is_hidden_for_all() -> None:
    for shown in list_shown(5).values():
        words = {word for word, _ in shown}
        assert len(words) == 1 or words == {"<5", "0"}


def test_every_count_can_be_traced_to_its_records() -> None:
    found: Counted = counted()["procedural_victims"]

    for cell, number in found.counts.items():
        assert len(trace(cell, found, OWN)) == number


def test_a_rate_is_given_only_where_its_count_is() -> None:
    assert find_rate("35", 7_000_000) == "0.50"
    assert find_rate("<5", 7_000_000) == "<5"


def test_counts_without_anything_small_hide_nothing() -> None:
    counts: dict[Any, int] = build_square({(a, b): 9 for a in "xy" for b in "pqr"})

    assert protect(counts, 5).small | protect(counts, 5).beside == frozenset()


def test_where_nothing_else_helps_everything_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(*given: object) -> Protection:
        raise UnprotectableError(given)

    monkeypatch.setattr(publish, "protect", give_up)

    found = publish.count_everything(tables(), records(), OWN, YEARS[:1], 5)

    everything = found[PARTY]
    hidden = everything.protection.small | everything.protection.beside
    assert everything.protection.small
    assert hidden == everything.counts.keys()


def test_a_count_that_its_total_would_give_away_takes_others_with_it() -> None:
    counts = build_square({("x", "p"): 3, ("x", "q"): 20, ("y", "p"): 20, ("y", "q"): 20})

    found = protect(counts, 5)

    assert found.small == {Cell(2024, ("age", "sex"), ("x", "p"))}
    assert len(found.beside) >= 2
