"""What is worked out once for a rule set, so that one person after the other is soon assessed.

For each dimension, the ways to narrow what it can be are kept by the counts of its indicators; and
what follows for the whole is kept by what the dimensions can be. There are few of either. What is
left to do for a person is to add up answers.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, count
from typing import Final, TypeAlias

from app.conditions.model import Condition, list_branches
from app.conditions.truth import Truth
from app.engine.aspects import Aspect, Target, list_runs, take_apart
from app.engine.compile import CompiledRuleSet
from app.engine.deciding import NOTHING, Choice, Routes, find_routes
from app.engine.diagram import Node
from app.engine.ids import FindingId, OutcomeCode
from app.engine.result import FindingStatus
from app.engine.ways import Bounds, Way, find_ways
from app.instruments.ids import DimensionId

# How many counts of one dimension, and how many standings of all, are kept at once.
KEPT: Final = 4096

_FINDING_STATUS: Final = {
    Truth.YES: FindingStatus.YES,
    Truth.NO: FindingStatus.NO,
    Truth.UNKNOWN: FindingStatus.OPEN,
}

About: TypeAlias = tuple[tuple[int, int], ...]
Standings: TypeAlias = "tuple[Standing, ...]"


@dataclass(frozen=True, eq=False)
class Standing:
    """What can be made of an aspect: choices, each with its number on the board.

    Equal ones are the same object, so that it is soon seen whether two are equal.
    """

    choices: tuple[tuple[int, Choice], ...]


@dataclass(frozen=True, eq=False)
class Look:
    """How some classes stand, aspect by aspect, and what each choice takes, as in `Way`."""

    standings: Standings
    answers: Mapping[int, int]
    about: Mapping[int, About]


@dataclass(frozen=True, eq=False)
class Verdict:
    """What follows from how every aspect stands, and the routes by which more could be settled."""

    standings: Standings
    findings: Mapping[FindingId, FindingStatus]
    possible: tuple[OutcomeCode, ...]
    routes: Mapping[FindingId, tuple[Routes, ...]]
    outcome_routes: tuple[Routes, ...]


@dataclass(frozen=True, eq=False)
class Stated:
    """A condition with its function, and the conditions that it joins."""

    condition: Condition
    node: Node
    branches: "tuple[Stated, ...]"


class Board:
    """The functions of one compiled rule set, over the aspects of its dimensions."""

    def __init__(self, compiled: CompiledRuleSet) -> None:
        self._compiled = compiled
        runs = list_runs(compiled.classes)
        self.findings, self.rows = _state_rules(compiled)
        stated = [*self.findings.values(), *filter(None, self.rows)]
        negate = compiled.diagrams.negate
        self._denied = {name: negate(node) for name, node in compiled.findings.items()}
        nodes = (*_list_nodes(stated), *self._denied.values(), *compiled.outcomes.values())
        targets = {node: take_apart(compiled.diagrams, runs, node) for node in nodes}
        read = set(chain.from_iterable(each.aspects for each in targets.values()))
        self._aspects = sorted(read, key=lambda each: (each.start, each.stop, each.values))
        self._targets = {
            node: (each, tuple(map(self._aspects.index, each.aspects)))
            for node, each in targets.items()
        }
        self._fresh = count(NOTHING + 1)
        self._numbers: dict[tuple[Aspect, Choice], int] = {}
        self._standings: dict[tuple[tuple[int, Choice], ...], Standing] = {}
        self._places = tuple(
            (start, stop, lru_cache(KEPT)(partial(self._look, start, stop)))
            for start, stop in dict.fromkeys((each.start, each.stop) for each in self._aspects)
        )
        self._verdict = lru_cache(KEPT)(self._settle)
        self.dimensions = tuple(_place_dimensions(compiled))

    def look(self, bounds: Bounds) -> tuple[Verdict, dict[int, int], dict[int, About]]:
        """Give what follows from all counts, and what each choice in the routes takes."""
        answers: dict[int, int] = {}
        about: dict[int, About] = {}
        standings: list[Standing] = []
        for start, stop, look in self._places:
            found = look(bounds[start:stop])
            standings += found.standings
            answers.update(found.answers)
            about.update(found.about)
        return self._verdict(tuple(standings)), answers, about

    def _look(self, start: int, stop: int, bounds: Bounds) -> Look:
        """Say how the classes from `start` to before `stop` stand, by their bounds."""
        own = [each for each in self._aspects if (each.start, each.stop) == (start, stop)]
        numbered = [
            [(self._number(aspect, way.choice), way) for way in ways]
            for aspect in own
            for ways in [find_ways(self._compiled.diagrams, aspect, bounds)]
        ]
        return Look(
            tuple(map(self._stand, numbered)),
            {number: way.answers for number, way in chain(*numbered)},
            {number: way.about for number, way in chain(*numbered)},
        )

    # Where threads make the same at once, the first one wins.

    def _number(self, aspect: Aspect, choice: Choice) -> int:
        if not choice.wider:
            return NOTHING
        return self._numbers.setdefault((aspect, choice), next(self._fresh))

    def _stand(self, ways: list[tuple[int, Way]]) -> Standing:
        choices = tuple((number, way.choice) for number, way in ways)
        return self._standings.setdefault(choices, Standing(choices))

    def judge(self, node: Node, standings: Standings) -> tuple[Truth, Routes]:
        """Say what is certain of a function, and by which answers it could become certain."""
        target, places = self._targets[node]
        return _judge(target, tuple([standings[place] for place in places]))

    def _settle(self, standings: Standings) -> Verdict:
        """Say what follows, by how every aspect stands."""
        findings, outcomes = self._compiled.findings, self._compiled.outcomes
        said = {name: self.judge(node, standings) for name, node in findings.items()}
        denied = {name: self.judge(node, standings)[1] for name, node in self._denied.items()}
        rows = {code: self.judge(node, standings) for code, node in outcomes.items()}
        return Verdict(
            standings,
            {name: _FINDING_STATUS[truth] for name, (truth, _) in said.items()},
            tuple([code for code, (truth, _) in rows.items() if truth is not Truth.NO]),
            {name: _keep(routes, denied[name]) for name, (_, routes) in said.items()},
            _keep(*[routes for _, routes in rows.values()]),
        )


def _keep(*routes: Routes) -> tuple[Routes, ...]:
    return tuple([each for each in routes if each.steps])


@lru_cache(maxsize=4 * KEPT)
def _judge(target: Target, standings: Standings) -> tuple[Truth, Routes]:
    choices = [each.choices for each in standings]
    truth = target.diagrams.judge(target.node, [each[0][1].kept for each in choices])
    return truth, find_routes(target.diagrams, target.node, choices)


def _state_rules(
    compiled: CompiledRuleSet,
) -> tuple[dict[FindingId, Stated], list[Stated | None]]:
    rules = compiled.rule_set
    findings = {name: _state(compiled, each.when) for name, each in rules.findings.items()}
    rows = [None if each.when is None else _state(compiled, each.when) for each in rules.outcomes]
    return findings, rows


def _state(compiled: CompiledRuleSet, condition: Condition) -> Stated:
    branches = tuple(_state(compiled, each) for each in list_branches(condition))
    return Stated(condition, compiled.node_of(condition), branches)


def _list_nodes(stated: Iterable[Stated]) -> Iterator[Node]:
    for each in stated:
        yield each.node
        yield from _list_nodes(each.branches)


def _place_dimensions(compiled: CompiledRuleSet) -> Iterator[tuple[DimensionId, int, int]]:
    """Give each dimension with where its classes begin and end."""
    for dimension in compiled.dimensions:
        levels = [n for n, each in enumerate(compiled.classes) if each.dimension == dimension]
        yield dimension, levels[0] if levels else 0, levels[-1] + 1 if levels else 0
