"""The list of mutants that change nothing anybody can see, each with the reason."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.documents.model import StrictModel, parse_as
from app.documents.reader import load_document
from tests.mutation.survivors import Survivor

FILE = Path(__file__).with_name("equivalent.yaml")


class Equivalent(StrictModel):
    """One mutant, and why no test can tell it from the code as it stands."""

    file: str
    function: str
    was: str
    becomes: str
    because: str

    def as_survivor(self) -> Survivor:
        """Give the mutant as the run would find it."""
        return Survivor(self.file, self.function, self.was, self.becomes)


class Equivalents(StrictModel):
    """The whole list."""

    equivalent: tuple[Equivalent, ...]


@dataclass(frozen=True)
class Verdict:
    """A run beside the list: which survivors it lacks, and which of its entries have no mutant."""

    equivalent: int
    unlisted: tuple[Survivor, ...]
    idle: tuple[Survivor, ...]


def load_equivalents() -> tuple[Equivalent, ...]:
    """Read the list."""
    return parse_as(load_document(FILE, FILE.name), Equivalents).equivalent


def judge(floor: str, found: Iterable[Survivor], listed: Iterable[Equivalent]) -> Verdict:
    """Hold a floor's survivors against the list; one entry stands for one mutant."""
    survived = Counter(found)
    known = Counter(each.as_survivor() for each in listed if each.file.startswith(f"app/{floor}/"))
    return Verdict(
        equivalent=(survived & known).total(),
        unlisted=tuple(sorted((survived - known).elements())),
        idle=tuple(sorted((known - survived).elements())),
    )
