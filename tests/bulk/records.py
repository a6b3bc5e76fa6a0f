"""Files of records for tests, and what the interactive engine says of the same records."""

import csv
import io
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from app.conditions.truth import Truth
from app.engine.compile import CompiledRuleSet
from app.engine.evaluate import IndicatorStates, assess_indicators
from app.engine.result import RuleSetResult
from app.instruments.ids import IndicatorId
from tests.engine.shipped import load_shipped

SHIPPED = [
    each
    for published in load_shipped().rule_sets
    for each in load_shipped().compile_groups(published)
]

# How likely an indicator is absent, present and unknown: from people of whom little is known to
# people of whom everything is, and from those with few signs to those with many.
KINDS_OF_PEOPLE = (
    (0.90, 0.10, 0.00),
    (0.97, 0.03, 0.00),
    (0.95, 0.03, 0.02),
    (0.85, 0.05, 0.10),
    (0.60, 0.25, 0.15),
    (0.30, 0.30, 0.40),
    (0.10, 0.10, 0.80),
)


def name_rules(rules: CompiledRuleSet) -> str:
    """Give the name under which a test of one rule set is listed."""
    return f"{rules.rule_set.id}-{rules.group}"


def draw_people(
    indicators: Sequence[IndicatorId], number: int, seed: int = 8
) -> list[dict[IndicatorId, Truth]]:
    """Draw what is known of so many people; the same seed gives the same people."""
    chance = random.Random(seed)  # noqa: S311 - Nothing is kept secret by it.
    truths = (Truth.NO, Truth.YES, Truth.UNKNOWN)
    return [
        dict(
            zip(
                indicators,
                chance.choices(truths, chance.choice(KINDS_OF_PEOPLE), k=len(indicators)),
                strict=True,
            )
        )
        for _ in range(number)
    ]


def write_people(path: Path, people: Sequence[IndicatorStates]) -> Path:
    """Write a CSV file with a record for each person: p0, p1, …"""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["record_id", *people[0]])
        for number, states in enumerate(people):
            writer.writerow([f"p{number}", *(truth.value for truth in states.values())])
    return path


def assess_one_by_one(
    compiled: CompiledRuleSet, people: Sequence[IndicatorStates], *, explain: bool = False
) -> str:
    """Give the output as the interactive engine's results make it."""
    results = (assess_indicators(compiled, states) for states in people)
    return write_results(compiled, results, explain=explain)


def write_results(
    compiled: CompiledRuleSet, results: Iterable[RuleSetResult], *, explain: bool
) -> str:
    """Give results of the interactive engine as a file of results has them, for p0, p1, …"""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for number, result in enumerate(results):
        cells = {"record_id": f"p{number}", **_list_cells(compiled, result, explain=explain)}
        if number == 0:
            writer.writerow(cells)
        writer.writerow(cells.values())
    return out.getvalue()


def _list_cells(
    compiled: CompiledRuleSet, result: RuleSetResult, *, explain: bool
) -> dict[str, str]:
    cells: dict[str, str] = {
        finding: each.status.value for finding, each in result.findings.items()
    }
    if result.outcome is not None:
        cells["outcome"] = result.outcome.decided or "open"
        cells["possible_outcomes"] = ";".join(result.outcome.possible)
    cells |= {name: each.status.value for name, each in result.dimensions.items()}
    if explain:
        cells["deciding"] = ";".join(sorted(_list_deciding(result)))
    if len(compiled.rule_set.groups) > 1:
        cells["group"] = str(compiled.group)
    return {**cells, "rule_set": f"{result.rule_set}@{result.version}"}


def _list_deciding(result: RuleSetResult) -> Iterator[IndicatorId]:
    deciding: list[Mapping[IndicatorId, int]] = [
        each.deciding for name, each in result.findings.items() if name == "presumption"
    ]
    if not deciding and result.outcome is not None:
        deciding = [result.outcome.deciding]
    if not deciding:
        deciding = [each.deciding for each in result.findings.values()]
    return iter({indicator for each in deciding for indicator in each})
