"""Why a condition is the same for everybody: the fewest of its parts that make it so."""

from collections.abc import Callable
from itertools import combinations
from typing import TypeAlias

from app.conditions.model import All, Any, Codes, Condition, Not, Number, Statement

IsSettled: TypeAlias = Callable[[Condition], bool]


def word_never(condition: Condition, never: IsSettled) -> str:
    """Say which parts of a condition that never holds exclude each other, as `: …`.

    `never` says of any condition whether it never holds. Where no part is to blame more than
    another, nothing is said.
    """
    core = _find_core(condition, All, never)
    return _word(core, condition, ("never holds", "exclude each other"))


def word_always(condition: Condition, always: IsSettled) -> str:
    """Say the same of a condition that always holds: which parts take in everything."""
    core = _find_core(condition, Any, always)
    return _word(core, condition, ("always holds", "take in everything together"))


def _find_core(
    condition: Condition, joiner: type[All] | type[Any], is_settled: IsSettled
) -> tuple[Condition, ...]:
    """Give the fewest parts that settle it; of a part that does so alone, the fewest of its own."""
    if not isinstance(condition, joiner):
        return (condition,)
    fewer = range(len(condition.parts))
    choices = (chosen for size in fewer for chosen in combinations(condition.parts, size))
    settled = (chosen for chosen in choices if is_settled(joiner(chosen)))
    core = next(settled, condition.parts)
    return core if len(core) > 1 else _find_core(core[0], joiner, is_settled)


def _word(core: tuple[Condition, ...], condition: Condition, verbs: tuple[str, str]) -> str:
    if core == (condition,):
        return ""
    alone, together = verbs
    *most, last = (f"“{_write(each)}”" for each in core)
    return f": {', '.join(most)} and {last} {together}" if most else f": {last} {alone}"


def _write(condition: Condition) -> str:
    """Write a condition on one line as it may stand in a file, without the outer brackets."""
    if isinstance(condition, Statement):
        return f"{condition.subject}: {_write_expected(condition)}"
    if isinstance(condition, Not):
        return f"not: {{{_write(condition.part)}}}"
    word = "all" if isinstance(condition, All) else "any"
    return f"{word}: [{', '.join(f'{{{_write(part)}}}' for part in condition.parts)}]"


def _write_expected(statement: Statement) -> str:
    operand = statement.operand
    if isinstance(operand, Codes):
        return operand.codes[0] if len(operand.codes) == 1 else f"[{', '.join(operand.codes)}]"
    value = operand.value if isinstance(operand, Number) else f"{{parameter: {operand.name}}}"
    return f"{{{statement.comparison.value}: {value}}}"
