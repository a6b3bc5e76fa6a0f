"""How a result came about, as plain data for pages, PDFs and listings.

Each part of a condition has its exact truth over all that is not known. So it may be yes although
every statement below it is unknown, where these can't all be no at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from app.conditions.evaluate import Judgement, Trace
from app.conditions.model import Condition, Not, Statement
from app.conditions.truth import Truth
from app.engine.clauses import is_fulfilled
from app.engine.compile import CompiledRuleSet, list_clauses
from app.engine.evaluate import Counts, IndicatorStates, assess_indicators, count_indicators
from app.engine.model import Finding, OutcomeRow
from app.engine.result import DimensionResult, FindingResult, OutcomeResult, RuleSetResult
from app.instruments.ids import DimensionId, IndicatorId
from app.instruments.model import Clause
from app.instruments.vocabulary import Strength


class RowStanding(Enum):
    """What is known of a row of the outcome table."""

    HOLDS = "holds"
    POSSIBLE = "possible"
    EXCLUDED = "excluded"


@dataclass(frozen=True)
class StrengthExplanation:
    """The indicators of one strength, or of none, sorted by what is known of them."""

    strength: Strength | None
    present: tuple[IndicatorId, ...]
    absent: tuple[IndicatorId, ...]
    open: tuple[IndicatorId, ...]


@dataclass(frozen=True)
class DimensionExplanation:
    """A dimension with its indicators, and the first clause that those present fulfil."""

    result: DimensionResult
    strengths: tuple[StrengthExplanation, ...]
    fulfilled: Clause | None


@dataclass(frozen=True)
class FindingExplanation:
    """A finding with its rule, and what of its condition holds."""

    result: FindingResult
    rule: Finding
    trace: Trace


@dataclass(frozen=True)
class RowExplanation:
    """A row of the outcome table; the last has no condition, and so no trace.

    A row whose condition holds is excluded where one above it holds.
    """

    row: OutcomeRow
    standing: RowStanding
    trace: Trace | None


@dataclass(frozen=True)
class RuleSetExplanation:
    """A result with everything that led to it."""

    result: RuleSetResult
    dimensions: tuple[DimensionExplanation, ...]
    findings: tuple[FindingExplanation, ...]
    rows: tuple[RowExplanation, ...]


def explain_result(compiled: CompiledRuleSet, states: IndicatorStates) -> RuleSetExplanation:
    """Assess the indicators, and say how each dimension, finding and outcome row came about."""
    result = assess_indicators(compiled, states)
    counts = count_indicators(compiled, states)
    rules = compiled.rule_set.findings
    return RuleSetExplanation(
        result=result,
        dimensions=tuple(
            _explain_dimension(compiled, states, dimension)
            for dimension in result.dimensions.values()
        ),
        findings=tuple(
            FindingExplanation(
                finding, rules[name], trace_condition(compiled, rules[name].when, counts)
            )
            for name, finding in result.findings.items()
        ),
        rows=tuple(_explain_rows(compiled, counts, result.outcome)),
    )


def trace_condition(compiled: CompiledRuleSet, condition: Condition, counts: Counts) -> Trace:
    """Give a condition with the exact truth of each of its parts."""
    truth = compiled.diagrams.judge(compiled.node_of(condition), counts)
    parts = tuple(trace_condition(compiled, part, counts) for part in _list_parts(condition))
    judgement = Judgement(truth) if isinstance(condition, Statement) else None
    return Trace(condition, truth, parts, judgement)


def _list_parts(condition: Condition) -> tuple[Condition, ...]:
    if isinstance(condition, Statement):
        return ()
    return (condition.part,) if isinstance(condition, Not) else condition.parts


def _explain_dimension(
    compiled: CompiledRuleSet, states: IndicatorStates, result: DimensionResult
) -> DimensionExplanation:
    present = {count.strength: count.present for count in result.counts}
    clauses = list_clauses(compiled.catalogue)
    return DimensionExplanation(
        result=result,
        strengths=tuple(_list_strengths(compiled, states, result.dimension)),
        fulfilled=next((clause for clause in clauses if is_fulfilled(clause, present)), None),
    )


def _list_strengths(
    compiled: CompiledRuleSet, states: IndicatorStates, dimension: DimensionId
) -> Iterator[StrengthExplanation]:
    for strength in (*Strength, None):
        indicators = compiled.list_indicators(dimension, strength)
        if indicators:
            sorted_out = (
                tuple(name for name in indicators if states.get(name, Truth.UNKNOWN) is truth)
                for truth in (Truth.YES, Truth.NO, Truth.UNKNOWN)
            )
            yield StrengthExplanation(strength, *sorted_out)


def _explain_rows(
    compiled: CompiledRuleSet, counts: Counts, outcome: OutcomeResult | None
) -> Iterator[RowExplanation]:
    possible = outcome.possible if outcome is not None else ()
    for row in compiled.rule_set.outcomes:
        standing = RowStanding.EXCLUDED
        if row.code in possible:
            standing = RowStanding.HOLDS if len(possible) == 1 else RowStanding.POSSIBLE
        trace = None if row.when is None else trace_condition(compiled, row.when, counts)
        yield RowExplanation(row, standing, trace)
