"""One compiled form of a rule set for one group: classes of indicators, and a diagram per rule."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from app.conditions.model import All, Any, Codes, Condition, Not, Statement
from app.engine.changed import change_strengths
from app.engine.classes import IndicatorClass, list_classes
from app.engine.clauses import is_fulfilled, list_minimums
from app.engine.diagram import NO, YES, Diagrams, Node
from app.engine.ids import FindingId, OutcomeCode
from app.engine.model import RuleSet
from app.engine.subjects import (
    ANY_DIMENSION,
    ANY_STRONG_INDICATOR,
    DIMENSION_CODES,
    INDICATOR_CODES,
    STRONG,
)
from app.instruments.ids import DimensionId, GroupId, IndicatorId
from app.instruments.model import Catalogue, Clause
from app.instruments.vocabulary import Strength

Subjects: TypeAlias = Mapping[tuple[str, str], Node]


@dataclass(frozen=True, eq=False)
class CompiledRuleSet:
    """A rule set, ready to be evaluated for one group.

    `class_of` names the indicators that are read, in the order of the catalogue, with the place of
    their class.

    Each node of `dimensions`, `findings` and `outcomes` is a function over the counts of present
    indicators in `classes`. That of an outcome is yes when its row holds and none above it does.
    Two compiled rule sets are equal only when they are the same object.
    """

    rule_set: RuleSet
    catalogue: Catalogue
    group: GroupId | None
    classes: tuple[IndicatorClass, ...]
    class_of: Mapping[IndicatorId, int]
    diagrams: Diagrams
    subjects: Subjects
    dimensions: Mapping[DimensionId, Node]
    findings: Mapping[FindingId, Node]
    outcomes: Mapping[OutcomeCode, Node]

    def list_indicators(
        self, dimension: DimensionId, strength: Strength | None
    ) -> list[IndicatorId]:
        """Give the indicators of one dimension and strength, in the order of the catalogue."""
        wanted = {
            level
            for level, each in enumerate(self.classes)
            if each.dimension == dimension and each.strength is strength
        }
        return [name for name, level in self.class_of.items() if level in wanted]

    def node_of(self, condition: Condition) -> Node:
        """Give the function that a condition over this rule set's subjects stands for."""
        return _compile_condition(condition, self.diagrams, self.subjects)

    def node_of_clause(self, clause: Clause, dimension: DimensionId) -> Node:
        """Give the function that is yes where a dimension has what one clause asks for."""
        levels = _list_levels(self.classes, dimension)
        return _compile_rule((clause,), levels, Counter(), self.diagrams)


def compile_rule_set(
    rule_set: RuleSet, catalogue: Catalogue, group: GroupId | None
) -> CompiledRuleSet:
    """Compile a rule set that passed its checks, for a group that it names (None if it has none).

    Indicators that are not in the group are not read. `catalogue` of what comes out has the
    strengths that the rule set changes.
    """
    catalogue = change_strengths(catalogue, rule_set.changed_strengths)
    classes = list_classes(rule_set, catalogue, group)
    diagrams = Diagrams(list_caps(classes, catalogue))
    return compile_over(classes, diagrams, rule_set, catalogue, group)


def compile_over(
    classes: tuple[IndicatorClass, ...],
    diagrams: Diagrams,
    rule_set: RuleSet,
    catalogue: Catalogue,
    group: GroupId | None,
) -> CompiledRuleSet:
    """Compile a rule set over classes and diagrams that it may share with another one."""
    clauses = list_clauses(catalogue)
    dimensions = {
        dimension: _compile_rule(clauses, _list_levels(classes, dimension), Counter(), diagrams)
        for dimension in rule_set.dimensions
    }
    subjects = _compile_subjects(dimensions, classes, diagrams)
    return CompiledRuleSet(
        rule_set=rule_set,
        catalogue=catalogue,
        group=group,
        classes=classes,
        class_of=_place_indicators(classes, catalogue),
        diagrams=diagrams,
        subjects=subjects,
        dimensions=dimensions,
        findings={
            finding_id: _compile_condition(finding.when, diagrams, subjects)
            for finding_id, finding in rule_set.findings.items()
        },
        outcomes=_compile_outcomes(rule_set, diagrams, subjects),
    )


