"""Yearly tables as they may be sent: counted, protected together, and worded cell by cell."""

from collections.abc import Collection as Several
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from app.datasets.records import Record
from app.datasets.yearly.count import Cell, choose_records, count, list_margins
from app.datasets.yearly.model import Collection, Hiding, Part, Population, Table, YearlyTables
from app.datasets.yearly.protect import protect
from app.datasets.yearly.protection import Before, Protection, UnprotectableError

# Stands in place of a count that isn't small, and would give a small one away.
CONFIDENTIAL: Final = "c"
# Below this nothing is published openly.
OPEN_THRESHOLD: Final = 11


Given: TypeAlias = Mapping[str, Mapping[Cell, int | None]]
"""What was given away: by population the count of each cell, None where it was hidden."""


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
    given: Iterable[Given] = (),
) -> dict[str, Counted]:
    """Count and protect every population once, for all tables that show it together.

    Whoever holds what was `given` away before finds nothing by comparing.
    """
    known = tuple(given)
    found: dict[str, Counted] = {}
    for each in tally(tables, records, own, years):
        name = each.population.id
        before = find_before(each.counts, [g[name] for g in known if name in g], below)
        protection = _protect(each.counts, below, before)
        found[name] = Counted(each.population, each.chosen, each.counts, protection)
    return found


def find_before(
    counts: Mapping[Cell, int], given: Iterable[Mapping[Cell, int | None]], below: int
) -> Before:
    """Give what must be hidden of counts because of what was given away before.

    What was hidden stays hidden, or a reader would take the old count for the new one. A count that
    changed a little would tell how few were added.
    """
    hidden: set[Cell] = set()
    hide: set[Cell] = set()
    for old in given:
        hidden |= {cell for cell, number in old.items() if number is None and cell in counts}
        hide |= {
            cell
            for cell, number in old.items()
            if number is not None and 0 < abs(counts.get(cell, number) - number) < below
        }
    return Before(hidden=frozenset(hidden), hide=frozenset(hide))


def tally(
    tables: YearlyTables, records: Mapping[str, Iterable[Record]], own: str, years: Several[int]
) -> Iterator[Tally]:
    """Count every population, in the order of the declaration; nothing of it may be shown yet."""
    read = {name: tuple(each) for name, each in records.items()}
    for population in tables.populations:
        parts = [each for each in tables.list_parts() if each.population == population.id]
        chosen = choose_records(population, read[population.reads.value], own, years)
        yield Tally(population, chosen, count(chosen, list_margins(parts), own, years))


def _protect(counts: Mapping[Cell, int], below: int, before: Before) -> Protection:
    """Hide what must be; where that is not enough, hide everything."""
    try:
        return protect(counts, below, before)
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
