"""How a result came about, as plain data for pages, PDFs and listings.

Each part of a condition has its exact truth over all that is not known. So it may be yes although
every statement below it is unknown, where these can't all be no at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from app.conditions.evaluate import Judgement, Trace
from app.conditions.model import Statement
from app.conditions.truth import Truth
from app.engine.board import KEPT, Board, Stated, Verdict
from app.engine.clauses import is_fulfilled
from app.engine.compile import CompiledRuleSet, list_clauses
from app.engine.evaluate import IndicatorStates, conclude, get_board
from app.engine.ids import FindingId
from app.engine.model import Finding, OutcomeRow
from app.engine.result import DimensionResult, FindingResult, RuleSetResult
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
    result, verdict = conclude(compiled, states)
    traces, rows = _explain_rules(compiled, verdict)
    rules = compiled.rule_set.findings
    return RuleSetExplanation(
        result=result,
        dimensions=tuple(
            [
                _explain_dimension(compiled, states, dimension)
                for dimension in result.dimensions.values()
            ]
        ),
        findings=tuple(
            [
                FindingExplanation(finding, rules[name], traces[name])
                for name, finding in result.findings.items()
            ]
        ),
        rows=rows,
    )


@lru_cache(maxsize=KEPT)
def _explain_rules(
    compiled: CompiledRuleSet, verdict: Verdict
) -> tuple[Mapping[FindingId, Trace], tuple[RowExplanation, ...]]:
    """Give what of the condition of each finding holds, and what is known of each row."""
    board = get_board(compiled)
    traces = {name: _trace(board, each, verdict) for name, each in board.findings.items()}
    return traces, tuple(_explain_rows(compiled, verdict))


def _trace(board: Board, stated: Stated, verdict: Verdict) -> Trace:
    """Give a condition with the exact truth of each of its parts."""
    truth, _ = board.judge(stated.node, verdict.standings)
    parts = tuple([_trace(board, branch, verdict) for branch in stated.branches])
    judgement = Judgement(truth) if isinstance(stated.condition, Statement) else None
    return Trace(stated.condition, truth, parts, judgement)


def _explain_dimension(
    compiled: CompiledRuleSet, states: IndicatorStates, result: DimensionResult
) -> DimensionExplanation:
    present = tuple([count.present for count in result.counts])
    return DimensionExplanation(
        result,
        tuple(
            [
                _sort_out(strength, indicators, states)
                for strength, indicators in _list_strengths(compiled, result.dimension)
            ]
        ),
        _find_fulfilled(compiled, result.dimension, present),
    )


def _sort_out(
    strength: Strength | None, indicators: Sequence[IndicatorId], states: IndicatorStates
) -> StrengthExplanation:
    present, absent, unknown = [], [], []
    for name in indicators:
        truth = states.get(name)
        if truth is Truth.NO:
            absent.append(name)
        elif truth is Truth.YES:
            present.append(name)
        else:
            unknown.append(name)
    return StrengthExplanation(strength, tuple(present), tuple(absent), tuple(unknown))


@lru_cache(maxsize=KEPT)
def _list_strengths(
    compiled: CompiledRuleSet, dimension: DimensionId
) -> list[tuple[Strength | None, list[IndicatorId]]]:
    """Give the indicators of a dimension by strength, without the strengths that it lacks."""
    of_each = ((each, compiled.list_indicators(dimension, each)) for each in (*Strength, None))
    return [(strength, indicators) for strength, indicators in of_each if indicators]


@lru_cache(maxsize=KEPT)
def _find_fulfilled(
    compiled: CompiledRuleSet, dimension: DimensionId, present: tuple[int, ...]
) -> Clause | None:
    """Give the first clause that holds with so many present of each strength of a dimension."""
    strengths = [strength for strength, _ in _list_strengths(compiled, dimension)]
    counts = dict(zip(strengths, present, strict=True))
    clauses = list_clauses(compiled.catalogue)
    return next((clause for clause in clauses if is_fulfilled(clause, counts)), None)


def _explain_rows(compiled: CompiledRuleSet, verdict: Verdict) -> Iterator[RowExplanation]:
    board, possible = get_board(compiled), verdict.possible
    for row, stated in zip(compiled.rule_set.outcomes, board.rows, strict=True):
        standing = RowStanding.EXCLUDED
        if row.code in possible:
            standing = RowStanding.HOLDS if len(possible) == 1 else RowStanding.POSSIBLE
        trace = None if stated is None else _trace(board, stated, verdict)
        yield RowExplanation(row, standing, trace)
