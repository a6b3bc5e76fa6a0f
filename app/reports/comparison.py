"""From an assessment to all rule sets side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.assessment.model import Assessment, Edition
from app.conditions.model import list_statements
from app.conditions.truth import Truth
from app.engine.claims import read_claim
from app.engine.compile import CompiledRuleSet
from app.engine.model import Decided, Finding, OutcomeRow
from app.engine.result import FindingStatus, RuleSetResult
from app.engine.subjects import ANY_DIMENSION
from app.engine.variants import list_dependence
from app.instruments.ids import GroupId
from app.instruments.vocabulary import Provenance
from app.reports.findings import Result
from app.reports.origins import Backing
from app.reports.results import Explanations, build_result
from app.reports.sides import (
    Claim,
    Comparison,
    Difference,
    Look,
    OtherStrength,
    Reading,
    Side,
)

_STATUSES = {
    Truth.YES: FindingStatus.YES,
    Truth.NO: FindingStatus.NO,
    Truth.UNKNOWN: FindingStatus.OPEN,
}


@dataclass(frozen=True)
class _Applied:
    """A rule set with what it gives for one group."""

    edition: Edition
    given: RuleSetResult
    result: Result

    @property
    def compiled(self) -> CompiledRuleSet:
        return self.edition.compiled


def compare_rule_sets(
    assessment: Assessment, leading: tuple[Result, ...], explanations: Explanations
) -> Comparison:
    """Give what every rule set says, in the order of the groups; `leading` has their results."""
    editions = {
        (each.compiled.rule_set.id, each.compiled.group): each
        for each in (*assessment.sources.leading, *assessment.sources.others)
    }
    first = [
        _Applied(editions[given.rule_set, given.group], given, result)
        for given, result in zip(assessment.leading, leading, strict=True)
    ]
    applied, unasked = [], []
    for given in assessment.others:
        edition = editions[given.rule_set, given.group]
        if edition.compiled.class_of.keys() <= explanations.keys():
            result = build_result(edition.compiled, explanations)
            applied.append(_Applied(edition, given, result))
        else:
            unasked.append(edition.published.item.title)
    return Comparison(
        sides=tuple(_build_side(each, applied, explanations) for each in first),
        unasked=tuple(dict.fromkeys(unasked)),
    )


def _build_side(leading: _Applied, applied: list[_Applied], explanations: Explanations) -> Side:
    others = [each for each in applied if each.given.group == leading.given.group]
    variants = [each.given for each in others if _is_variant(each, leading)]
    depends = {each.variant for each in list_dependence(leading.given, variants)}
    return Side(
        group=leading.given.group or "",
        leading=_read(leading, leading, explanations, frozenset()),
        others=tuple(_read(each, leading, explanations, frozenset(depends)) for each in others),
    )


def _is_variant(one: _Applied, leading: _Applied) -> bool:
    return one.edition.published.item.variant_of == leading.edition.published.name


def _read(
    one: _Applied, leading: _Applied, explanations: Explanations, depends: frozenset[str]
) -> Reading:
    published = one.edition.published
    statuses = {each.code: each.status for each in leading.result.dimensions}
    is_alike = one.compiled.catalogue.id == leading.compiled.catalogue.id
    return Reading(
        name=published.name,
        note=published.item.note,
        off_by_default=published.item.off_by_default or "",
        result=one.result,
        claims=tuple(_list_claims(one)),
        provenances=tuple(dict.fromkeys(_list_provenances(one))),
        is_variant=_is_variant(one, leading),
        depends=published.name in depends,
        differences=tuple(_list_differences(leading, one)),
        looks=tuple(
            Look(each, statuses.get(each.code) if is_alike else None)
            for each in one.result.dimensions
            if each.code in _list_read(one)
        ),
        unread=tuple(_list_unread(one, leading)) if is_alike else (),
        strengths=tuple(_list_strengths(one, leading, explanations)),
    )


def _list_claims(one: _Applied) -> Iterator[Claim]:
    rule_set = one.compiled.rule_set
    for target in Decided:
        said = read_claim(rule_set, target, one.given)
        if said is not None:
            yield Claim(target, _STATUSES[said])


def _list_provenances(one: _Applied) -> Iterator[Provenance]:
    """Give the marks of the rules that say something here."""
    yield from (each.backing.provenance for each in one.result.findings)
    yield from (each.backing.provenance for each in one.result.possible)


def _list_differences(leading: _Applied, one: _Applied) -> Iterator[Difference]:
    """Give what isn't the same; two open outcomes are, unless the tables have the same rows."""
    said, others = _say(leading), _say(one)
    has_same_rows = _is_variant(one, leading)
    for thing in [each for each in said if each in others]:
        own, here = said[thing], others[thing]
        are_open = len(own.codes) > 1 and len(here.codes) > 1
        if own.codes != here.codes and (has_same_rows or not are_open):
            yield Difference(*thing, own.labels, here.labels, own.because)


