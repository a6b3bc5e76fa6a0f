"""Prove that learning of one more sign never makes a result less grave, unless its rules say so.

A finding falls if one more present indicator turns it from yes to no. The outcomes stand in the
order of the table, the gravest first: an outcome falls if one more present indicator moves it to a
row further down.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.documents.problem import Fault, Path
from app.engine.compile import CompiledRuleSet
from app.engine.diagram import Counts, Node
from app.engine.smallest import find_outcome, name_indicators, word_present
from app.instruments.ids import IndicatorId


@dataclass(frozen=True)
class Fall:
    """The fewest present indicators with which something falls when another one is added."""

    compiled: CompiledRuleSet
    before: Counts
    after: Counts

    @property
    def present(self) -> tuple[IndicatorId, ...]:
        """Give the indicators that are present before."""
        return name_indicators(self.compiled, self.before)

    @property
    def added(self) -> IndicatorId:
        """Give the indicator that is added."""
        (added,) = set(name_indicators(self.compiled, self.after)) - set(self.present)
        return added


def prove_steady(compiled: Sequence[CompiledRuleSet]) -> Iterator[Fault]:
    """Give a fault for what falls without saying so, and for what says so and never does."""
    rule_set = compiled[0].rule_set
    for name, finding in rule_set.findings.items():
        fall = _find_smallest([(each, [each.findings[name]]) for each in compiled])
        path: Path = ("findings", name)
        if fall is not None and finding.may_fall is None:
            what = f"“{name}” falls from yes to no {_word_fall(fall)}"
            yield Fault((*path, "when"), what, _hint("may_fall"))
        elif fall is None and finding.may_fall is not None:
            yield _word_needless((*path, "may_fall"), f"“{name}” never falls")
    yield from _prove_outcomes(compiled)


def _prove_outcomes(compiled: Sequence[CompiledRuleSet]) -> Iterator[Fault]:
    declared = compiled[0].rule_set.outcomes_may_fall
    fall = _find_smallest([(each, _list_heads(each)) for each in compiled])
    if fall is not None and declared is None:
        rows = [find_outcome(fall.compiled, counts) for counts in (fall.before, fall.after)]
        what = f"the outcome falls from “{rows[0]}” to “{rows[1]}” {_word_fall(fall)}"
        yield Fault(("outcomes",), what, _hint("outcomes_may_fall"))
    elif fall is None and declared is not None:
        yield _word_needless(("outcomes_may_fall",), "no outcome ever falls")


def _list_heads(compiled: CompiledRuleSet) -> list[Node]:
    """Give, for each row, the function that is yes where it or a row above it takes over."""
    rows = list(compiled.outcomes.values())
    return [compiled.diagrams.any_of(rows[: number + 1]) for number in range(len(rows))]


def _find_smallest(places: list[tuple[CompiledRuleSet, list[Node]]]) -> Fall | None:
    """Give the smallest fall of any of these functions, in any group."""
    falls = (
        fall for compiled, nodes in places for node in nodes for fall in _list_falls(compiled, node)
    )
    return min(falls, key=lambda fall: sum(fall.before), default=None)


def _list_falls(compiled: CompiledRuleSet, node: Node) -> Iterator[Fall]:
    diagrams = compiled.diagrams
    for level in range(len(compiled.classes)):
        lost = diagrams.both(node, diagrams.negate(diagrams.with_one_more(node, level)))
        before = diagrams.find_least(lost)
        if before is not None:
            after = (*before[:level], before[level] + 1, *before[level + 1 :])
            yield Fall(compiled, before, after)


def _word_fall(fall: Fall) -> str:
    return f"when {fall.added} comes to an example {word_present(fall.present)}"


def _hint(key: str) -> str:
    return f"Look for `negative`, `absent` and `not`; or add `{key}:` with the reason."


def _word_needless(path: Path, what: str) -> Fault:
    return Fault(path, f"{what}, so nothing has to be said about it", f"Remove `{path[-1]}:`.")