def _place_indicators(
    classes: Sequence[IndicatorClass], catalogue: Catalogue
) -> dict[IndicatorId, int]:
    levels = {name: level for level, each in enumerate(classes) for name in each.indicators}
    order = (indicator.id for indicator in catalogue.indicators)
    return {name: levels[name] for name in order if name in levels}


def list_clauses(catalogue: Catalogue) -> Sequence[Clause]:
    """Give the clauses of the dimension rule; none where the source has no such rule."""
    return catalogue.dimension_rule.positive_with_any if catalogue.dimension_rule else ()


def list_caps(classes: Sequence[IndicatorClass], *catalogues: Catalogue) -> tuple[int, ...]:
    """Give per class the count above which more change nothing, since no clause asks for more."""
    clauses = (clause for each in catalogues for clause in list_clauses(each))
    largest = max(
        (max(sum(list_minimums(each).values()), each.indicators) for each in clauses), default=1
    )
    return tuple(min(largest, len(each.indicators)) for each in classes)


def _list_levels(
    classes: Sequence[IndicatorClass], dimension: DimensionId
) -> list[tuple[int, Strength | None]]:
    return [
        (level, each.strength) for level, each in enumerate(classes) if each.dimension == dimension
    ]


def _compile_rule(
    clauses: Sequence[Clause],
    levels: Sequence[tuple[int, Strength | None]],
    present: Counter[Strength | None],
    diagrams: Diagrams,
) -> Node:
    """Give the function that is yes when a clause holds, with `present` in the classes above."""
    if not levels:
        return YES if any(is_fulfilled(clause, present) for clause in clauses) else NO
    level, strength = levels[0]
    branches = (
        _compile_rule(clauses, levels[1:], present + Counter({strength: number}), diagrams)
        for number in range(diagrams.caps[level] + 1)
    )
    return diagrams.choose(level, tuple(branches))


def _compile_subjects(
    dimensions: Mapping[DimensionId, Node],
    classes: Sequence[IndicatorClass],
    diagrams: Diagrams,
) -> Subjects:
    """Give a function for each statement that a condition can make: a subject and a code."""
    some = list(zip(classes, map(diagrams.at_least_one, range(len(classes))), strict=True))
    strong = [node for each, node in some if each.strength is Strength.STRONG]
    positive: list[tuple[str, Node]] = [
        *dimensions.items(),
        (ANY_DIMENSION, diagrams.any_of(dimensions.values())),
    ]
    present: list[tuple[str, Node]] = [
        *((each.indicators[0], node) for each, node in some if len(each.indicators) == 1),
        (ANY_STRONG_INDICATOR, diagrams.any_of(strong)),
    ]
    own_strong: dict[tuple[str, str], Node] = {
        (dimension, STRONG): diagrams.any_of(
            node
            for each, node in some
            if each.dimension == dimension and each.strength is Strength.STRONG
        )
        for dimension in dimensions
    }
    return own_strong | {
        (subject, code): function
        for nodes, codes in ((positive, DIMENSION_CODES), (present, INDICATOR_CODES))
        for subject, node in nodes
        for code, function in zip(codes, (node, diagrams.negate(node)), strict=True)
    }


def _compile_condition(condition: Condition, diagrams: Diagrams, subjects: Subjects) -> Node:
    match condition:
        case Statement(subject, _, Codes(codes)):
            return diagrams.any_of(subjects[subject, code] for code in codes)
        case Not(part):
            return diagrams.negate(_compile_condition(part, diagrams, subjects))
        case All(parts):
            return diagrams.all_of(_compile_condition(part, diagrams, subjects) for part in parts)
        case Any(parts):
            return diagrams.any_of(_compile_condition(part, diagrams, subjects) for part in parts)
    raise TypeError(condition)


def _compile_outcomes(
    rule_set: RuleSet, diagrams: Diagrams, subjects: Subjects
) -> dict[OutcomeCode, Node]:
    outcomes: dict[OutcomeCode, Node] = {}
    none_above = YES
    for row in rule_set.outcomes:
        holds = YES if row.when is None else _compile_condition(row.when, diagrams, subjects)
        outcomes[row.code] = diagrams.both(none_above, holds)
        none_above = diagrams.both(none_above, diagrams.negate(holds))
    return outcomes
