"""Which figures of a programme may be shown together: the gate of tables, for shares and counts.

A share of two counts gives a third one, those who are left. The same people stand in several
figures; they are taken for the same where every number of theirs is the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from app.datasets.performance.compute import SMALLEST_SHOWN
from app.datasets.performance.model import Figure, FigureKind
from app.datasets.yearly.count import Cell
from app.datasets.yearly.protect import protect
from app.datasets.yearly.protection import Before, Relation, UnprotectableError

WHOLE: Final = ""
REST: Final = "rest of "
Place: TypeAlias = tuple[str, str, str]
"""The category that a figure is of (WHOLE for everybody), its indicator and its part."""


@dataclass(frozen=True)
class _Group:
    """The same people in every figure: how many of them there are in each category.

    A single small number says too little to take two groups for one; both are hidden anyhow.
    """

    numbers: tuple[int, ...]
    figure: str

    @property
    def name(self) -> str:
        """Give what the group goes by: its numbers, or the figure that it stands in."""
        if len(self.numbers) == 1 and self.numbers[0] < SMALLEST_SHOWN:
            return f"{self.numbers[0]} {self.figure}"
        return " ".join(map(str, self.numbers))


def find_hidden(parts: Mapping[str, Sequence[Figure]]) -> frozenset[Place]:
    """Give what must not be shown of figures: of everybody, and by the categories of a dimension.

    What is hidden of everybody doesn't hang on the dimension, so that pages agree.
    """
    whole = {WHOLE: parts.get(WHOLE, ())}
    hidden = _list_hidden(whole, Before())
    if set(parts) == {WHOLE}:
        return _name_places(whole, hidden)
    known = _carry_over(parts, hidden)
    return _name_places(parts, _list_hidden(parts, known))


def _list_hidden(parts: Mapping[str, Sequence[Figure]], before: Before) -> frozenset[Cell]:
    counts, sums = _build(parts)
    # Those who are left stand nowhere: nothing is lost by hiding them from the start.
    rest = frozenset(cell for cell in counts if cell.categories[-1].startswith(REST))
    known = Before(before.shown, before.hidden & counts.keys(), nowhere=rest)
    try:
        found = protect(counts, SMALLEST_SHOWN, known, sums)
    except UnprotectableError:
        return frozenset(counts)
    return found.small | found.beside


def _build(parts: Mapping[str, Sequence[Figure]]) -> tuple[dict[Cell, int], list[Relation]]:
    names = list(parts)
    counts: dict[Cell, int] = {}
    sums: list[Relation] = []
    for group, rest, whole in _list_groups(parts):
        for place, category in enumerate(names):
            counts[_cell(category, group)] = group.numbers[place]
            if rest is not None and whole is not None:
                counts[_cell(category, whole)] = whole.numbers[place]
                left = whole.numbers[place] - group.numbers[place]
                other = _rest(category, rest)
                counts[other] = left
                sums.append(Relation(_cell(category, whole), (_cell(category, group), other)))
    for group in {each for found in _list_groups(parts) for each in (found[0], found[2]) if each}:
        if WHOLE in names and len(names) > 1 and 2 * group.numbers[0] == sum(group.numbers):
            cells = tuple(_cell(category, group) for category in names if category != WHOLE)
            sums.append(Relation(_cell(WHOLE, group), cells))
    return counts, sums


def _list_groups(
    parts: Mapping[str, Sequence[Figure]],
) -> Iterator[tuple[_Group, _Group | None, _Group | None]]:
    """Give for each figure who is counted, who is left of whom, and of whom it is a share."""
    for indicator, part in _list_names(parts):
        found = [_find(figures, indicator, part) for figures in parts.values()]
        name = f"{indicator} {part}"
        counted = _Group(tuple(each.numerator if each else 0 for each in found), name)
        # How many there are for each one is no share of them, so that nobody is left.
        if any(each is not None and each.kind is FigureKind.SHARE for each in found):
            numbers = tuple((each.denominator or 0) if each else 0 for each in found)
            whole = _Group(numbers, f"of {name}")
            pairs = zip(whole.numbers, counted.numbers, strict=True)
            yield counted, _Group(tuple(of - n for of, n in pairs), name), whole
        else:
            yield counted, None, None


def _list_names(parts: Mapping[str, Sequence[Figure]]) -> list[tuple[str, str]]:
    return sorted({(each.indicator, each.part) for those in parts.values() for each in those})


def _find(figures: Sequence[Figure], indicator: str, part: str) -> Figure | None:
    return next((e for e in figures if (e.indicator, e.part) == (indicator, part)), None)


def _cell(category: str, group: _Group) -> Cell:
    return Cell(0, ("of", "who"), (category, group.name))


def _rest(category: str, group: _Group) -> Cell:
    return Cell(0, ("of", "who"), (category, f"{REST}{group.figure}"))


def _carry_over(parts: Mapping[str, Sequence[Figure]], hidden: frozenset[Cell]) -> Before:
    """Give what is settled of everybody, by the names that people have in a dimension."""
    gone = {cell.categories[-1] for cell in hidden}
    shown: set[Cell] = set()
    kept: set[Cell] = set()
    place = list(parts).index(WHOLE)
    for group, _, whole in _list_groups(parts):
        for each in (group, whole):
            if each is not None:
                of_all = _Group((each.numbers[place],), each.figure).name
                (kept if of_all in gone else shown).add(_cell(WHOLE, each))
    return Before(frozenset(shown), frozenset(kept))


def _name_places(
    parts: Mapping[str, Sequence[Figure]], hidden: frozenset[Cell]
) -> frozenset[Place]:
    found: set[Place] = set()
    for (indicator, part), (group, _, whole) in zip(
        _list_names(parts), _list_groups(parts), strict=True
    ):
        for category in parts:
            cells = [_cell(category, each) for each in (group, whole) if each is not None]
            if not hidden.isdisjoint(cells):
                found.add((category, indicator, part))
    return frozenset(found)
