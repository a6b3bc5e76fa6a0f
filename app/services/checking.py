"""Check everything in `indicators/` and `rules/`, drafts too, and say how long each part took."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter

from app.datasets.catalogue import load_datasets
from app.documents.problem import DocumentError, Fault, Problem
from app.engine.clause_proofs import prove_clauses
from app.engine.example_checks import check_examples
from app.engine.model import RuleSet
from app.engine.proofs import prove_rule_set
from app.engine.validation import load_cases
from app.instruments.catalogue import ItemT, Published, Shelf
from app.instruments.proofs import prove_module, prove_questionnaire
from app.instruments.versions import check_published
from app.services.library import Library, load_library


@dataclass(frozen=True)
class Timing:
    """How many seconds one part of the check took."""

    part: str
    seconds: float


@dataclass
class CheckReport:
    """What a check found, in the order in which it was found, and how long each part took."""

    problems: list[Problem] = field(default_factory=list)
    timings: list[Timing] = field(default_factory=list)

    def take(self, part: str, find: Callable[[], Iterable[Problem]]) -> None:
        """Take the problems of one part of the check, and the time that finding them takes."""
        begun = perf_counter()
        self.problems += find()
        self.timings.append(Timing(part, perf_counter() - begun))


def check_everything(indicators: Path, rules: Path) -> CheckReport:
    """Read both folders, and prove that everything in them can keep what it says.

    While a file can't be read, nothing is proved. Only the newest version of everything is proved:
    an older one was proved when it was published, and can't be changed any more.
    """
    report = CheckReport()
    begun = perf_counter()
    try:
        library = load_library(indicators, rules, drafts=True)
    except DocumentError as error:
        return CheckReport(list(error.problems))
    report.timings.append(Timing("reading everything", perf_counter() - begun))
    report.take("datasets and mappings", partial(_list_unfit_datasets, indicators))
    for folder in (indicators, rules):
        report.take(f"versions in {folder.name}/", partial(check_published, folder))
    report.take("decided cases", partial(_list_unfit_cases, rules, library))
    report.take("worked examples", partial(check_examples, rules, library.rules))
    _prove_instruments(library, report)
    _prove_rules(library, report)
    return report


def _prove_instruments(library: Library, report: CheckReport) -> None:
    questionnaires = {
        each.id: each.item for each in list_newest(library.instruments.questionnaires)
    }
    for asked in list_newest(library.instruments.questionnaires):
        report.take(asked.name, partial(_place, asked, prove_questionnaire(asked.item)))
    for module in list_newest(library.instruments.modules):
        faults = prove_module(module.item, questionnaires)
        report.take(module.name, partial(_place, module, faults))


def _prove_rules(library: Library, report: CheckReport) -> None:
    newest = list_newest(library.rules.rule_sets)
    for rule_set in newest:
        report.take(rule_set.name, partial(prove_rule_set, rule_set, library.rules))
    for catalogue in library.instruments.catalogues:
        readers = [each for each in newest if each.item.reads == catalogue.name]
        compiled = [group for each in readers for group in library.rules.compile_groups(each)]
        report.take(catalogue.name, partial(prove_clauses, catalogue, compiled))
    report.take("what rule sets read", partial(_list_unasked, newest, library))


def _list_unfit_cases(rules: Path, library: Library) -> tuple[Problem, ...]:
    try:
        load_cases(rules, library.instruments.catalogues)
    except DocumentError as error:
        return error.problems
    return ()


def _list_unfit_datasets(indicators: Path) -> tuple[Problem, ...]:
    """Give what is wrong with datasets and mappings, where a folder has any."""
    if not (indicators / "datasets").exists():
        return ()
    try:
        load_datasets(indicators, drafts=True)
    except DocumentError as error:
        return error.problems
    return ()


def _list_unasked(rule_sets: Iterable[Published[RuleSet]], library: Library) -> Iterator[Problem]:
    """Give the rule sets that read what no questionnaire asks about completely.

    One that is off by default may be there for files that were coded elsewhere.
    """
    complete = {
        asked.name
        for each in library.instruments.questionnaires
        for asked in each.item.catalogues
        if asked.complete
    }
    for each in rule_sets:
        if each.item.reads not in complete and each.item.off_by_default is None:
            hint = "Let one name it below `catalogues:` with `complete: yes`."
            what = f"no questionnaire asks about all of {each.item.reads}"
            yield each.document.problem(("reads",), what, hint)


def list_newest(shelf: Shelf[ItemT]) -> tuple[Published[ItemT], ...]:
    """Give the newest version of everything on a shelf."""
    return tuple(shelf.newest(identity) for identity in shelf.list_ids())


def _place(published: Published[ItemT], faults: Iterable[Fault]) -> Iterator[Problem]:
    for fault in faults:
        yield published.document.problem(fault.path, fault.what, fault.hint)
