"""Whoever holds two publications of one year finds nothing that either of them hides."""

from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog

from app.datasets.yearly.count import Cell
from app.datasets.yearly.given import read_given, restore, write_given
from app.datasets.yearly.protection import Protection
from app.datasets.yearly.publish import Counted, Given, build_sheets, count_everything
from app.datasets.yearly.variables import VARIABLES
from tests.datasets.yearly.counted import NIGHT, OWN, YEARS, records, tables

PARTY = "registered_victims"
YEAR = YEARS[0]
BASE = ("form", "sex", "age")
# How many of the year's people are known when it is published first, and when it is again.
STEPS = [(150, 156), (150, 220), (90, 91), (220, 400)] if NIGHT else [(150, 156), (90, 91)]
# By day the attack is made on every third hidden count.
EACH = 1 if NIGHT else 3


def publish(people: int, given: tuple[Given, ...] = ()) -> Counted:
    of_year = [
        each
        for each in records()["victims"]
        if (day := each.find_day("presumed_on") or each.find_day("identified_on")) is not None
        and day.year == YEAR
    ]
    some = {"victims": of_year[:people], "traffickers": []}
    return count_everything(tables(), some, OWN, [YEAR], 5, given)[PARTY]


def give(counted: Counted) -> Given:
    return read_given(write_given({PARTY: counted}), YEAR)


class Attacker:
    """Somebody with both publications who knows that people were only added in between.

    Unknown are those of the first one, and those that were added.
    """

    def __init__(self, first: Counted, second: Counted) -> None:
        self.people = list(product(*(VARIABLES[name].categories for name in BASE)))
        rows: list[list[float]] = []
        limits: list[float] = []
        for number, counted in enumerate((first, second)):
            for cell in list_cells(counted):
                cover = self.cover(cell, number, added=number == 1)
                least, most = limit(cell, counted)
                rows += [cover, [-each for each in cover]]
                limits += [most, -least]
        self.rows, self.limits = np.array(rows), np.array(limits)

    def cover(self, cell: Cell, number: int, *, added: bool) -> list[float]:
        wanted = dict(zip(cell.margin, cell.categories, strict=True))
        fits = [
            float(all(dict(zip(BASE, each, strict=True))[n] == c for n, c in wanted.items()))
            for each in self.people
        ]
        first = fits if number == 1 or not added else [0.0] * len(fits)
        return [*first, *(fits if added else [0.0] * len(fits))]

    def work_out(self, costs: list[float]) -> float:
        ends = [
            linprog(sign * np.array(costs), A_ub=self.rows, b_ub=self.limits, method="highs")
            for sign in (1, -1)
        ]
        assert all(end.status == 0 for end in ends)
        return float(-ends[1].fun - ends[0].fun)


def list_cells(counted: Counted) -> list[Cell]:
    return [cell for cell in counted.counts if set(cell.margin) <= set(BASE)]


def limit(cell: Cell, counted: Counted) -> tuple[float, float]:
    number = counted.counts[cell]
    if cell in counted.protection.small:
        return 1, 4
    return (5, 10_000) if cell in counted.protection.beside else (number, number)


def is_hidden(cell: Cell, protection: Protection) -> bool:
    return cell in protection.small | protection.beside


@pytest.mark.parametrize(("early", "late"), STEPS)
def test_an_attacker_with_two_publications_finds_no_hidden_count(early: int, late: int) -> None:
    first = publish(early)
    second = publish(late, (give(first),))
    attacker = Attacker(first, second)

    hidden = [
        (cell, number)
        for number, counted in enumerate((first, second))
        for cell in list_cells(counted)
        if cell in counted.protection.small
    ]
    few = [cell for cell in list_cells(first) if 0 < second.counts[cell] - first.counts[cell] < 5]

    assert hidden
    assert few
    for cell, number in hidden[::EACH]:
        costs = attacker.cover(cell, number, added=number == 1)
        assert attacker.work_out(costs) >= 1 - 1e-6, (cell, number)
    added = [cell for cell in few if not is_hidden(cell, first.protection)]
    for cell in added[::EACH]:
        zeros = [0.0] * len(attacker.people)
        costs = [*zeros, *attacker.cover(cell, 1, added=True)[len(zeros) :]]
        assert attacker.work_out(costs) >= 1 - 1e-6, cell


def test_without_what_was_given_before_the_attacker_would_find_something() -> None:
    first, second = publish(150), publish(156)

    bare = [
        cell
        for cell in list_cells(first)
        if 0 < second.counts[cell] - first.counts[cell] < 5
        and not is_hidden(cell, first.protection)
        and not is_hidden(cell, second.protection)
    ]

    assert bare


def test_what_was_hidden_before_stays_hidden() -> None:
    first = publish(150)

    second = publish(400, (give(first),))

    before = first.protection.small | first.protection.beside
    assert before <= second.protection.small | second.protection.beside


def test_a_year_in_which_nothing_changed_is_published_as_it_was() -> None:
    first = publish(150)

    second = publish(150, (give(first),))

    assert second.protection == first.protection


def test_tables_are_read_again_as_they_were_given() -> None:
    first = publish(150)

    again = restore(tables(), write_given({PARTY: first}), YEAR)[PARTY]

    before = {
        line
        for sheet in build_sheets(tables(), {**_others(first), PARTY: first})
        for line in sheet.lines
    }
    after = {
        line
        for sheet in build_sheets(tables(), {**_others(first), PARTY: again})
        for line in sheet.lines
    }
    assert before == after


def _others(found: Counted) -> dict[str, Counted]:
    """Give every other population with nobody in it."""
    empty = Counted(found.population, {}, {}, Protection(frozenset(), frozenset()))
    return {each.id: empty for each in tables().populations}
