"""Tables that were given away, as they are kept: what was shown of each cell, and read again."""

from collections.abc import Mapping
from typing import Final

from app.datasets.yearly.count import Cell
from app.datasets.yearly.model import YearlyTables
from app.datasets.yearly.protection import Protection
from app.datasets.yearly.publish import CONFIDENTIAL, Counted, Given

SMALL: Final = "<"
# A hidden count has no number; this one is shown to nobody.
NO_NUMBER: Final = -1


def write_given(counted: Mapping[str, Counted]) -> dict[str, dict[str, str]]:
    """Give what is shown of every count: a number, or the sign that stands in its place."""
    return {
        name: {write_cell(cell): _word(cell, each) for cell in sorted(each.counts)}
        for name, each in counted.items()
    }


def read_given(shown: Mapping[str, Mapping[str, str]], year: int) -> Given:
    """Give the counts that were shown; None stands for one that was hidden."""
    return {
        name: {
            read_cell(year, cell): int(word) if word.isdecimal() else None
            for cell, word in cells.items()
        }
        for name, cells in shown.items()
    }


def restore(
    tables: YearlyTables, shown: Mapping[str, Mapping[str, str]], year: int
) -> dict[str, Counted]:
    """Give tables that were given away as they were counted, but for what was hidden of them."""
    populations = {each.id: each for each in tables.populations}
    found: dict[str, Counted] = {}
    for name, cells in shown.items():
        words = {read_cell(year, cell): word for cell, word in cells.items()}
        counts = {c: int(w) if w.isdecimal() else NO_NUMBER for c, w in words.items()}
        small = frozenset(cell for cell, word in words.items() if word == SMALL)
        beside = frozenset(cell for cell, word in words.items() if word == CONFIDENTIAL)
        found[name] = Counted(populations[name], {}, counts, Protection(small, beside))
    return found


def write_cell(cell: Cell) -> str:
    """Give the name of a cell within its year."""
    return f"{','.join(cell.margin)}={','.join(cell.categories)}"


def read_cell(year: int, name: str) -> Cell:
    """Give the cell of a name."""
    margin, _, categories = name.partition("=")
    if not margin:
        return Cell(year, (), ())
    return Cell(year, tuple(margin.split(",")), tuple(categories.split(",")))


def _word(cell: Cell, counted: Counted) -> str:
    if cell in counted.protection.small:
        return SMALL
    return CONFIDENTIAL if cell in counted.protection.beside else str(counted.counts[cell])
