"""The small language behind `when:` and `shown_when:`: statements joined by all, any and not."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from app.documents.model import StrictModel


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


def list_branches(condition: Condition) -> tuple[Condition, ...]:
    """Give the conditions that a condition joins; a statement joins none."""
    if isinstance(condition, Statement):
        return ()
    return (condition.part,) if isinstance(condition, Not) else condition.parts


def list_statements(condition: Condition) -> Iterator[Statement]:
    """Give the statements of a condition in the order in which they are written."""
    if isinstance(condition, Statement):
        yield condition
    for branch in list_branches(condition):
        yield from list_statements(branch)


class WeeklyHours(StrictModel):
    """Hours of work in a week, from the hours of a day and the days of a week."""

    kind: Literal["weekly_hours"]
    hours_a_day: str
    days_a_week: str


class PayPerHour(StrictModel):
    """Pay for an hour in hand; a month is weekly hours × 52/12.

    `any_deductions` is the yes/no question whose *no* says that nothing is taken off.
    """

    kind: Literal["pay_per_hour"]
    pay: str
    any_deductions: str
    deductions: str
    hours_a_day: str
    days_a_week: str


class Age(StrictModel):
    """Age in whole years on the day that another answer gives."""

    kind: Literal["age"]
    born: str
    or_age_now: str
    on: str


Measure: TypeAlias = Annotated[WeeklyHours | PayPerHour | Age, Field(discriminator="kind")]


class WorkPeriod(StrictModel):
    """The questions that say when the work began and ended: parameters are read for these dates."""

    began: str
    ended: str
    still_working: str


def list_inputs(measure: Measure) -> tuple[str, ...]:
    """Give the questions that a measure is worked out from."""
    return tuple(value for name, value in measure if name != "kind")
