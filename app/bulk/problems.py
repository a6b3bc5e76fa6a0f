"""What is wrong in a file of records: each with its row, column, value, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

MOST_PROBLEMS: Final = 100
_LONGEST_VALUE: Final = 60


@dataclass(frozen=True)
class RecordProblem:
    """One thing wrong in a file of records; in row 0 is what holds for the whole file.

    The first record after the header is row 1.
    """

    file: str
    row: int
    column: str
    value: str | None
    what: str
    hint: str

    def __str__(self) -> str:
        places = ((f"row {self.row}", self.row), (f"column {self.column}", self.column))
        place = ", ".join(word for word, is_known in places if is_known)
        value = "" if self.value is None else f"“{_shorten(self.value)}” "
        return f"{self.file}: {place}{': ' if place else ''}{value}{self.what}. {self.hint}"


class InputError(Exception):
    """A file of records has problems: all of them, or the first hundred."""

    def __init__(self, problems: Iterable[RecordProblem]) -> None:
        self.problems = sort_problems(problems)
        super().__init__("\n".join(map(str, self.problems)))


def sort_problems(problems: Iterable[RecordProblem]) -> tuple[RecordProblem, ...]:
    """Give the first problems by their row, as many as are listed; equal rows keep their order."""
    numbered = enumerate(problems)
    first = nsmallest(MOST_PROBLEMS, numbered, key=lambda each: (each[1].row, each[0]))
    return tuple(problem for _, problem in first)


def _shorten(value: str) -> str:
    printable = "".join(each if each.isprintable() else "�" for each in value)
    return printable if len(printable) <= _LONGEST_VALUE else f"{printable[:_LONGEST_VALUE]}…"
