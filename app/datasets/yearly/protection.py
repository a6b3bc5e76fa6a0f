"""What is hidden of yearly counts, what a reader knows of them, and the sums between them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.datasets.yearly.count import Cell
from app.datasets.yearly.variables import NESTED


@dataclass(frozen=True)
class Protection:
    """What is hidden: because it is small, and because something small could be worked out."""

    small: frozenset[Cell]
    beside: frozenset[Cell]


@dataclass(frozen=True)
class Before:
    """What a reader knows already: cells that are shown or hidden elsewhere, cells to hide.

    Cells of `nowhere` stand in no table, so that not even a sign says anything of them. Where
    `noughts` are hidden too, a reader doesn't know a small count from none.
    """

    shown: frozenset[Cell] = frozenset()
    hidden: frozenset[Cell] = frozenset()
    hide: frozenset[Cell] = frozenset()
    nowhere: frozenset[Cell] = frozenset()
    noughts: bool = False


@dataclass(frozen=True)
class Relation:
    """A total and the counts that it is the sum of."""

    total: Cell
    parts: tuple[Cell, ...]


class UnprotectableError(Exception):
    """Not even hiding everything would keep a small count."""


def list_relations(cells: Iterable[Cell]) -> Iterator[Relation]:
    """Give every sum that holds between counts of one population."""
    every = set(cells)
    sums: dict[Cell, dict[str, list[Cell]]] = {}
    for cell in sorted(every):
        for total, name in _list_totals(cell):
            if total in every:
                sums.setdefault(total, {}).setdefault(name, []).append(cell)
    for total, by_name in sums.items():
        for parts in by_name.values():
            yield Relation(total, tuple(parts))


def _list_totals(cell: Cell) -> Iterator[tuple[Cell, str]]:
    """Give each total that a count is a part of, with the variable that is summed over."""
    for place, name in enumerate(cell.margin):
        margin = cell.margin[:place] + cell.margin[place + 1 :]
        yield Cell(cell.year, margin, cell.categories[:place] + cell.categories[place + 1 :]), name
        if cell.margin == (name,) and name in NESTED:
            wider, group = NESTED[name]
            yield Cell(cell.year, (wider,), (group(cell.categories[place]),)), name
