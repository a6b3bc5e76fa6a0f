"""Each of K01 to K40 equals a second computation, independently written in SQL."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

import duckdb
import polars
import pytest

from app.datasets.performance.compute import (
    FIGURES,
    HIDDEN,
    compute,
    compute_by,
    is_small,
    word_figure,
)
from app.datasets.performance.figures import count, share
from app.datasets.performance.model import Figure, Period, Programme
from app.datasets.performance.people import DIMENSIONS
from app.datasets.sample_programme import generate_programme
from tests.datasets.performance import sql
from tests.datasets.reference import load, read_reference

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
SEEDS = (1, 2)


def list_indicators() -> dict[str, Any]:
    return {each.id: each for each in load().performance.newest("programme").item.indicators}


def connect(programme: Programme) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for part in fields(Programme):
        rows = getattr(programme, part.name)
        if part.name == "retention":
            columns = {"day": list(rows)}
        else:
            names = [each.name for each in fields(rows[0]) if each.name != "states"]
            columns = {name: [getattr(row, name) for row in rows] for name in names}
        lists = {k: [list(x) if isinstance(x, tuple) else x for x in v] for k, v in columns.items()}
        connection.register(part.name, polars.DataFrame(lists).to_arrow())
    pairs = [pair for each in programme.facts for pair in each.states.items()]
    states = {"field": [field for field, _ in pairs], "state": [state for _, state in pairs]}
    connection.register("states", polars.DataFrame(states).to_arrow())
    connection.execute(sql.VIEWS)
    return connection


class Year:
    """A random programme, our figures of a year, and a database with the same."""

    def __init__(self, seed: int) -> None:
        self.programme = generate_programme(seed, 400)
        self.figures = compute(self.programme, YEAR)
        self.database = connect(self.programme)

    def list_independent(self, indicator: str) -> Iterator[Figure]:
        for query in sql.COUNTS.get(indicator, []):
            for part, number in self.database.sql(query).fetchall():
                yield count(indicator, part, number)
        for factor, queries in ((100, sql.SHARES), (1, sql.RATIOS)):
            for query in queries.get(indicator, []):
                for part, number, of in self.database.sql(query).fetchall():
                    yield Figure(indicator, part, factor * number / of, number, int(of))
        for query in sql.VALUES.get(indicator, []):
            for part, value, of in self.database.sql(query).fetchall():
                yield Figure(indicator, part, value, of)


@pytest.fixture(scope="module", params=SEEDS)
def year(request: pytest.FixtureRequest) -> Iterator[Year]:
    found = Year(request.param)
    yield found
    found.database.close()


@pytest.mark.parametrize("indicator", FIGURES)
def test_every_figure_equals_an_independent_one(year: Year, indicator: str) -> None:
    ours = {each.part: each for each in year.figures if each.indicator == indicator}

    independent = {each.part: each for each in year.list_independent(indicator)}

    assert ours
    assert ours.keys() == independent.keys()
    for part, figure in ours.items():
        other = independent[part]
        assert (figure.numerator, figure.denominator) == (other.numerator, other.denominator), part
        assert figure.value == pytest.approx(other.value), part


def test_random_work_gives_every_figure_something_to_count(year: Year) -> None:
    counted = {figure.indicator for figure in year.figures if figure.numerator > 0}

    assert counted == set(FIGURES)


def test_every_figure_of_the_list_is_declared_and_computed() -> None:
    listed = read_reference("performance-indicators")["indicators_computed_by_system"]["items"]
    wanted = {
        each["id"]: (each["name"], each["unit"], tuple(each["disaggregate_by"])) for each in listed
    }

    declared = {
        name: (each.name, each.unit, each.disaggregate_by)
        for name, each in list_indicators().items()
    }

    assert len(wanted) == 40
    assert declared == wanted
    assert list(FIGURES) == list(wanted)


@pytest.mark.parametrize("indicator", ["K01", "K05", "K11"])
@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_parts_of_a_breakdown_add_up_to_the_whole(
    year: Year, indicator: str, dimension: str
) -> None:
    whole = next(each for each in year.figures if each.indicator == indicator)

    parts = compute_by(year.programme, YEAR, list_indicators()[indicator], dimension)

    assert sum(figures[0].numerator for figures in parts.values()) == whole.numerator
    assert len(parts) > 1


def test_a_share_is_broken_down_in_numerator_and_denominator(year: Year) -> None:
    whole = next(each for each in year.figures if each.indicator == "K06")

    parts = compute_by(year.programme, YEAR, list_indicators()["K06"], "sex")

    found = [figures[0] for figures in parts.values()]
    assert sum(each.numerator for each in found) == whole.numerator
    assert sum(each.denominator or 0 for each in found) == whole.denominator


def test_people_of_unknown_age_are_a_group_of_their_own(year: Year) -> None:
    parts = compute_by(year.programme, YEAR, list_indicators()["K01"], "age_group")

    assert set(parts) == {"adult", "child", "unknown"}


def test_what_has_no_people_is_not_broken_down_by_them(year: Year) -> None:
    with pytest.raises(ValueError, match="K37 isn't broken down by sex"):
        compute_by(year.programme, YEAR, list_indicators()["K37"], "sex")


def test_a_programme_without_work_has_no_shares_rather_than_noughts() -> None:
    figures = compute(Programme(), YEAR)

    shares = [each for each in figures if each.denominator is not None]
    assert shares
    assert all(each.value is None for each in shares)
    assert {word_figure(each) for each in shares} == {"–"}


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (count("K01", "", 3), HIDDEN),
        (count("K01", "", 5), "5"),
        (count("K01", "", 0), "0"),
        (share("K06", "", 4, 40), HIDDEN),
        (share("K06", "", 38, 40), HIDDEN),
        (share("K06", "", 10, 40), "25"),
        (share("K06", "", 10, 30), "33.3"),
    ],
)
def test_few_people_are_never_shown(figure: Figure, shown: str) -> None:
    assert word_figure(figure) == shown
    assert is_small(figure) == (shown == HIDDEN)
