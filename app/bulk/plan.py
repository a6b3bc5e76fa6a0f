"""A rule set as sums, comparisons and joins that any table engine can do, for every record at once.

It is made from the compiled rule set and from nothing else. What comes out of it is whether a
function *may be* yes for a record, that is, for at least one completion of what is unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NewType, TypeAlias

from app.bulk.tallies import Comparison

Name = NewType("Name", str)

# What is true or false of every record alike is no column.
Value: TypeAlias = Name | bool

# Rows of names: true where every name of at least one row is.
AnyOfAll: TypeAlias = tuple[tuple[Name, ...], ...]


@dataclass(frozen=True)
class Plan:
    """Named comparisons, and named steps that join comparisons and earlier steps."""

    comparisons: Mapping[Name, Comparison]
    steps: Mapping[Name, AnyOfAll]

    def list_rounds(self) -> list[list[Name]]:
        """Give the steps in rounds, each of which reads only comparisons and earlier rounds."""
        rounds: list[list[Name]] = []
        round_of = dict.fromkeys(self.comparisons, -1)
        for name, rows in self.steps.items():
            number = 1 + max(round_of[read] for row in rows for read in row)
            round_of[name] = number
            rounds += [[] for _ in range(number + 1 - len(rounds))]
            rounds[number].append(name)
        return rounds


class PlanMaker:
    """Collects comparisons and steps; the same comparison or step is made once."""

    def __init__(self) -> None:
        self._comparisons: dict[Comparison, Name] = {}
        self._steps: dict[AnyOfAll, Name] = {}

    def finish(self) -> Plan:
        """Give everything that was collected."""
        return Plan(
            {name: comparison for comparison, name in self._comparisons.items()},
            {name: rows for rows, name in self._steps.items()},
        )

    def compare(self, comparison: Comparison) -> Name:
        """Give the name of a comparison."""
        return self._comparisons.setdefault(comparison, Name(f"compared_{len(self._comparisons)}"))

    def any_of_all(self, rows: list[tuple[Value, ...]]) -> Value:
        """Give what is true where every value of at least one row is."""
        sets = {frozenset(_list_names(row)) for row in rows if False not in row}
        if frozenset() in sets:
            return True
        least = [each for each in sets if not any(other < each for other in sets)]
        if not least:
            return False
        kept = tuple(sorted(tuple(sorted(each)) for each in least))
        if kept == ((kept[0][0],),):
            return kept[0][0]
        return self._steps.setdefault(kept, Name(f"step_{len(self._steps)}"))


def _list_names(row: tuple[Value, ...]) -> list[Name]:
    return [value for value in row if not isinstance(value, bool)]
