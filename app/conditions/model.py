"""The small language behind `when:` and `shown_when:`: statements joined by all, any and not."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TypeAlias


class Comparison(Enum):
    """How a statement compares its subject with what it expects."""

    IS = "is"
    ABOVE = "above"
    AT_LEAST = "at_least"
    BELOW = "below"
    AT_MOST = "at_most"


@dataclass(frozen=True)
class Codes:
    """One or more codes: the subject is one of them, or (several choices) includes one."""

    codes: tuple[str, ...]


@dataclass(frozen=True)
class Number:
    """A plain number, written in the condition."""

    value: Decimal


@dataclass(frozen=True)
class ParameterName:
    """The value that a country's parameters give under this name."""

    name: str


Operand: TypeAlias = Codes | Number | ParameterName


@dataclass(frozen=True)
class Statement:
    """The smallest condition: a subject (question, figure, indicator …) against a value."""

    subject: str
    comparison: Comparison
    operand: Operand


@dataclass(frozen=True)
class All:
    """Every part holds."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True)
class Any:
    """At least one part holds."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: "Condition"


Condition: TypeAlias = Statement | All | Any | Not


def list_statements(condition: Condition) -> Iterator[Statement]:
    """Give the statements of a condition in the order in which they are written."""
    match condition:
        case Statement():
            yield condition
        case Not(part):
            yield from list_statements(part)
        case All(parts) | Any(parts):
            for part in parts:
                yield from list_statements(part)
