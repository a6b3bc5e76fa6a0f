"""Prove that no part of a condition could be left out without changing what it says."""

from collections.abc import Iterator, Sequence

from app.conditions.model import All, Condition
from app.conditions.parts import ALWAYS, NEVER, Part, list_parts, take_whole
from app.documents.problem import Fault
from app.engine.classes import place_conditions
from app.engine.compile import CompiledRuleSet
from app.engine.diagram import NO, YES
from app.engine.smallest import find_smallest, word_present


def prove_parts(compiled: Sequence[CompiledRuleSet]) -> Iterator[Fault]:
    """Give a fault for each part that makes no difference to its condition in any group.

    A row is looked at by itself: that a row above takes the same is how a table is read. Where a
    condition is the same for everybody, that is told of the whole.
    """
    for condition, path in place_conditions(compiled[0].rule_set):
        if any(each.node_of(condition) not in (NO, YES) for each in compiled):
            yield from _prove_below(take_whole(condition, path), condition, compiled)


def _prove_below(
    above: Part, whole: Condition, compiled: Sequence[CompiledRuleSet]
) -> Iterator[Fault]:
    """Look at each part below; what stands in a part that makes no difference makes none either."""
    for part in list_parts(above):
        if all(_is_same(each, whole, part.replace(ALWAYS)) for each in compiled):
            yield _word_idle(part, whole, "whatever fulfils the rest fulfils it too", compiled)
        elif all(_is_same(each, whole, part.replace(NEVER)) for each in compiled):
            taken = All((part.condition, whole))
            yield _word_idle(part, taken, "whatever it takes in is taken in without it", compiled)
        else:
            yield from _prove_below(part, whole, compiled)


def _is_same(compiled: CompiledRuleSet, one: Condition, other: Condition) -> bool:
    return compiled.node_of(one) == compiled.node_of(other)


def _word_idle(
    part: Part, example: Condition, reason: str, compiled: Sequence[CompiledRuleSet]
) -> Fault:
    found = (find_smallest(each, each.node_of(example)) for each in compiled)
    smallest = min((each for each in found if each is not None), key=len, default=None)
    as_in = "" if smallest is None else f", as {word_present(smallest)}"
    what = f"{part.name} makes no difference: {reason}{as_in}"
    return Fault(part.path, what, "Leave it out, or say what it was meant to change.")
