"""Go through every possible way to answer the questions that a condition depends on.

Every question that is shown gets an answer, and what another answer hides gets none. Answers that
no statement can tell apart are tried once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import TypeAlias

from app.conditions.model import All, Condition, Not, Statement
from app.conditions.truth import Truth, negate
from app.instruments.possible import Way

_TRUTHS = {True: Truth.YES, False: Truth.NO, None: Truth.UNKNOWN}


@dataclass
class Known:
    """What the answers so far say: which statements are so, and which questions are shown."""

    statements: dict[Statement, bool] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)

    def judge(self, condition: Condition) -> Truth:
        """Give the truth of a condition; what was not answered is unknown."""
        if isinstance(condition, Statement):
            return _TRUTHS[self.statements.get(condition)]
        if isinstance(condition, Not):
            return negate(self.judge(condition.part))
        if isinstance(condition, All):
            return self._join(condition.parts, Truth.NO, Truth.YES)
        return self._join(condition.parts, Truth.YES, Truth.NO)

    def _join(self, parts: tuple[Condition, ...], decisive: Truth, otherwise: Truth) -> Truth:
        """Join parts as all_of and any_of do, and stop at the first that decides."""
        joined = otherwise
        for part in parts:
            truth = self.judge(part)
            if truth is decisive:
                return decisive
            if truth is Truth.UNKNOWN:
                joined = truth
        return joined


@dataclass(frozen=True)
class Step:
    """A question, or a figure worked out from answers: when there is one, and what it can be."""

    name: str
    statements: tuple[Statement, ...]
    ways: tuple[Way, ...]
    is_there: Callable[[Known], bool]


Chosen: TypeAlias = tuple[tuple[str, Way], ...]


@dataclass(frozen=True)
class Space:
    """The steps that some conditions depend on, in the order in which they are taken."""

    steps: tuple[Step, ...]

    def explore(
        self, conditions: tuple[Condition, ...], fixed: Mapping[str, Way] | None = None
    ) -> Iterator[tuple[tuple[Truth, ...], Chosen]]:
        """Give the truths of the conditions for all ways to answer, with the answers so far.

        What later answers can't change is given once. With `fixed` answers, only ways that have
        all of these are given.
        """
        yield from self._go(0, Known(), (), (conditions, fixed or {}))

    def list_truths(self, condition: Condition) -> set[Truth]:
        """Give every truth that a condition can have."""
        found: set[Truth] = set()
        for (truth,), _ in self.explore((condition,)):
            found.add(truth)
            if len(found) == len(Truth):
                break
        return found

    def tells_apart(self, one: Condition, other: Condition) -> bool:
        """Say whether two conditions come out differently for some way to answer."""
        return any(left is not right for (left, right), _ in self.explore((one, other)))

    def find_smallest(self, condition: Condition, wanted: Truth) -> tuple[Way, ...]:
        """Give the fewest answers with which a condition comes out so, whatever the others are.

        It is one of the truths that the condition can have.
        """
        sizes = range(len(self.steps) + 1)
        choices = (steps for size in sizes for steps in combinations(self.steps, size))
        return next(
            ways
            for steps in choices
            for ways in product(*(step.ways for step in steps))
            if self._is_always(
                condition, wanted, {s.name: way for s, way in zip(steps, ways, strict=True)}
            )
        )

    def list_hidden(self, condition: Condition, example: Iterable[Way]) -> tuple[str, ...]:
        """Give the first steps that such answers leave without any answer."""
        given = {step.name: way for step in self.steps for way in example if way in step.ways}
        _, chosen = next(self.explore((condition,), given))
        taken = {name for name, _ in chosen}
        return tuple(step.name for step in self.steps if step.name not in taken)

    def _is_always(self, condition: Condition, wanted: Truth, fixed: Mapping[str, Way]) -> bool:
        truths = {truth for (truth,), _ in self.explore((condition,), fixed)}
        return truths == {wanted}

    def _go(
        self,
        place: int,
        known: Known,
        chosen: Chosen,
        asked: tuple[tuple[Condition, ...], Mapping[str, Way]],
    ) -> Iterator[tuple[tuple[Truth, ...], Chosen]]:
        conditions, fixed = asked
        truths = tuple(map(known.judge, conditions))
        has_all = len(fixed) == sum(name in fixed for name, _ in chosen)
        if place == len(self.steps) or (has_all and Truth.UNKNOWN not in truths):
            if has_all:
                yield truths, chosen
            return
        step = self.steps[place]
        if not step.is_there(known):
            yield from self._go(place + 1, known, chosen, asked)
            return
        ways: Iterable[Way] = [fixed[step.name]] if step.name in fixed else step.ways
        for way in ways:
            statements = {each: each in way.true for each in step.statements}
            after = Known({**known.statements, **statements}, {*known.shown, step.name})
            yield from self._go(place + 1, after, (*chosen, (step.name, way)), asked)
