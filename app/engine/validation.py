"""Hold every rule set against the cases that were decided: how often it says what was decided."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath

from app.conditions.truth import Truth
from app.documents.model import parse_as
from app.documents.problem import DocumentError, Fault, Problem
from app.documents.reader import load_document
from app.engine.claims import read_claim, speaks_of
from app.engine.compile import CompiledRuleSet
from app.engine.evaluate import assess_indicators
from app.engine.model import Decided, DecidedCase, Decision
from app.instruments.catalogue import APART, Shelf
from app.instruments.ids import CatalogueId
from app.instruments.model import Catalogue
from app.instruments.references import suggest


@dataclass(frozen=True)
class Comparison:
    """One case by one rule set: what was decided, and what the rule set says.

    `assuming_noes` takes what the facts don't mention as no, `leaving_open` as unknown. A rule set
    that says nothing of the case has not said no of it either: that counts as unknown.
    """

    case: DecidedCase
    decided: bool
    assuming_noes: Truth
    leaving_open: Truth


@dataclass(frozen=True)
class Proportion:
    """So many of so many."""

    count: int
    total: int


@dataclass(frozen=True)
class Agreement:
    """All comparable cases of one rule set for one thing that courts decide."""

    compiled: CompiledRuleSet
    target: Decided
    comparisons: tuple[Comparison, ...]

    @property
    def sensitivity(self) -> Proportion:
        """Of the cases that were decided as yes, how many the rule set finds."""
        return self._count(decided=True, wanted=Truth.YES)

    @property
    def specificity(self) -> Proportion:
        """Of the cases that were decided as no, how many the rule set leaves alone."""
        return self._count(decided=False, wanted=Truth.NO)

    def _count(self, *, decided: bool, wanted: Truth) -> Proportion:
        among = [each for each in self.comparisons if each.decided is decided]
        return Proportion(sum(each.assuming_noes is wanted for each in among), len(among))


def load_cases(folder: FilePath, catalogues: Shelf[Catalogue]) -> tuple[DecidedCase, ...]:
    """Read `validation/*.yaml` below `folder`. Raises DocumentError with all problems."""
    problems: list[Problem] = []
    cases = []
    for path in sorted((folder / APART).glob("*.yaml")):
        try:
            document = load_document(path, path.relative_to(folder.parent).as_posix())
            case = parse_as(document, DecidedCase)
        except DocumentError as error:
            problems += error.problems
            continue
        problems += document.place(_check_case(case, path.stem, catalogues))
        cases.append(case)
    if problems:
        raise DocumentError(problems)
    return tuple(cases)


def _check_case(case: DecidedCase, stem: str, catalogues: Shelf[Catalogue]) -> Iterator[Fault]:
    if case.id != stem:
        hint = f"Write {stem}, or rename the file."
        yield Fault(("id",), f"“{case.id}” is not what the file is called", hint)
    for catalogue, indicators in case.coded.items():
        if catalogue not in catalogues.list_ids():
            hint = suggest(catalogue, catalogues.list_ids(), "catalogue")
            yield Fault(("coded", catalogue), f"there is no catalogue “{catalogue}”", hint)
            continue
        newest = catalogues.newest(catalogue).item
        known = [each.id for each in newest.indicators if case.group in each.strengths]
        for number, name in enumerate(indicators):
            if name not in known:
                hint = suggest(name, known, "indicator of this group")
                what = f"“{name}” is no indicator of {catalogue} for this group"
                yield Fault(("coded", catalogue, number), what, hint)


def compare_cases(
    compiled: Iterable[CompiledRuleSet], cases: Sequence[DecidedCase]
) -> tuple[Agreement, ...]:
    """Compare each rule set, for its group, with every case that it can be compared with."""
    agreements = (
        Agreement(each, target, tuple(_compare(each, target, cases)))
        for each in compiled
        for target in Decided
        if speaks_of(each.rule_set, target)
    )
    return tuple(each for each in agreements if each.comparisons)


def _compare(
    compiled: CompiledRuleSet, target: Decided, cases: Sequence[DecidedCase]
) -> Iterator[Comparison]:
    for case in cases:
        decided = case.decided.get(target, Decision.NOT_DECIDED)
        present = case.coded.get(CatalogueId(compiled.catalogue.id))
        if case.group == compiled.group and decided is not Decision.NOT_DECIDED and present:
            known = dict.fromkeys(present, Truth.YES)
            noes = dict.fromkeys(compiled.class_of, Truth.NO) | known
            results = (assess_indicators(compiled, states) for states in (noes, known))
            claims = (read_claim(compiled.rule_set, target, each) for each in results)
            said = (Truth.UNKNOWN if claim is None else claim for claim in claims)
            yield Comparison(case, decided is Decision.YES, *said)
