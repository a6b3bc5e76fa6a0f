"""Fields of questions: they carry what was sent, and hold no rule about it."""

from collections.abc import Mapping
from typing import Any, Final

from wtforms import Field

from app.instruments.model import Question
from app.instruments.vocabulary import QuestionType
from app.questionnaire.intake import RawAnswer

# What each type sends besides, or instead of, the question's own name: `<question>-<part>`.
PARTS: Final[Mapping[QuestionType, tuple[str, ...]]] = {
    QuestionType.YES_NO: (),
    QuestionType.ONE_CHOICE: (),
    QuestionType.SEVERAL_CHOICES: (),
    QuestionType.WHOLE_NUMBER: (),
    QuestionType.MONEY: ("amount", "currency", "period"),
    QuestionType.DURATION: ("number", "unit"),
    QuestionType.DATE: ("day", "month", "year", "about"),
    QuestionType.TEXT: (),
    QuestionType.COUNTRY: (),
    QuestionType.LANGUAGE: (),
}
PARTS_OF_ALL: Final = ("silence", "basis")


class QuestionField(Field):  # type: ignore[misc] # The library has no types.
    """All that a form sends for one question; `is_present` says whether it sent anything."""

    def __init__(self, question: Question, **options: Any) -> None:
        super().__init__(**{**options, "name": str(question.id)})
        self.question = question
        self.raw = RawAnswer()
        self.is_present = False

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take what was sent under the question's name and under the names of its parts."""
        del data, extra_filters
        self.process_errors: list[str] = []
        if formdata is None:
            return
        names = {part: f"{self.name}-{part}" for part in _list_parts(self.question)}
        self.is_present = any(name in formdata for name in (self.name, *names.values()))
        self.raw = RawAnswer(
            values=tuple(formdata.getlist(self.name)),
            parts={
                part: formdata.getlist(name)[-1] for part, name in names.items() if name in formdata
            },
        )
        self.data = self.raw


def _list_parts(question: Question) -> tuple[str, ...]:
    return PARTS[question.type] + PARTS_OF_ALL
