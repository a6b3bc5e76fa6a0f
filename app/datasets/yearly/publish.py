"""Yearly tables as they may be sent: counted, protected together, and worded cell by cell."""

from collections.abc import Collection as Several
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.datasets.records import Record
from app.datasets.yearly.count import Cell, choose_records, count, list_margins
from app.datasets.yearly.model import Collection, Hiding, Part, Population, Table, YearlyTables
from app.datasets.yearly.protect import Protection, UnprotectableError, protect

# Stands in place of a count that isn't small, and would give a small one away.
CONFIDENTIAL: Final = "c"
# Below this nothing is published openly.
OPEN_THRESHOLD: Final = 11


@dataclass(frozen=True)
class Tally:
    """One population: whom it counts, and every cell as it is."""

    population: Population
    chosen: Mapping[tuple[int, str], Record]
    counts: Mapping[Cell, int]


@dataclass(frozen=True)
class Counted(Tally):
    """One population with what must be hidden of it."""

    protection: Protection


@dataclass(frozen=True)
class Line:
    """One cell of a table as it is sent."""

    population: str
    cell: Cell
    shown: str


@dataclass(frozen=True)
class Sheet:
    """One table of one collector, ready to be sent."""

    collection: Collection
    table: Table
    hides: Hiding
    lines: tuple[Line, ...]


def count_everything(
    tables: YearlyTables,
    records: Mapping[str, Iterable[Record]],
    own: str,
    years: Several[int],
    below: int,
) -> dict[str, Counted]:
    """Count and protect every population once, for all tables that show it together."""
    return {
        each.population.id: Counted(
            each.population, each.chosen, each.counts, _protect(each.counts, below)
        )
        for each in tally(tables, records, own, years)
    }


def tally(
    tables: YearlyTables, records: Mapping[str, Iterable[Record]], own: str, years: Several[int]
) -> Iterator[Tally]:
    """Count every population, in the order of the declaration; nothing of it may be shown yet."""
    read = {name: tuple(each) for name, each in records.items()}
    for population in tables.populations:
        parts = [each for each in tables.list_parts() if each.population == population.id]
        chosen = choose_records(population, read[population.reads.value], own, years)
        yield Tally(population, chosen, count(chosen, list_margins(parts), own, years))


def _protect(counts: Mapping[Cell, int], below: int) -> Protection:
    """Hide what must be; where that is not enough, hide everything."""
    try:
        return protect(counts, below)
    except UnprotectableError:
        small = frozenset(cell for cell, number in counts.items() if 0 < number < below)
        return Protection(small, frozenset(counts) - small)


def build_sheets(
    tables: YearlyTables, counted: Mapping[str, Counted], *, openly: bool = False
) -> Iterator[Sheet]:
    """Give every table. What is published `openly` hides more, and was counted so."""
    for collection in tables.collections:
        hides = collection.hides
        if openly:
            words = {"below": OPEN_THRESHOLD, "shown": f"<{OPEN_THRESHOLD}"}
            hides = hides.model_copy(update=words)
        for table in collection.tables:
            lines = (line for part in table.parts for line in _list_lines(part, counted, hides))
            yield Sheet(collection, table, hides, tuple(lines))


def _list_lines(part: Part, counted: Mapping[str, Counted], hides: Hiding) -> Iterator[Line]:
    found = counted[part.population]
    margins = set(list_margins([part]))
    for cell in sorted(found.counts):
        if cell.margin in margins:
            shown = word_count(cell, found, hides)
            yield Line(part.population, cell, shown)


def word_count(cell: Cell, counted: Counted, hides: Hiding) -> str:
    """Give a count as it is sent."""
    number = counted.counts[cell]
    if cell in counted.protection.beside:
        return CONFIDENTIAL
    if cell in counted.protection.small or hides.least <= number < hides.below:
        return hides.shown
    return str(number)


def trace(cell: Cell, counted: Counted, own: str) -> tuple[Record, ...]:
    """Give the records that a cell counts, for those who may see them."""
    only = {key: record for key, record in counted.chosen.items() if key[0] == cell.year}
    return tuple(
        record
        for key, record in sorted(only.items())
        if count({key: record}, [cell.margin], own, [cell.year]).get(cell)
    )


def find_rate(shown: str, population: int) -> str:
    """Give the rate per 100,000 of a count as it is sent; a hidden count has none."""
    return f"{int(shown) * 100_000 / population:.2f}" if shown.isdecimal() else shown
