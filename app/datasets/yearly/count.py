"""Count a population by its variables: each person, case or judgment once in a year."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeAlias

from app.datasets.records import Record
from app.datasets.yearly.model import Part, Population, Requirement
from app.datasets.yearly.variables import VARIABLES

Margin: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, order=True)
class Cell:
    """One count: a year, and one category of each variable that it is broken down by."""

    year: int
    margin: Margin
    categories: tuple[str, ...]


def list_margins(parts: Iterable[Part]) -> tuple[Margin, ...]:
    """Give every breakdown with all its totals, the variables of each in alphabetical order."""
    found: set[Margin] = {()}
    for breakdown in (sorted(each) for part in parts for each in part.by):
        for length in range(len(breakdown) + 1):
            found.update(combinations(breakdown, length))
    return tuple(sorted(found))


def choose_records(
    population: Population, records: Iterable[Record], own: str, years: Collection[int]
) -> dict[tuple[int, str], Record]:
    """Give whom a population counts, by year and unit; of several records of one, the first."""
    found: dict[tuple[int, str], Record] = {}
    for record in records:
        year, unit = find_year(population, record), record.find_text(population.counts)
        if year not in years or unit is None or year is None:
            continue
        if all(is_met(each, record, own) for each in population.where):
            known = found.get((year, unit))
            if known is None or _number(record) < _number(known):
                found[year, unit] = record
    return found


def find_year(population: Population, record: Record) -> int | None:
    """Give the year in which a record counts."""
    days = (record.find_day(field) for field in population.year_by)
    return next((day.year for day in days if day is not None), None)


def is_met(requirement: Requirement, record: Record, own: str) -> bool:
    """Say whether a requirement is known to be met; what is silent meets none."""
    number = record.find_number(requirement.field)
    if requirement.above is not None:
        return number is not None and number > requirement.above
    if requirement.below is not None:
        return number is not None and number < requirement.below
    codes = record.list_codes(requirement.field) or ()
    return own in codes if requirement.own else not set(codes).isdisjoint(requirement.codes)


def count(
    chosen: Mapping[tuple[int, str], Record],
    margins: Iterable[Margin],
    own: str,
    years: Collection[int],
) -> dict[Cell, int]:
    """Give the count of every cell, also where there is nobody."""
    every = tuple(margins)
    names = sorted({name for margin in every for name in margin})
    counted: Counter[Cell] = Counter()
    seen: dict[str, set[str]] = {name: set(VARIABLES[name].categories) for name in names}
    for (year, _), record in chosen.items():
        found = {name: VARIABLES[name].find(record, own) for name in names}
        for name, category in found.items():
            seen[name].add(category)
        for margin in every:
            counted[Cell(year, margin, tuple(found[name] for name in margin))] += 1
    return {cell: counted[cell] for cell in _list_cells(every, seen, years)}


def _list_cells(
    margins: Iterable[Margin], seen: Mapping[str, set[str]], years: Collection[int]
) -> Iterator[Cell]:
    for year, margin in product(sorted(years), margins):
        for categories in product(*(sorted(seen[name]) for name in margin)):
            yield Cell(year, margin, categories)


def _number(record: Record) -> str:
    return record.find_text("record_id") or ""
