"""From the YAML of a worked example to the states of indicators that it stands for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.conditions.truth import Truth
from app.documents.problem import Fault, Path
from app.engine.compile import CompiledRuleSet
from app.engine.model import Example, Expectation, Others
from app.engine.result import DimensionStatus
from app.instruments.ids import DimensionId, IndicatorId
from app.instruments.references import suggest
from app.instruments.vocabulary import Strength

OPEN = "open"
OUTCOME = "outcome"
_ALL = "all"


@dataclass(frozen=True)
class WorkedExample:
    """One person: every indicator that is read, and what must come out."""

    name: str
    path: Path
    states: Mapping[IndicatorId, Truth]
    dimensions: Mapping[DimensionId, DimensionStatus]
    expect: Expectation


def check_example(example: Example, path: Path, compiled: CompiledRuleSet) -> Iterator[Fault]:
    """Give the faults of what an example names."""
    for below, names, known, kind in _list_names(example, compiled):
        yield from _check_names(names, known, (*path, *below), kind)
    seen: set[IndicatorId] = set()
    for key in ("present", "absent", "unknown"):
        for number, name in enumerate(getattr(example, key)):
            if name in seen:
                hint = "Keep one of the two."
                yield Fault((*path, key, number), f"“{name}” stands here a second time", hint)
            seen.add(name)
    if bool(example.in_each_dimension) is not (example.expect.that_dimension is not None):
        hint = "Write both, or neither."
        yield Fault(path, "`in_each_dimension` and `expect › that_dimension` go together", hint)


def _list_names(
    example: Example, compiled: CompiledRuleSet
) -> Iterator[tuple[Path, Iterable[str], Iterable[str], str]]:
    """Give the names that stand in an example: where, which, out of which, and of what kind."""
    expect, indicator = example.expect, "catalogue indicator"
    for key in ("present", "absent", "unknown"):
        yield (key,), getattr(example, key), compiled.class_of, indicator
    dimensions, findings, rows = compiled.dimensions, compiled.findings, compiled.outcomes
    yield ("counts",), example.counts, dimensions, "dimension"
    yield ("expect", "dimensions"), expect.dimensions, dimensions, "dimension"
    yield ("expect", "findings"), expect.findings, findings, "finding"
    yield ("expect", "possible_outcomes"), expect.possible_outcomes, rows, "row of outcomes"
    if expect.outcome is not None:
        known = [*rows, OPEN] if rows else []
        yield ("expect", OUTCOME), [expect.outcome], known, "row of outcomes"
    yield ("expect", "deciding"), expect.deciding, [*findings, OUTCOME], "finding"
    for name, indicators in expect.deciding.items():
        yield ("expect", "deciding", name), indicators, compiled.class_of, indicator


def _check_names(
    names: Iterable[str], known: Iterable[str], path: Path, kind: str
) -> Iterator[Fault]:
    """Give a fault for each name that the rule set doesn't have; a list is followed by place."""
    known = list(known)
    for number, name in enumerate(names):
        if name not in known:
            place = (*path, name) if isinstance(names, dict) else (*path, number)
            what = f"the rule set has no {kind} “{name}” for this group"
            yield Fault(place, what, suggest(name, known, kind))


def expand_example(
    example: Example, path: Path, compiled: CompiledRuleSet
) -> Iterator[WorkedExample]:
    """Give the persons that an example stands for: one, or one for each dimension.

    There is none where no dimension has enough indicators.
    """
    present = set(example.present)
    for dimension, counts in example.counts.items():
        first = _take_first(compiled, dimension, {key: str(n) for key, n in counts.items()})
        if first is None:
            return
        present |= first
    expect = example.expect
    if expect.that_dimension is None:
        states = _complete(example, compiled, present)
        yield WorkedExample(example.name, path, states, expect.dimensions, expect)
        return
    for dimension in compiled.dimensions:
        first = _take_first(compiled, dimension, example.in_each_dimension)
        if first is not None:
            states = _complete(example, compiled, present | first)
            dimensions = {**expect.dimensions, dimension: expect.that_dimension}
            name = f"{example.name} ({dimension})"
            yield WorkedExample(name, path, states, dimensions, expect)


def _take_first(
    compiled: CompiledRuleSet, dimension: DimensionId, counts: Mapping[Strength, str]
) -> set[IndicatorId] | None:
    """Give the first so many indicators of each strength; None where there are not enough."""
    taken: set[IndicatorId] = set()
    for strength, wanted in counts.items():
        indicators = compiled.list_indicators(dimension, strength)
        number = len(indicators) if wanted == _ALL else int(wanted)
        if number > len(indicators):
            return None
        taken.update(indicators[:number])
    return taken


def _complete(
    example: Example, compiled: CompiledRuleSet, present: set[IndicatorId]
) -> dict[IndicatorId, Truth]:
    others = Truth.UNKNOWN if example.others is Others.UNKNOWN else Truth.NO
    return {
        **dict.fromkeys(compiled.class_of, others),
        **dict.fromkeys(example.absent, Truth.NO),
        **dict.fromkeys(example.unknown, Truth.UNKNOWN),
        **dict.fromkeys(present, Truth.YES),
    }
