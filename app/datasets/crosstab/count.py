"""Two variables against each other, and the gate that every count of the dataset passes.

The same count is hidden in whatever table it stands: first what is hidden of the counts of one
variable is settled, then of two with those given, then of three. So no table can be subtracted from
a wider one, a filtered one from one without the filter. Nought is hidden like a small count:
whoever knew where nobody is could work out much of the rest.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final

from app.datasets.crosstab.variables import OTHERS, Variable, list_rare
from app.datasets.records import Record
from app.datasets.yearly.count import Cell
from app.datasets.yearly.protect import protect
from app.datasets.yearly.protection import Before, UnprotectableError

BELOW: Final = 5
SMALL: Final = "<5"
CONFIDENTIAL: Final = "c"
# Cells of these tables belong to no year: the year is one more variable.
NO_YEAR: Final = 0


@dataclass(frozen=True)
class Crosstab:
    """What is shown of a cross-tabulation: a number, or the sign in its place, for each cell.

    `cells` go by the categories of rows and columns; a total has no category.
    """

    rows: Variable
    columns: Variable | None
    row_names: tuple[str, ...]
    column_names: tuple[str, ...]
    cells: Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Filter:
    """Only the records of one category of a variable."""

    variable: Variable
    category: str


TOTAL: Final = ""


def list_categories(records: Iterable[Record], variables: Sequence[Variable]) -> list[list[str]]:
    """Give the category of each record in each variable, rare ones counted together."""
    found = [[variable.find(record) for variable in variables] for record in records]
    rare = [list_rare(row[n] for row in found) for n in range(len(variables))]
    return [[OTHERS if name in rare[n] else name for n, name in enumerate(row)] for row in found]


def tabulate(
    found: Sequence[Sequence[str]], variables: Sequence[Variable], filtered: str = ""
) -> Crosstab:
    """Give the table of one or two variables, and of a third where it is filtered by that.

    `found` are the categories of each record, in the order of the variables: rows, columns where
    there are any, and what is filtered by where `filtered` names its category.
    """
    names = [each.id for each in variables]
    counts = count_cube(found, names)
    shown = protect_cube(counts, names)
    width = len(variables) - bool(filtered)
    cells = {
        key: shown[cell] for cell in counts if (key := _place(cell, names, filtered)) is not None
    }
    columns = variables[1] if width > 1 else None
    return Crosstab(
        rows=variables[0],
        columns=columns,
        row_names=_list_names(found, 0),
        column_names=_list_names(found, 1) if columns is not None else (),
        cells=cells,
    )


def _list_names(found: Sequence[Sequence[str]], place: int) -> tuple[str, ...]:
    return tuple(sorted({row[place] for row in found}))


def _place(cell: Cell, names: Sequence[str], filtered: str) -> tuple[str, str] | None:
    """Give where a count stands in the table; None if it is of another."""
    known = dict(zip(cell.margin, cell.categories, strict=True))
    if filtered and known.pop(names[-1], None) != filtered:
        return None
    wanted = names[:-1] if filtered else names
    if not set(known) <= set(wanted):
        return None
    return known.get(wanted[0], TOTAL), known.get(wanted[1], TOTAL) if len(wanted) > 1 else TOTAL


def count_cube(found: Sequence[Sequence[str]], names: Sequence[str]) -> dict[Cell, int]:
    """Give the count of every cell with all totals, also where there is nobody."""
    counted: Counter[Cell] = Counter()
    every = [sorted({row[n] for row in found}) for n in range(len(names))]
    cells: list[Cell] = []
    for places in _list_subsets(names):
        margin = tuple(names[n] for n in places)
        cells += [Cell(NO_YEAR, margin, each) for each in product(*(every[n] for n in places))]
        for row in found:
            counted[Cell(NO_YEAR, margin, tuple(row[n] for n in places))] += 1
    return {cell: counted[cell] for cell in cells}


def _list_subsets(names: Sequence[str]) -> list[tuple[int, ...]]:
    """Give the places of every set of variables, each set in the order of their ids."""
    order = sorted(range(len(names)), key=lambda n: names[n])
    return [some for size in range(len(names) + 1) for some in combinations(order, size)]


def protect_cube(counts: Mapping[Cell, int], names: Sequence[str]) -> dict[Cell, str]:
    """Give what is shown of every cell, few variables before many, so that tables agree."""
    words: dict[Cell, str] = {}
    for size in range(len(names) + 1):
        for margin in sorted({cell.margin for cell in counts if len(cell.margin) == size}):
            part = {cell: n for cell, n in counts.items() if set(cell.margin) <= set(margin)}
            words |= _settle(part, margin, words)
    return words


def _settle(
    part: Mapping[Cell, int], margin: tuple[str, ...], words: Mapping[Cell, str]
) -> dict[Cell, str]:
    """Give what is shown of the widest cells of a table whose totals are settled."""
    own = [cell for cell in part if cell.margin == margin]
    settled = {cell: words[cell].isdecimal() for cell in part if cell in words}
    before = Before(
        shown=frozenset(cell for cell, is_shown in settled.items() if is_shown),
        hidden=frozenset(cell for cell, is_shown in settled.items() if not is_shown),
        noughts=True,
    )
    try:
        found = protect(part, BELOW, before)
    except UnprotectableError:
        # Nothing of the inside can be shown, not even that a count is small.
        return dict.fromkeys(own, CONFIDENTIAL)
    return {cell: _word(part[cell], is_hidden=cell in found.beside) for cell in own}


def _word(number: int, *, is_hidden: bool) -> str:
    if number < BELOW:
        return SMALL
    return CONFIDENTIAL if is_hidden else str(number)
