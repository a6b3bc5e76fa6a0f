"""What is different between two rule sets: in what they say, and in what comes out, exactly."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from app.conditions.model import All, Any, Not, Statement
from app.engine.classes import IndicatorClass
from app.engine.compile import CompiledRuleSet, compile_over, list_caps, list_clauses
from app.engine.diagram import Diagrams, Node
from app.engine.ids import FindingId
from app.engine.smallest import find_smallest
from app.engine.words import word_condition
from app.instruments.ids import DimensionId, IndicatorId

FINDING, OUTCOME, DIMENSION = "finding", "outcome", "dimension"
_WORDS = {FINDING: ("yes", "no"), DIMENSION: ("positive", "negative")}
BETWEEN = " › "
_WHAT_IT_IS = tuple(f"{BETWEEN}{key}" for key in ("title", "label", "when", "otherwise"))
_SAID_APART = {
    *("id", "version", "changes", "groups", "dimensions"),
    *("findings", "outcomes", "changed_strengths"),
}


@dataclass(frozen=True)
class Rewording:
    """A place where something else is written; None where nothing is."""

    place: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Difference:
    """The fewest present indicators, all others absent, with which something comes out differently.

    `kind` is finding, outcome or dimension; `name` is empty for the outcome.
    """

    kind: str
    name: str
    before: str
    after: str
    present: tuple[IndicatorId, ...]


@dataclass(frozen=True)
class RuleSetDiff:
    """All that is different between two rule sets; without differences, nothing ever comes out so.

    What is the same for every person of whom all is known is the same for one of whom it isn't.
    """

    rewordings: tuple[Rewording, ...]
    differences: tuple[Difference, ...]


def diff_rule_sets(one: CompiledRuleSet, other: CompiledRuleSet) -> RuleSetDiff:
    """Compare two rule sets, each for its group and over the version that it reads."""
    differences = list_differences(one, other)
    return RuleSetDiff(tuple(_list_rewordings(one, other)), tuple(differences))


def list_differences(one: CompiledRuleSet, other: CompiledRuleSet) -> list[Difference]:
    """Give what comes out differently: findings, dimensions, outcomes; the smallest first."""
    left, right = _join(one, other)
    found = [
        *_compare(DIMENSION, _name(left.dimensions), _name(right.dimensions), left),
        *_compare(FINDING, _name(left.findings), _name(right.findings), left),
        *_compare_outcomes(left, right),
    ]
    return sorted(found, key=lambda each: len(each.present))


def _join(one: CompiledRuleSet, other: CompiledRuleSet) -> tuple[CompiledRuleSet, CompiledRuleSet]:
    """Compile both over the same diagrams, with classes that neither can tell apart."""
    places = [_place(each) for each in (one, other)]
    members: dict[tuple[int | None, int | None], list[IndicatorId]] = {}
    for name in {**places[0], **places[1]}:
        members.setdefault((places[0].get(name), places[1].get(name)), []).append(name)
    sorts = (
        [_take_class(one, pair[0], names) for pair, names in members.items()],
        [_take_class(other, pair[1], names) for pair, names in members.items()],
    )
    diagrams = Diagrams(list_caps(sorts[0], one.catalogue, other.catalogue))
    left, right = (
        compile_over(tuple(classes), diagrams, each.rule_set, each.catalogue, each.group)
        for each, classes in zip((one, other), sorts, strict=True)
    )
    return left, right


def _place(compiled: CompiledRuleSet) -> dict[IndicatorId, int]:
    return {name: level for level, each in enumerate(compiled.classes) for name in each.indicators}


def _take_class(
    compiled: CompiledRuleSet, level: int | None, names: list[IndicatorId]
) -> IndicatorClass:
    if level is None:
        return IndicatorClass(None, None, tuple(names))
    own = compiled.classes[level]
    return IndicatorClass(own.dimension, own.strength, tuple(names))


def _name(nodes: Mapping[DimensionId, Node] | Mapping[FindingId, Node]) -> dict[str, Node]:
    return {str(name): node for name, node in nodes.items()}


def _compare(
    kind: str, before: Mapping[str, Node], after: Mapping[str, Node], compiled: CompiledRuleSet
) -> Iterator[Difference]:
    diagrams = compiled.diagrams
    yes, no = _WORDS[kind]
    for name in (each for each in before if each in after):
        lost = diagrams.both(before[name], diagrams.negate(after[name]))
        won = diagrams.both(after[name], diagrams.negate(before[name]))
        for node, old, new in ((lost, yes, no), (won, no, yes)):
            present = find_smallest(compiled, node)
            if present is not None:
                yield Difference(kind, name, old, new, present)


def _compare_outcomes(left: CompiledRuleSet, right: CompiledRuleSet) -> Iterator[Difference]:
    for old, before in left.outcomes.items():
        for new, after in right.outcomes.items():
            present = find_smallest(left, left.diagrams.both(before, after))
            if old != new and present is not None:
                yield Difference(OUTCOME, "", old, new, present)


def _list_rewordings(one: CompiledRuleSet, other: CompiledRuleSet) -> Iterator[Rewording]:
    """Give the places that differ; of a rule that only one of them has, its name and condition."""
    before, after = describe(one), describe(other)
    rules = [{_name_rule(place) for place in said} for said in (before, after)]
    for place in {**before, **after}:
        is_shared = all(_name_rule(place) in each for each in rules)
        if before.get(place) != after.get(place) and (is_shared or place.endswith(_WHAT_IT_IS)):
            yield Rewording(place, before.get(place), after.get(place))


def _name_rule(place: str) -> str:
    """Give the rule that a place belongs to; a place outside of rules is its own."""
    return place.rpartition(BETWEEN)[0]


def describe(compiled: CompiledRuleSet) -> dict[str, str]:
    """Give everything that a rule set says, by its place, with conditions in words."""
    rule_set = compiled.rule_set
    said = _describe_keys("", rule_set, _SAID_APART)
    said["dimensions"] = ", ".join(rule_set.dimensions)
    for name, finding in rule_set.findings.items():
        said |= _describe_keys(f"findings{BETWEEN}{name}{BETWEEN}", finding)
    for row in rule_set.outcomes:
        said |= _describe_keys(f"outcomes{BETWEEN}{row.code}{BETWEEN}", row)
    said["order of the outcomes"] = ", ".join(row.code for row in rule_set.outcomes)
    for each in compiled.classes:
        words = "read" if each.strength is None else each.strength.value
        said |= {f"{name} is": words for name in each.indicators}
    said["a dimension is positive with"] = " or ".join(
        " and ".join(f"{count} {name.replace('_', ' ')}" for name, count in clause if count)
        for clause in list_clauses(compiled.catalogue)
    )
    return said


def _describe_keys(
    before: str, rules: Iterable[tuple[str, object]], without: Collection[str] = ()
) -> dict[str, str]:
    return {
        f"{before}{key}": _describe_value(value)
        for key, value in rules
        if key not in {*without, "code"} and value not in (None, False, ())
    }


def _describe_value(value: object) -> str:
    if isinstance(value, (Statement, Not, All, Any)):
        return word_condition(value)
    if value is True:
        return "yes"
    if isinstance(value, tuple):
        return ", ".join(map(_describe_value, value))
    return str(value.value if isinstance(value, Enum) else value)
