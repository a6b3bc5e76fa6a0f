"""A rule set in words: everything that decides, with its sources, made from the files alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from app.documents.versioned import Change
from app.engine.classes import find_dimension
from app.engine.compile import CompiledRuleSet
from app.engine.model import Finding, OutcomeRow, RuleSet
from app.engine.words import word_condition
from app.instruments.catalogue import Published, Shelf, sort_version
from app.instruments.ids import DimensionId, GroupId
from app.instruments.model import Catalogue, Indicator
from app.instruments.vocabulary import Provenance, Strength
from app.services.library import LEADING, Library
from app.web.components import Link
from app.web.rules.wording import word_clause


@dataclass(frozen=True)
class RuleSetLine:
    """One rule set in the list of all; the leading ones give the result that stands first."""

    link: Link
    description: str
    name: str
    leads: bool
    off_by_default: str


@dataclass(frozen=True)
class RulesPage:
    """All rule sets in their newest versions, the leading ones first."""

    rule_sets: tuple[RuleSetLine, ...]


@dataclass(frozen=True)
class Rule:
    """A finding or a row of outcomes; without a condition it holds where nothing above does."""

    id: str
    title: str
    condition: str
    because: str
    source: str
    provenance: Provenance
    may_fall: str


@dataclass(frozen=True)
class AddingUp:
    """When the indicators of a dimension add up: any of the clauses is enough."""

    clauses: tuple[str, ...]
    source: str
    provenance: Provenance


@dataclass(frozen=True)
class Sign:
    """An indicator as it is read for one group, and how its strength was established."""

    label: str
    covers: str
    strength: Strength | None
    provenance: Provenance | None


@dataclass(frozen=True)
class SignsOfDimension:
    """The indicators of one dimension; without a label, those that stand in none."""

    label: str
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class SignsOfGroup:
    """What is read for one group of people; without a label, for all."""

    label: str
    dimensions: tuple[SignsOfDimension, ...]


@dataclass(frozen=True)
class RuleSetPage:
    """One version of a rule set with everything that it reads."""

    title: str
    name: str
    fingerprint: str
    description: str
    note: str
    off_by_default: str
    catalogue: Published[Catalogue]
    adding_up: AddingUp | None
    findings: tuple[Rule, ...]
    outcomes: tuple[Rule, ...]
    outcomes_may_fall: str
    groups: tuple[SignsOfGroup, ...]
    changes: tuple[Change, ...]
    versions: tuple[Link, ...]


def build_rules_page(library: Library) -> RulesPage:
    """Give the list of all rule sets."""
    shelf = library.rules.rule_sets
    names = sorted(shelf.list_ids(), key=lambda name: (name not in LEADING, name))
    newest = (shelf.newest(name) for name in names)
    return RulesPage(
        tuple(
            RuleSetLine(
                Link(each.item.title, url_for("rules.show", name=each.id)),
                each.item.description,
                each.name,
                each.id in LEADING,
                each.item.off_by_default or "",
            )
            for each in newest
        )
    )


def build_rule_set_page(library: Library, published: Published[RuleSet]) -> RuleSetPage:
    """Give one version of a rule set in words."""
    item = published.item
    catalogue = library.instruments.catalogues.get(item.reads)
    names = _name_subjects(catalogue.item)
    return RuleSetPage(
        title=item.title,
        name=published.name,
        fingerprint=published.fingerprint,
        description=item.description,
        note=item.note,
        off_by_default=item.off_by_default or "",
        catalogue=catalogue,
        adding_up=_describe_adding_up(catalogue.item),
        findings=tuple(
            _describe_finding(code, finding, names) for code, finding in item.findings.items()
        ),
        outcomes=tuple(_describe_row(row, names) for row in item.outcomes),
        outcomes_may_fall=item.outcomes_may_fall or "",
        groups=tuple(
            _describe_group(each, catalogue.item)
            for each in library.rules.compile_groups(published)
        ),
        changes=item.changes,
        versions=tuple(_list_versions(library.rules.rule_sets, published)),
    )


def _name_subjects(catalogue: Catalogue) -> dict[str, str]:
    """Give what conditions read, by the words of the catalogue, so that they can be found there."""
    dimensions = {str(each.id): f"“{each.label}”" for each in catalogue.dimensions}
    return dimensions | {str(each.id): f"“{each.label}”" for each in catalogue.indicators}


def _describe_adding_up(catalogue: Catalogue) -> AddingUp | None:
    rule = catalogue.dimension_rule
    if rule is None:
        return None
    clauses = tuple(word_clause(clause) for clause in rule.positive_with_any)
    return AddingUp(clauses, rule.source, rule.provenance)


def _describe_finding(code: str, finding: Finding, names: dict[str, str]) -> Rule:
    return Rule(
        id=code,
        title=finding.title,
        condition=word_condition(finding.when, names),
        because=finding.because,
        source=finding.source,
        provenance=finding.provenance,
        may_fall=finding.may_fall or "",
    )


def _describe_row(row: OutcomeRow, names: dict[str, str]) -> Rule:
    return Rule(
        id=row.code,
        title=row.label,
        condition="" if row.when is None else word_condition(row.when, names),
        because=row.because,
        source=row.source,
        provenance=row.provenance,
        may_fall="",
    )


def _describe_group(compiled: CompiledRuleSet, catalogue: Catalogue) -> SignsOfGroup:
    labels = {group.id: group.label for group in catalogue.groups}
    places: dict[DimensionId | None, list[Sign]] = {}
    for indicator in catalogue.indicators:
        if indicator.id in compiled.class_of:
            place = find_dimension(indicator.id, catalogue)
            places.setdefault(place, []).append(_describe_sign(indicator, compiled.group))
    names = {dimension.id: dimension.label for dimension in catalogue.dimensions}
    return SignsOfGroup(
        label="" if compiled.group is None else labels[compiled.group],
        dimensions=tuple(
            SignsOfDimension("" if place is None else names[place], tuple(signs))
            for place, signs in places.items()
        ),
    )


def _describe_sign(indicator: Indicator, group: GroupId | None) -> Sign:
    graded = None if group is None else indicator.strengths.get(group)
    return Sign(
        label=indicator.label,
        covers=indicator.covers,
        strength=None if graded is None else graded.strength,
        provenance=indicator.provenance if graded is None else graded.provenance,
    )


def _list_versions(shelf: Shelf[RuleSet], shown: Published[RuleSet]) -> Iterator[Link]:
    """Give every version, newest first; none where there is only this one."""
    versions = [each for each in shelf if each.id == shown.id]
    if len(versions) > 1:
        for each in sorted(versions, key=lambda one: sort_version(one.version), reverse=True):
            words = gettext("Version %(version)s", version=each.version)
            address = url_for("rules.show", name=each.name)
            yield Link(words, address, current=each.name == shown.name)