@dataclass(frozen=True)
class _Saying:
    """What is said of one thing: codes to compare, labels to show, and the reason of the rule."""

    codes: frozenset[str]
    labels: tuple[str, ...]
    because: str


def _say(one: _Applied) -> Mapping[tuple[str, str], _Saying]:
    """Give all that a rule set says of things that another one can speak of as well."""
    rules = one.compiled.rule_set.findings
    said: dict[tuple[str, str], _Saying] = {}
    for claim in _list_claims(one):
        reasons = [each.because for each in rules.values() if claim.about in each.stands_for]
        said[claim.about.value, ""] = _say_status(claim.status, " ".join(reasons))
    for finding in one.given.findings.values():
        rule = rules[finding.finding]
        if not rule.stands_for:
            said["finding", rule.title] = _say_status(finding.status, rule.because)
    possible = one.result.possible
    if possible:
        codes = frozenset(each.code for each in possible)
        because = possible[0].because if len(possible) == 1 else ""
        said["outcome", ""] = _Saying(codes, tuple(each.label for each in possible), because)
    return said


def _say_status(status: FindingStatus, because: str) -> _Saying:
    return _Saying(frozenset({status.value}), (status.value,), because)


def _list_read(one: _Applied) -> frozenset[str]:
    """Give the dimensions that some rule reads."""
    rules: tuple[Finding | OutcomeRow, ...] = (
        *one.compiled.rule_set.findings.values(),
        *one.compiled.rule_set.outcomes,
    )
    named = {
        statement.subject
        for rule in rules
        if rule.when is not None
        for statement in list_statements(rule.when)
    }
    return frozenset(one.compiled.dimensions if ANY_DIMENSION in named else named)


def _list_unread(one: _Applied, leading: _Applied) -> Iterator[str]:
    """Give the dimensions that decide by the leading rule set and are not read here."""
    read = _list_read(one)
    labels = {each.code: each.label for each in leading.result.dimensions}
    parts = (part for each in leading.result.findings for part in each.parts)
    for code in dict.fromkeys(part.subject for part in parts):
        if code in labels and code not in read:
            yield labels[code]


def _list_strengths(
    one: _Applied, leading: _Applied, explanations: Explanations
) -> Iterator[OtherStrength]:
    indicators = {each.id: each for each in leading.compiled.catalogue.indicators}
    group = one.given.group or GroupId("")
    for each in one.compiled.rule_set.changed_strengths:
        explained = explanations[each.indicator]
        if each.group == group and explained.truth is not Truth.NO:
            usual = indicators[each.indicator].strengths.get(group)
            yield OtherStrength(
                label=explained.label,
                usual=None if usual is None else usual.strength,
                here=each.strength,
                truth=explained.truth,
                because=each.because,
                backing=Backing(each.source, each.provenance),
            )
