"""Apply a compiled rule set to what is known of the indicators, exactly.

Everything holds for all completions of the unknown indicators, each taken as independent of the
others: what is called decided here can't be turned round by anything that is learnt later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from app.conditions.truth import Truth
from app.engine.compile import CompiledRuleSet
from app.engine.deciding import rank_classes
from app.engine.diagram import Node
from app.engine.ids import FindingId, OutcomeCode
from app.engine.result import (
    DimensionResult,
    DimensionStatus,
    FindingResult,
    FindingStatus,
    OutcomeResult,
    Ranks,
    RuleSetResult,
    StrengthCount,
)
from app.instruments.ids import DimensionId, IndicatorId
from app.instruments.vocabulary import Strength

IndicatorStates: TypeAlias = Mapping[IndicatorId, Truth]
Counts: TypeAlias = tuple[range, ...]
ClassRanks: TypeAlias = Mapping[int, int]

_DIMENSION_STATUS = {
    Truth.YES: DimensionStatus.POSITIVE,
    Truth.NO: DimensionStatus.NEGATIVE,
    Truth.UNKNOWN: DimensionStatus.OPEN,
}
_FINDING_STATUS = {
    Truth.YES: FindingStatus.YES,
    Truth.NO: FindingStatus.NO,
    Truth.UNKNOWN: FindingStatus.OPEN,
}


@dataclass(frozen=True)
class _Conclusion:
    """All that follows from the counts alone, so that equal counts are worked out once."""

    dimensions: Mapping[DimensionId, DimensionResult]
    findings: Mapping[FindingId, tuple[FindingStatus, ClassRanks]]
    possible: tuple[OutcomeCode, ...]
    outcome_ranks: ClassRanks


def assess_indicators(compiled: CompiledRuleSet, states: IndicatorStates) -> RuleSetResult:
    """Give what the rule set says; an indicator that `states` lacks is unknown.

    Indicators that the rule set doesn't read, such as those of another group, are passed over.
    """
    conclusion = _conclude(compiled, count_indicators(compiled, states))
    findings = (
        FindingResult(finding, status, _list_unknown(compiled, states, ranks))
        for finding, (status, ranks) in conclusion.findings.items()
    )
    outcome = OutcomeResult(
        conclusion.possible, _list_unknown(compiled, states, conclusion.outcome_ranks)
    )
    return RuleSetResult(
        rule_set=compiled.rule_set.id,
        version=compiled.rule_set.version,
        group=compiled.group,
        dimensions=conclusion.dimensions,
        findings={each.finding: each for each in findings},
        outcome=outcome if conclusion.possible else None,
    )


def count_indicators(compiled: CompiledRuleSet, states: IndicatorStates) -> Counts:
    """Give, for every class, how many of its indicators may be present: from fewest to most."""
    fewest = [0] * len(compiled.classes)
    most = [len(each.indicators) for each in compiled.classes]
    for indicator, truth in states.items():
        level = compiled.class_of.get(indicator)
        if level is not None:
            fewest[level] += truth is Truth.YES
            most[level] -= truth is Truth.NO
    return tuple(range(low, high + 1) for low, high in zip(fewest, most, strict=True))


@lru_cache(maxsize=4096)
def _conclude(compiled: CompiledRuleSet, counts: Counts) -> _Conclusion:
    judge = compiled.diagrams.judge
    possible = tuple(
        outcome
        for outcome, node in compiled.outcomes.items()
        if judge(node, counts) is not Truth.NO
    )
    return _Conclusion(
        dimensions={
            dimension: DimensionResult(
                dimension,
                _DIMENSION_STATUS[judge(node, counts)],
                _count_strengths(compiled, counts, dimension),
            )
            for dimension, node in compiled.dimensions.items()
        },
        findings={
            finding: (
                _FINDING_STATUS[judge(node, counts)],
                _rank(compiled, counts, (node, compiled.diagrams.negate(node))),
            )
            for finding, node in compiled.findings.items()
        },
        possible=possible,
        outcome_ranks=_rank(compiled, counts, compiled.outcomes.values()),
    )


def _count_strengths(
    compiled: CompiledRuleSet, counts: Counts, dimension: DimensionId
) -> tuple[StrengthCount, ...]:
    sums: dict[Strength | None, tuple[int, int, int]] = {}
    for each, possible in zip(compiled.classes, counts, strict=True):
        if each.dimension == dimension:
            present, absent, unknown = sums.get(each.strength, (0, 0, 0))
            sums[each.strength] = (
                present + possible[0],
                absent + len(each.indicators) - possible[-1],
                unknown + possible[-1] - possible[0],
            )
    return tuple(StrengthCount(each, *sums[each]) for each in (*Strength, None) if each in sums)


def _rank(compiled: CompiledRuleSet, counts: Counts, targets: Iterable[Node]) -> ClassRanks:
    """Give the rank of each class that could still decide which of the targets comes true."""
    diagrams = compiled.diagrams
    possible = [node for node in targets if diagrams.judge(node, counts) is Truth.UNKNOWN]
    return rank_classes(diagrams, possible, counts)


def _list_unknown(compiled: CompiledRuleSet, states: IndicatorStates, ranks: ClassRanks) -> Ranks:
    """Give the unknown indicators of the ranked classes: best rank first, then catalogue order."""
    unknown = (
        (indicator, ranks[level])
        for indicator, level in compiled.class_of.items()
        if level in ranks and states.get(indicator, Truth.UNKNOWN) is Truth.UNKNOWN
    )
    return dict(sorted(unknown, key=lambda entry: entry[1]))
