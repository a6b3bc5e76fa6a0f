"""Which unknown indicators could still decide a finding, and how few answers that would take.

A *decisive set* is a set of unknown indicators with answers that settle the matter whatever the
other unknowns turn out to be, and of which none can be dropped. An indicator is deciding when it
stands in some decisive set; its rank is the size of the smallest one.

Answers about a class only narrow how many of it may be present, by one count for each answer: a
yes at the lower end of the range, a no at the upper. So answers are a range for every class, and

- it settles the matter when the function is yes for all counts in these ranges;
- an answer can be dropped when that stays so with its range one count wider at that end.

Both are followed from class to class: a *stage* is the function that is left for the classes
below, and the functions that are left where one answer was dropped. There are few stages, since
equal functions are the same node. The result is exact, and no completion is ever enumerated.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from app.engine.diagram import NO, YES, Diagrams, Node

KeyT = TypeVar("KeyT", bound=Hashable)


@dataclass(frozen=True)
class _Choice:
    """What is answered about one class: the counts left, by how many answers.

    `wider` holds the counts that are left when one of these answers is dropped.
    """

    counts: range
    answers: int
    wider: tuple[range, ...]


@dataclass(frozen=True)
class _Stage:
    """What is left to settle, with all answers so far and with any one of them dropped."""

    left: Node
    left_with_one_dropped: frozenset[Node]


@dataclass(frozen=True)
class _Step:
    """From one stage to the next by some answers about one class."""

    start: _Stage
    answers: int
    end: _Stage


_SETTLED = _Stage(YES, frozenset())


def rank_classes(
    diagrams: Diagrams, targets: Iterable[Node], counts: tuple[range, ...]
) -> dict[int, int]:
    """Give the size of the smallest set decisive for any target, per class that stands in one.

    `targets` are the functions that say what may come out: yes and no, or each of the outcomes.
    `counts` says for every class how many of it may be present.
    """
    costs = [{_Stage(target, frozenset()): 0 for target in targets}]
    steps: list[list[_Step]] = []
    for level, possible in enumerate(counts):
        choices = _list_choices(possible, diagrams.caps[level])
        steps.append([])
        costs.append({})
        for stage, cost in costs[level].items():
            for step in _list_steps(diagrams, level, stage, choices):
                steps[level].append(step)
                _keep_least(costs[level + 1], step.end, cost + step.answers)
    return _rank_backwards(costs, steps)


def _rank_backwards(costs: list[dict[_Stage, int]], steps: list[list[_Step]]) -> dict[int, int]:
    """Join the cheapest way to every step with the cheapest way on from it."""
    ranks: dict[int, int] = {}
    onward = {_SETTLED: 0}
    for level in reversed(range(len(steps))):
        onward_from_here: dict[_Stage, int] = {}
        for step in steps[level]:
            if step.end in onward:
                rest = step.answers + onward[step.end]
                _keep_least(onward_from_here, step.start, rest)
                if step.answers:
                    _keep_least(ranks, level, costs[level][step.start] + rest)
        onward = onward_from_here
    return ranks


def _list_choices(possible: range, cap: int) -> list[_Choice]:
    """Give the choices that a rule could tell apart; to answer nothing is the first."""
    least, most = possible[0], possible[-1]
    choices = []
    for low in range(least, max(least, min(cap, most)) + 1):
        for high in (most, *range(low, min(cap, most))):
            without_a_yes = [range(low - 1, high + 1)] if low > least else []
            without_a_no = [range(low, high + 2)] if high < most else []
            answers = low - least + most - high
            choices.append(_Choice(range(low, high + 1), answers, (*without_a_yes, *without_a_no)))
    return choices


def _list_steps(
    diagrams: Diagrams, level: int, stage: _Stage, choices: list[_Choice]
) -> Iterator[_Step]:
    """Give the steps from `stage` that may still lead to a decisive set."""
    if all(diagrams.level_of(node) > level for node in (stage.left, *stage.left_with_one_dropped)):
        yield _Step(stage, 0, stage)
        return
    for choice in choices:
        left = diagrams.for_every(stage.left, level, choice.counts)
        dropped_before = {
            diagrams.for_every(node, level, choice.counts) for node in stage.left_with_one_dropped
        }
        dropped_here = {diagrams.for_every(stage.left, level, wider) for wider in choice.wider}
        dropped = (dropped_before | dropped_here) - {NO}
        # Where dropping an answer leaves the same to settle, it can be dropped to the end: such a
        # way never ends settled, and is left here.
        if left != NO and left not in dropped:
            yield _Step(stage, choice.answers, _Stage(left, frozenset(dropped)))


def _keep_least(least: dict[KeyT, int], key: KeyT, number: int) -> None:
    least[key] = min(number, least.get(key, number))
