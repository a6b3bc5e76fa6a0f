"""Take a condition apart: each part with its place, and the whole with something else there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.conditions.model import All, Any, Codes, Condition, Not, Statement
from app.documents.problem import Path

ALWAYS, NEVER = All(()), Any(())


@dataclass(frozen=True)
class Part:
    """A part of a condition; `replace` gives the whole condition with something in its place."""

    condition: Condition
    path: Path
    replace: Callable[[Condition], Condition]

    @property
    def name(self) -> str:
        """Name the part for a reader who sees its path."""
        if isinstance(self.condition, Statement) and isinstance(self.condition.operand, Codes):
            codes = ", ".join(self.condition.operand.codes)
            return f"“{self.condition.subject}: {codes}”"
        return "this part"


def take_whole(condition: Condition, path: Path) -> Part:
    """Give a whole condition as the part from which the parts below it are taken."""
    return Part(condition, path, lambda other: other)


def list_parts(above: Part) -> Iterator[Part]:
    """Give the parts directly below a part."""
    condition = above.condition
    if isinstance(condition, Not):
        path = (*above.path, "not")
        yield Part(condition.part, path, lambda other: above.replace(Not(other)))
    elif isinstance(condition, (All, Any)):
        for number in range(len(condition.parts)):
            yield _take_part(above, condition.parts, number)


def _take_part(above: Part, parts: tuple[Condition, ...], number: int) -> Part:
    joiner = All if isinstance(above.condition, All) else Any

    def replace(other: Condition) -> Condition:
        return above.replace(joiner((*parts[:number], other, *parts[number + 1 :])))

    word = "all" if joiner is All else "any"
    return Part(parts[number], (*above.path, word, number), replace)
