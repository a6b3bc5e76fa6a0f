"""Everything that a condition about answers may read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from app.conditions.model import Measure, WorkPeriod
from app.conditions.values import Money, Silence, Value

ValueT = TypeVar("ValueT")


@dataclass(frozen=True)
class ParameterValue:
    """One value of a country's parameter with the days on which it is in force.

    `value` is a number, or money in hand (net) for its period; None for money that is published
    before tax only (gross), which can't be compared with money in hand.
    """

    value: Decimal | Money | None
    valid_from: date
    valid_until: date


@dataclass(frozen=True)
class Facts:
    """The answers to one questionnaire with what is needed to work figures out from them."""

    answers: Mapping[str, Value | Silence]
    measures: Mapping[str, Measure]
    parameters: Mapping[str, tuple[ParameterValue, ...]]
    work: WorkPeriod | None
    today: date
    counts_as_no: frozenset[str] = field(default_factory=frozenset)

    def find(self, question: str, kind: type[ValueT]) -> ValueT | None:
        """Give the value of a question if it has one of that kind."""
        value = self.answers.get(question)
        return value if isinstance(value, kind) else None

    def find_code(self, question: str) -> str | None:
        """Give the code that was chosen; *does not apply* is no where the question says so."""
        if self.counts_as_no_to(question):
            return "no"
        return self.find(question, str)

    def counts_as_no_to(self, question: str) -> bool:
        """Say whether the answer is that the question doesn't apply, and that counts as no."""
        silence = self.answers.get(question)
        return silence is Silence.NOT_APPLICABLE and question in self.counts_as_no

    def list_silent(self, *questions: str) -> tuple[str, ...]:
        """Give those questions that have no value, and aren't no either."""
        return tuple(
            question
            for question in questions
            if isinstance(self.answers.get(question, Silence.NOT_ASKED), Silence)
            and not self.counts_as_no_to(question)
        )
