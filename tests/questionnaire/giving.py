"""Give raw answers to a question of every type, as a page would send them."""

import pytest

from app.conditions.values import Silence, Value
from app.instruments.model import Question
from app.instruments.vocabulary import QuestionType
from app.questionnaire.intake import IntakeError, KnownCodes, RawAnswer, read_answer
from app.questionnaire.model import Answer
from tests.builders import TODAY, question

CODES = KnownCodes(
    countries=frozenset({"RS", "NP"}),
    languages=frozenset({"sr", "ne"}),
    currencies=frozenset({"XTS", "EUR"}),
)
THREATS = [
    {"code": "police", "label": "The police would come"},
    {"code": "beating", "label": "I would be beaten"},
    {"code": "none", "label": "Nothing of this", "exclusive": "yes"},
]
ASKED = {kind.value: question(kind.value, kind.value) for kind in QuestionType} | {
    "several_choices": question("several_choices", "several_choices", options=THREATS),
    "whole_number": question("whole_number", "whole_number", minimum=1, maximum=24),
}


def give(kind: str | Question, *values: str, **parts: str) -> Answer | None:
    asked = ASKED[kind] if isinstance(kind, str) else kind
    return read_answer(asked, RawAnswer(values, parts), CODES, TODAY)


def value_of(kind: str, *values: str, **parts: str) -> Value | Silence:
    answer = give(kind, *values, **parts)
    assert answer is not None
    return answer.value


def error_of(kind: str, *values: str, **parts: str) -> tuple[str, str, dict[str, str]]:
    with pytest.raises(IntakeError) as caught:
        give(kind, *values, **parts)
    return caught.value.key, caught.value.part, caught.value.data
