"""Every rule set held against the cases that were decided: the page, made from the files alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import format_percent, gettext, ngettext

from app.conditions.truth import Truth
from app.engine.model import DecidedCase
from app.engine.validation import Agreement, Comparison
from app.instruments.model import Catalogue
from app.services.library import Library
from app.services.validation import Measured, Rate, Validation
from app.web.components import Cell, Link, Table
from app.web.rules.wording import DECIDED, DECISIONS, TRUTHS


@dataclass(frozen=True)
class Coded:
    """What the facts of a case were taken to show, in the words of one catalogue."""

    catalogue: str
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """What a rule set says of a case, and whether that is what was decided.

    `agrees` takes what the facts don't mention as no; `leaving_open` is what is said otherwise.
    """

    rule_set: Link
    about: str
    decided: str
    assuming_noes: str
    leaving_open: str
    agrees: bool


@dataclass(frozen=True)
class CaseView:
    """A decided case with its facts, its coding, its published outcome, and what is said of it."""

    case: DecidedCase
    group: str
    decided: tuple[str, ...]
    coded: tuple[Coded, ...]
    said: tuple[Said, ...]

    @property
    def differing(self) -> tuple[Said, ...]:
        """Give what is said otherwise than it was decided."""
        return tuple(each for each in self.said if not each.agrees)

    @property
    def agreeing(self) -> tuple[Said, ...]:
        """Give what is said as it was decided."""
        return tuple(each for each in self.said if each.agrees)


@dataclass(frozen=True)
class ValidationPage:
    """How few cases there are, how often each rule set agrees, and every case."""

    counted: str
    measured: Table
    unmeasured: tuple[str, ...]
    cases: tuple[CaseView, ...]


def build_validation_page(library: Library, found: Validation) -> ValidationPage:
    """Give the page of all decided cases."""
    return ValidationPage(
        counted=_count(found),
        measured=_build_table(library, found.measured),
        unmeasured=found.unmeasured,
        cases=tuple(_describe_case(case, library, found.measured) for case in found.cases),
    )


def _count(found: Validation) -> str:
    total = len(found.cases)
    cases = ngettext("%(num)s decided case", "%(num)s decided cases", total)
    return str(gettext("%(cases)s, %(verified)s verified", cases=cases, verified=found.verified))


def _build_table(library: Library, measured: Iterable[Measured]) -> Table:
    heads = (
        gettext("Rule set"),
        gettext("What was decided"),
        gettext("Decided yes, found"),
        gettext("Decided yes, not found"),
        gettext("Decided no, found"),
        gettext("Decided no, not found"),
        gettext("Sensitivity"),
        gettext("Specificity"),
    )
    return Table(
        caption=gettext("How often each rule set says what was decided"),
        heads=tuple(Cell(words) for words in heads),
        rows=tuple(_build_row(library, each) for each in measured),
        empty=gettext("No decided case can be compared with any rule set."),
    )


def _build_row(library: Library, measured: Measured) -> tuple[Cell, ...]:
    agreement = measured.agreement
    link = _link_rule_set(library, agreement)
    counts = (
        sum(each.decided is decided and (each.assuming_noes is Truth.YES) is said for each in among)
        for among in (agreement.comparisons,)
        for decided in (True, False)
        for said in (True, False)
    )
    return (
        Cell(link.words, link.address),
        Cell(str(DECIDED[agreement.target])),
        *(Cell(str(count), numeric=True) for count in counts),
        Cell(_word_rate(measured.sensitivity)),
        Cell(_word_rate(measured.specificity)),
    )


def _word_rate(rate: Rate) -> str:
    if not rate.total:
        return str(gettext("can't be told: there is no such case"))
    return str(
        gettext(
            "%(count)s of %(total)s (95 %% interval: %(low)s to %(high)s)",
            count=rate.count,
            total=rate.total,
            low=format_percent(rate.low),
            high=format_percent(rate.high),
        )
    )


def _describe_case(case: DecidedCase, library: Library, measured: Iterable[Measured]) -> CaseView:
    newest = library.instruments.catalogues.newest
    catalogues = {name: newest(name).item for name in case.coded}
    labels = _label_groups(catalogues.values())
    decided = (
        gettext("%(what)s: %(decision)s", what=DECIDED[about], decision=DECISIONS[decision])
        for about, decision in case.decided.items()
    )
    return CaseView(
        case=case,
        group=labels.get(case.group, case.group),
        decided=tuple(str(each) for each in decided),
        coded=tuple(_word_coding(catalogues[name], case.coded[name]) for name in case.coded),
        said=tuple(_list_said(case, library, measured)),
    )


def _label_groups(catalogues: Iterable[Catalogue]) -> dict[str, str]:
    return {str(group.id): group.label for each in catalogues for group in each.groups}


def _word_coding(catalogue: Catalogue, names: Iterable[str]) -> Coded:
    labels: Mapping[str, str] = {str(each.id): each.label for each in catalogue.indicators}
    return Coded(catalogue.title, tuple(labels[name] for name in names))


def _list_said(case: DecidedCase, library: Library, measured: Iterable[Measured]) -> Iterator[Said]:
    for each in measured:
        for comparison in each.agreement.comparisons:
            if comparison.case.id == case.id:
                yield _word_comparison(library, each.agreement, comparison)


def _word_comparison(library: Library, agreement: Agreement, comparison: Comparison) -> Said:
    decided = Truth.YES if comparison.decided else Truth.NO
    assumed = comparison.assuming_noes
    # Where every fact is assumed nothing stays open: what is not known then was never said.
    said = gettext("nothing") if assumed is Truth.UNKNOWN else str(TRUTHS[assumed])
    return Said(
        rule_set=_link_rule_set(library, agreement),
        about=str(DECIDED[agreement.target]),
        decided=str(TRUTHS[decided]),
        assuming_noes=said,
        leaving_open=str(TRUTHS[comparison.leaving_open]),
        agrees=assumed is decided,
    )


def _link_rule_set(library: Library, agreement: Agreement) -> Link:
    rule_set, group = agreement.compiled.rule_set, agreement.compiled.group
    title = rule_set.title
    if len(rule_set.groups) > 1:
        title = f"{title} · {_label_groups((agreement.compiled.catalogue,)).get(group or '', '')}"
    name = library.rules.rule_sets.newest(rule_set.id).name
    return Link(title, url_for("rules.show", name=name))
