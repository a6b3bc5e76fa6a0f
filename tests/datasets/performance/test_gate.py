"""Nobody who reads all figures of a programme together can work out a small count."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pytest
from scipy.optimize import linprog

from app.datasets.performance.compute import compute, compute_by, is_small
from app.datasets.performance.figures import count, ratio, share
from app.datasets.performance.gate import WHOLE, find_hidden
from app.datasets.performance.model import Figure, Period
from app.datasets.sample_programme import generate_programme
from tests.datasets.reference import load

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
INDICATORS = ("K01", "K05", "K06", "K07", "K11", "K12", "K27")


def list_parts(seed: int, dimension: str) -> dict[str, Sequence[Figure]]:
    programme = generate_programme(seed, 60)
    declared = load().performance.newest("programme").item.indicators
    whole = [each for each in compute(programme, YEAR) if each.indicator in INDICATORS]
    parts: dict[str, list[Figure]] = {WHOLE: whole}
    for each in declared:
        if each.id in INDICATORS:
            for category, figures in compute_by(programme, YEAR, each, dimension).items():
                parts.setdefault(category, []).extend(figures)
    return dict(parts)


class Attacker:
    """Somebody who knows which people each number is about, and which of them are the same.

    Unknown is how many of each kind of people there are in each category.
    """

    def __init__(self, parts: Mapping[str, Sequence[Figure]]) -> None:
        self.names: dict[tuple[str, str], int] = {}
        self.parts, self.hidden = parts, find_hidden(parts)
        self.equal: list[dict[int, float]] = []
        self.known: dict[int, float] = {}
        for category, figures in parts.items():
            for each in figures:
                self.read(category, each)
        for name in {name for _, name in self.names}:
            if all((category, name) in self.names for category in parts):
                self.add_up(name)

    def number(self, category: str, name: str) -> int:
        return self.names.setdefault((category, name), len(self.names))

    def read(self, category: str, each: Figure) -> None:
        counted = self.number(category, self.name(each, "who"))
        shows = (category, each.indicator, each.part) not in self.hidden
        if shows:
            self.known[counted] = each.numerator
        if each.denominator is not None:
            whole = self.number(category, self.name(each, "of"))
            rest = self.number(category, f"rest of {each.indicator} {each.part}")
            self.equal.append({whole: 1, counted: -1, rest: -1})
            if shows:
                self.known[whole] = each.denominator

    @staticmethod
    def name(each: Figure, side: str) -> str:
        """Name people: those screened and those presumed stand in several figures."""
        same = {
            ("K01", "who"): "screened", ("K06", "of"): "screened", ("K05", "who"): "presumed",
            ("K06", "who"): "presumed", ("K07", "of"): "presumed",
        }  # fmt: skip
        return same.get((each.indicator, side), f"{side} {each.indicator} {each.part}")

    def add_up(self, name: str) -> None:
        numbers = {c: self.names[c, name] for c in self.parts}
        self.equal.append({n: 1.0 if c == WHOLE else -1.0 for c, n in numbers.items()})

    def work_out(self, number: int) -> tuple[float, float]:
        size = len(self.names)
        rows = np.zeros((len(self.equal), size))
        for place, each in enumerate(self.equal):
            for column, factor in each.items():
                rows[place, column] = factor
        bounds = [(self.known.get(n, 0), self.known.get(n, 1000)) for n in range(size)]
        costs = np.zeros(size)
        costs[number] = 1
        ends = [
            linprog(sign * costs, A_eq=rows, b_eq=np.zeros(len(rows)), bounds=bounds)
            for sign in (1, -1)
        ]
        assert all(end.status == 0 for end in ends)
        return ends[0].fun, -ends[1].fun


@pytest.mark.parametrize("dimension", ["sex", "age_group"])
def test_an_attacker_with_all_figures_finds_no_small_count(dimension: str) -> None:
    parts = list_parts(3, dimension)
    attacker = Attacker(parts)

    tried = 0
    for category, figures in parts.items():
        for each in figures:
            counted = attacker.names[category, attacker.name(each, "who")]
            numbers = {counted: each.numerator}
            if each.denominator is not None:
                rest = attacker.names[category, f"rest of {each.indicator} {each.part}"]
                numbers[rest] = each.denominator - each.numerator
            for number, true in numbers.items():
                if 0 < true < 5:
                    least, most = attacker.work_out(number)
                    assert most - least >= 1 - 1e-6, (category, each)
                    tried += 1
    assert tried


def test_what_is_small_is_hidden_and_not_everything_is() -> None:
    parts = list_parts(3, "sex")

    hidden = find_hidden(parts)

    small = {
        (category, each.indicator, each.part)
        for category, figures in parts.items()
        for each in figures
        if 0 < each.numerator < 5 or 0 < (each.denominator or 0) < 5
    }
    assert small
    assert small <= hidden
    assert len(hidden) < sum(len(figures) for figures in parts.values())


def test_a_small_rest_hides_a_number_in_whatever_figure_it_stands() -> None:
    figures = [count("K01", "", 40), count("K05", "", 38), share("K06", "", 38, 40)]

    hidden = find_hidden({WHOLE: figures})

    assert is_small(figures[2])
    assert (WHOLE, "K06", "") in hidden
    assert hidden & {(WHOLE, "K01", ""), (WHOLE, "K05", "")}


def test_figures_without_anything_small_are_shown() -> None:
    figures = [count("K01", "", 40), count("K05", "", 20), share("K06", "", 20, 40)]

    assert find_hidden({WHOLE: figures}) == frozenset()


def test_how_many_there_are_for_each_one_is_no_share_even_where_there_are_none() -> None:
    parts = {
        WHOLE: [ratio("K21", "cases for each worker", 12, 4), count("K01", "", 20)],
        "female": [ratio("K21", "cases for each worker", 0, 4), count("K01", "", 8)],
        "male": [ratio("K21", "cases for each worker", 12, 4), count("K01", "", 12)],
    }

    hidden = find_hidden(parts)

    # Nobody is left of four workers when twelve cases are taken away, and nothing here is small.
    assert hidden == frozenset()
