"""What two people coded of the same interview, side by side, with nothing about who they are."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from app.assessment.model import Interview
from app.conditions.values import Silence, Value
from app.instruments.ids import QuestionId
from app.instruments.model import Question, Questionnaire
from app.instruments.questions import list_codes, place_questions
from app.instruments.vocabulary import QuestionType
from app.questionnaire.path import Way

Code: TypeAlias = Value | Silence | bool
"""What was coded: an answer, a reason why there is none, or whether a choice was among several."""

# An amount is no code: two people rarely write the same one, and how far apart they are matters.
AMOUNTS: Final = frozenset(
    {
        QuestionType.WHOLE_NUMBER,
        QuestionType.MONEY,
        QuestionType.DURATION,
        QuestionType.DATE,
    }
)


@dataclass(frozen=True)
class Item:
    """What is compared: a question, or with `option` one choice of several."""

    question: QuestionId
    option: str | None = None


@dataclass(frozen=True)
class CodePair:
    """What the first and the second person coded; None where one of them coded nothing."""

    first: Code
    second: Code


@dataclass(frozen=True)
class Coding:
    """One person's coding, and the way through the questionnaire that follows from it."""

    interview: Interview
    way: Way

    def find_code(self, question: QuestionId) -> Value | Silence:
        """Give what counts; a question that is hidden or was left out is not asked."""
        answer = self.interview.sheet.find(question)
        if answer is None or question not in self.way.shown:
            return Silence.NOT_ASKED
        return answer.value


def pair_codes(
    questionnaire: Questionnaire, first: Coding, second: Coding
) -> Iterator[tuple[Item, CodePair | None]]:
    """Give every question but texts with both codes, and behind several choices each of them.

    The pair is None where nothing can be compared: at least one of the two coded nothing, or for
    one of several choices, at least one of the two recorded a reason why there is no answer.
    """
    for placed in place_questions(questionnaire):
        question = placed.question
        if question.type is not QuestionType.TEXT:
            codes = first.find_code(question.id), second.find_code(question.id)
            yield from _pair(question, *codes)


def _pair(
    question: Question, first: Value | Silence, second: Value | Silence
) -> Iterator[tuple[Item, CodePair | None]]:
    is_compared = Silence.NOT_ASKED not in (first, second)
    yield Item(question.id), CodePair(first, second) if is_compared else None
    if question.type is QuestionType.SEVERAL_CHOICES:
        for option in list_codes(question):
            yield Item(question.id, option), _pair_choices(option, first, second)


def _pair_choices(option: str, first: Value | Silence, second: Value | Silence) -> CodePair | None:
    """Say of one choice whether each of the two chose it; None unless both chose anything."""
    if isinstance(first, frozenset) and isinstance(second, frozenset):
        return CodePair(option in first, option in second)
    return None


def pair_states(first: str, second: str) -> dict[str, CodePair]:
    """Give the states of the indicators that two frozen assessments share, open ones too."""
    states = [json.loads(content)["indicators"] for content in (first, second)]
    return {
        str(name): CodePair(str(state), str(states[1][name]))
        for name, state in states[0].items()
        if name in states[1]
    }


def pair_presumptions(first: str, second: str) -> CodePair:
    """Give what two frozen assessments say first of a presumption of trafficking."""
    said = [
        str(json.loads(content)["leading"][0]["findings"]["presumption"])
        for content in (first, second)
    ]
    return CodePair(said[0], said[1])
