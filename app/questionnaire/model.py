"""Answers of one person to one questionnaire, each with its basis."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from app.conditions.values import Silence, Value
from app.instruments.ids import QuestionId


class Basis(Enum):
    """How the interviewer knows. What is assumed was said by nobody, and is shown as such."""

    TOLD = "told"
    SEEN = "seen"
    DOCUMENT = "document"
    THIRD_PARTY = "third_party"
    ASSUMED = "assumed"


@dataclass(frozen=True)
class Answer:
    """What was said to one question, or why nothing was, and how it is known."""

    question: QuestionId
    value: Value | Silence
    basis: Basis


@dataclass(frozen=True)
class AnswerSheet:
    """The current answers of one person to one version of a questionnaire."""

    answers: Mapping[QuestionId, Answer] = field(default_factory=lambda: MappingProxyType({}))

    def find(self, question: QuestionId) -> Answer | None:
        """Give the answer to a question, or None while there is none."""
        return self.answers.get(question)

    def with_answer(self, answer: Answer) -> "AnswerSheet":
        """Give a sheet on which `answer` stands in place of an earlier one."""
        return AnswerSheet(MappingProxyType({**self.answers, answer.question: answer}))
