"""One thing wrong in a YAML file, with its place and a hint."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]

LONGEST_PART = 60
LONGEST_SENTENCE = 600  # The smallest counter-example to a rule names several indicators.


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong, where, and what to do about it; `str()` is the line that an author reads."""

    file: str
    line: int
    path: str
    what: str
    hint: str

    def __str__(self) -> str:
        where = (
            f"{self.file}:{self.line}: {self.path}: " if self.path else f"{self.file}:{self.line}: "
        )
        return f"{where}{self.what}. {self.hint}"


class DocumentError(Exception):
    """A file, or several, can't be used; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Fault:
    """A problem before it has a file and a line: where in the document, what, and a hint."""

    path: Path
    what: str
    hint: str


class FaultsError(ValueError):
    """Raised by a validator that found several faults below the value that it was given."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.what for fault in self.faults))


def word_path(path: Path) -> str:
    """Give a path as an author reads it: `indicators › exploitation.hours › when`."""
    return " › ".join(shorten(str(part), LONGEST_PART) for part in path)


def shorten(text: str, longest: int) -> str:
    """Put text on one line, and cut what is longer than a reader needs to find it."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
