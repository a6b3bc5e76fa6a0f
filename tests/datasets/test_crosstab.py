"""Any two variables can be tabulated, and no table gives away what another one hides."""

import os
from itertools import combinations, islice, product

import numpy as np
import pytest
from scipy.optimize import linprog

from app.datasets.crosstab.count import (
    CONFIDENTIAL,
    NO_YEAR,
    SMALL,
    TOTAL,
    count_cube,
    list_categories,
    protect_cube,
    tabulate,
)
from app.datasets.crosstab.variables import OTHERS, SEVERAL_CODES, list_variables
from app.datasets.model import Disclosure, Kind
from app.datasets.sample_victims import generate_victims
from app.datasets.yearly.count import Cell
from tests.datasets.reference import dataset

VARIABLES = {each.id: each for each in list_variables(dataset("victims"))}
NAMES = ("sex", "crossed_border", "debt")
RECORDS = 150
# By day the attack is made on every fourth hidden count, by night on all of them.
STEP = 1 if os.environ.get("THRESHOLD_NIGHT") else 4


def list_found(*names: str) -> list[list[str]]:
    records = islice(generate_victims(dataset("victims"), 5), RECORDS)
    return list_categories(records, [VARIABLES[name] for name in names])


def test_every_field_that_may_leave_in_the_open_is_a_variable_and_no_other() -> None:
    for name in ("victims", "traffickers"):
        fields = {each.id: each for each in dataset(name).list_fields()}
        found = {each.id for each in list_variables(dataset(name))}

        closed = {Disclosure.NEVER, Disclosure.TO_NAMED_RECIPIENT}
        assert found
        assert all(fields[each].disclosure not in closed for each in found)
        assert all(fields[each].kind is not Kind.TEXT for each in found)
        coded = {each.id for each in fields.values() if each.kind in {Kind.CODE, Kind.CODES}}
        assert coded - {e for e in coded if fields[e].disclosure in closed} <= found


@pytest.mark.parametrize(("rows", "columns"), [("sex", "debt"), ("forms", "citizenships")])
def test_a_table_equals_its_records_where_nothing_is_hidden(rows: str, columns: str) -> None:
    found = list_found(rows, columns)

    table = tabulate(found, [VARIABLES[rows], VARIABLES[columns]])

    assert table.cells[TOTAL, TOTAL] == str(RECORDS)
    shown = {key: int(word) for key, word in table.cells.items() if word.isdecimal()}
    assert len(shown) > 4
    for (row, column), number in shown.items():
        assert number == sum(row in {TOTAL, r} and column in {TOTAL, c} for r, c in found)
    assert not set(shown.values()) & set(range(5))
    assert set(table.cells.values()) - {str(n) for n in shown.values()} <= {SMALL, CONFIDENTIAL}


def test_several_codes_and_rare_ones_are_categories_of_their_own() -> None:
    forms = {row[0] for row in list_found("forms")}
    countries = {row[0] for row in list_found("citizenships")}

    assert SEVERAL_CODES in forms
    assert OTHERS in countries
    assert len(countries) <= 8


def test_a_filtered_table_is_a_part_of_the_one_without_a_filter() -> None:
    found = list_found(*NAMES)
    variables = [VARIABLES[name] for name in NAMES]
    category = max({row[2] for row in found}, key=lambda name: sum(r[2] == name for r in found))

    table = tabulate(found, variables, category)

    for (row, column), word in table.cells.items():
        if word.isdecimal():
            assert int(word) == sum(
                row in {TOTAL, r} and column in {TOTAL, c} and last == category
                for r, c, last in found
            )


def test_a_count_is_hidden_in_every_table_in_which_it_stands() -> None:
    found = list_found(*NAMES)

    whole = protect_cube(count_cube(found, NAMES), NAMES)

    for pair in combinations(range(3), 2):
        names = tuple(NAMES[n] for n in pair)
        part = [[row[n] for n in pair] for row in found]
        alone = protect_cube(count_cube(part, names), names)
        assert all(whole[cell] == word for cell, word in alone.items())


class Attacker:
    """Somebody with all tables of three variables and a solver."""

    def __init__(self, found: list[list[str]], shown: dict[Cell, str]) -> None:
        every = (sorted({row[n] for row in found}) for n in range(len(NAMES)))
        self.people = [dict(zip(NAMES, each, strict=True)) for each in product(*every)]
        rows, ends = [], []
        for cell, word in shown.items():
            least, most = (0, 4) if word == SMALL else (0, RECORDS)
            if word.isdecimal():
                least = most = int(word)
            rows += [self.cover(cell), [-each for each in self.cover(cell)]]
            ends += [most, -least]
        self.rows, self.ends = np.array(rows), np.array(ends)

    def cover(self, cell: Cell) -> list[float]:
        wanted = dict(zip(cell.margin, cell.categories, strict=True)).items()
        return [float(all(person[n] == c for n, c in wanted)) for person in self.people]

    def work_out(self, cell: Cell) -> float:
        costs = np.array(self.cover(cell))
        low, high = (
            linprog(sign * costs, A_ub=self.rows, b_ub=self.ends, method="highs")
            for sign in (1, -1)
        )
        assert low.status == high.status == 0
        return float(-high.fun - low.fun)


def test_an_attacker_with_all_tables_of_three_variables_finds_no_hidden_count() -> None:
    found = list_found(*NAMES)
    counts = count_cube(found, NAMES)
    shown = protect_cube(counts, NAMES)
    attacker = Attacker(found, shown)

    # Of three variables only a part of a table is ever shown, and none of it where no sign is safe.
    small = [
        cell
        for cell, number in counts.items()
        if 0 < number < 5 and (len(cell.margin) < len(NAMES) or shown[cell] == SMALL)
    ]

    assert small
    assert {cell.year for cell in small} == {NO_YEAR}
    for cell in small[::STEP]:
        assert attacker.work_out(cell) >= 1 - 1e-6, cell
