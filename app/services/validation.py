"""Hold every rule set against the cases that were decided, and measure how often they agree."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.datasets.intervals import find_interval
from app.engine.compile import CompiledRuleSet
from app.engine.model import DecidedCase
from app.engine.validation import Agreement, Proportion, compare_cases, load_cases
from app.services.library import Library


@dataclass(frozen=True)
class Rate:
    """So many of so many, with the 95 % confidence interval."""

    count: int
    total: int
    low: float
    high: float


@dataclass(frozen=True)
class Measured:
    """One rule set for one group and one thing that courts decide, and how often it agrees."""

    agreement: Agreement
    sensitivity: Rate
    specificity: Rate


@dataclass(frozen=True)
class Validation:
    """All decided cases with what every rule set says of them.

    `unmeasured` are the rule sets, by title, that no decided case can be compared with.
    """

    cases: tuple[DecidedCase, ...]
    measured: tuple[Measured, ...]
    unmeasured: tuple[str, ...]

    @property
    def verified(self) -> int:
        """Give how many of the cases somebody read a source of."""
        return sum(each.verified for each in self.cases)


def validate(library: Library) -> Validation:
    """Compare the newest version of every rule set with every decided case.

    Raises DocumentError with the problems of all cases that can't be read.
    """
    cases = load_cases(library.rules_folder, library.instruments.catalogues)
    agreements = compare_cases(_compile_newest(library), cases)
    compared = {each.compiled.rule_set.title for each in agreements}
    titles = (each.rule_set.title for each in _compile_newest(library))
    return Validation(
        cases=cases,
        measured=tuple(
            Measured(each, _rate(each.sensitivity), _rate(each.specificity)) for each in agreements
        ),
        unmeasured=tuple(dict.fromkeys(each for each in titles if each not in compared)),
    )


def _compile_newest(library: Library) -> Iterator[CompiledRuleSet]:
    rules = library.rules
    for name in rules.rule_sets.list_ids():
        yield from rules.compile_groups(rules.rule_sets.newest(name))


def _rate(found: Proportion) -> Rate:
    return Rate(found.count, found.total, *find_interval(found.count, found.total))
