"""Apply a compiled rule set to what is known of the indicators, exactly.

Everything holds for all completions of the unknown indicators, each taken as independent of the
others: what is called decided here can't be turned round by anything that is learnt later.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import TypeAlias

from app.conditions.truth import Truth
from app.engine.board import KEPT, About, Board, Verdict
from app.engine.compile import CompiledRuleSet
from app.engine.deciding import FAR, Routes, rank_choices
from app.engine.result import (
    DimensionResult,
    DimensionStatus,
    FindingResult,
    OutcomeResult,
    Ranks,
    RuleSetResult,
    StrengthCount,
)
from app.engine.ways import Bounds
from app.instruments.ids import DimensionId, IndicatorId
from app.instruments.vocabulary import Strength

IndicatorStates: TypeAlias = Mapping[IndicatorId, Truth]
Unknown: TypeAlias = Sequence[tuple[IndicatorId, int]]

_DIMENSION_STATUS = {
    Truth.YES: DimensionStatus.POSITIVE,
    Truth.NO: DimensionStatus.NEGATIVE,
    Truth.UNKNOWN: DimensionStatus.OPEN,
}


def assess_indicators(compiled: CompiledRuleSet, states: IndicatorStates) -> RuleSetResult:
    """Give what the rule set says; an indicator that `states` lacks is unknown.

    Indicators that the rule set doesn't read, such as those of another group, are passed over.
    """
    return conclude(compiled, states)[0]


def conclude(compiled: CompiledRuleSet, states: IndicatorStates) -> tuple[RuleSetResult, Verdict]:
    """Give what the rule set says, and the verdict that it says it by."""
    bounds, unknown = count_indicators(compiled, states)
    board = get_board(compiled)
    verdict, answers, about = board.look(bounds)

    def list_deciding(routes: Iterable[Routes]) -> Ranks:
        return _list_unknown(unknown, _rank_classes(routes, answers, about))

    outcome = OutcomeResult(verdict.possible, list_deciding(verdict.outcome_routes))
    result = RuleSetResult(
        rule_set=compiled.rule_set.id,
        version=compiled.rule_set.version,
        group=compiled.group,
        dimensions={
            name: count_dimension(compiled, name, bounds[start:stop])
            for name, start, stop in board.dimensions
        },
        findings={
            name: FindingResult(name, status, list_deciding(verdict.routes[name]))
            for name, status in verdict.findings.items()
        },
        outcome=outcome if verdict.possible else None,
    )
    return result, verdict


@lru_cache(maxsize=256)
def get_board(compiled: CompiledRuleSet) -> Board:
    """Give what is worked out once for a rule set."""
    return Board(compiled)


def count_indicators(
    compiled: CompiledRuleSet, states: IndicatorStates
) -> tuple[Bounds, list[tuple[IndicatorId, int]]]:
    """Give for every class the fewest and the most that may be present; and who is unknown.

    The unknown ones stand in the order of the catalogue, each with the place of its class.
    """
    fewest = [0] * len(compiled.classes)
    most = fewest.copy()
    unknown = []
    yes, no = Truth.YES, Truth.NO
    for entry in compiled.class_of.items():
        truth = states.get(entry[0])
        if truth is yes:
            fewest[entry[1]] += 1
            most[entry[1]] += 1
        elif truth is not no:
            most[entry[1]] += 1
            unknown.append(entry)
    return tuple(zip(fewest, most, strict=True)), unknown


@lru_cache(maxsize=KEPT)
def count_dimension(
    compiled: CompiledRuleSet, dimension: DimensionId, bounds: Bounds
) -> DimensionResult:
    """Give how a dimension stands, with the bounds of its classes."""
    levels = [n for n, each in enumerate(compiled.classes) if each.dimension == dimension]
    possible = [range(1)] * len(compiled.classes)
    sums: dict[Strength | None, tuple[int, int, int]] = {}
    for level, (fewest, most) in zip(levels, bounds, strict=True):
        each = compiled.classes[level]
        possible[level] = range(fewest, most + 1)
        present, absent, unknown = sums.get(each.strength, (0, 0, 0))
        absent += len(each.indicators) - most
        sums[each.strength] = (present + fewest, absent, unknown + most - fewest)
    truth = compiled.diagrams.judge(compiled.dimensions[dimension], possible)
    counts = (StrengthCount(each, *sums[each]) for each in (*Strength, None) if each in sums)
    return DimensionResult(dimension, _DIMENSION_STATUS[truth], tuple(counts))


def _rank_classes(
    routes: Iterable[Routes], answers: Mapping[int, int], about: Mapping[int, About]
) -> dict[int, int]:
    """Give the size of the smallest decisive set for each class that stands in one."""
    ranks: dict[int, int] = {}
    for each in routes:
        for choice, whole in rank_choices(each, answers).items():
            others = whole - answers[choice]
            for level, own in about[choice]:
                if others + own < ranks.get(level, FAR):
                    ranks[level] = others + own
    return ranks


def _list_unknown(unknown: Unknown, ranks: Mapping[int, int]) -> Ranks:
    """Give the unknown indicators of the ranked classes: best rank first, then catalogue order."""
    if not ranks:
        return {}
    found = [(name, ranks[level]) for name, level in unknown if level in ranks]
    found.sort(key=itemgetter(1))
    return dict(found)
