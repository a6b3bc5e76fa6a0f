"""Prove that no part of a condition could be left out without changing what it says."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.conditions.model import All, Any, Codes, Condition, Not, Statement
from app.documents.problem import Fault, Path
from app.engine.compile import CompiledRuleSet
from app.engine.diagram import NO, YES
from app.engine.model import RuleSet
from app.engine.smallest import find_smallest, word_present

_ALWAYS, _NEVER = All(()), Any(())


@dataclass(frozen=True)
class _Part:
    """A part of a condition; `replace` gives the whole condition with something in its place."""

    condition: Condition
    path: Path
    replace: Callable[[Condition], Condition]


def prove_parts(compiled: Sequence[CompiledRuleSet]) -> Iterator[Fault]:
    """Give a fault for each part that makes no difference to its condition in any group.

    A row is looked at by itself: that a row above takes the same is how a table is read. Where a
    condition is the same for everybody, that is told of the whole.
    """
    for condition, path in place_conditions(compiled[0].rule_set):
        if any(each.node_of(condition) not in (NO, YES) for each in compiled):
            whole = _Part(condition, path, lambda other: other)
            yield from _prove_below(whole, condition, compiled)


def place_conditions(rule_set: RuleSet) -> Iterator[tuple[Condition, Path]]:
    """Give every condition of a rule set with its path in the document."""
    for name, finding in rule_set.findings.items():
        yield finding.when, ("findings", name, "when")
    for number, row in enumerate(rule_set.outcomes):
        if row.when is not None:
            yield row.when, ("outcomes", number, "when")


def _prove_below(
    above: _Part, whole: Condition, compiled: Sequence[CompiledRuleSet]
) -> Iterator[Fault]:
    """Look at each part below; what stands in a part that makes no difference makes none either."""
    for part in _list_parts(above):
        if all(_is_same(each, whole, part.replace(_ALWAYS)) for each in compiled):
            yield _word_idle(part, whole, "whatever fulfils the rest fulfils it too", compiled)
        elif all(_is_same(each, whole, part.replace(_NEVER)) for each in compiled):
            taken = All((part.condition, whole))
            yield _word_idle(part, taken, "whatever it takes in is taken in without it", compiled)
        else:
            yield from _prove_below(part, whole, compiled)


def _list_parts(above: _Part) -> Iterator[_Part]:
    match above.condition:
        case Statement():
            return
        case Not(part):
            yield _Part(part, (*above.path, "not"), lambda other: above.replace(Not(other)))
        case All(parts) | Any(parts):
            for number in range(len(parts)):
                yield _take_part(above, parts, number)


def _take_part(above: _Part, parts: tuple[Condition, ...], number: int) -> _Part:
    joiner = All if isinstance(above.condition, All) else Any

    def replace(other: Condition) -> Condition:
        return above.replace(joiner((*parts[:number], other, *parts[number + 1 :])))

    word = "all" if joiner is All else "any"
    return _Part(parts[number], (*above.path, word, number), replace)


def _is_same(compiled: CompiledRuleSet, one: Condition, other: Condition) -> bool:
    return compiled.node_of(one) == compiled.node_of(other)


def _word_idle(
    part: _Part, example: Condition, reason: str, compiled: Sequence[CompiledRuleSet]
) -> Fault:
    found = (find_smallest(each, each.node_of(example)) for each in compiled)
    smallest = next((each for each in found if each is not None), None)
    as_in = "" if smallest is None else f", as {word_present(smallest)}"
    what = f"{_name(part.condition)} makes no difference: {reason}{as_in}"
    return Fault(part.path, what, "Leave it out, or say what it was meant to change.")


def _name(condition: Condition) -> str:
    if isinstance(condition, Statement) and isinstance(condition.operand, Codes):
        return f"“{condition.subject}: {', '.join(condition.operand.codes)}”"
    return "this part"
