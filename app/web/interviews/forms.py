"""Forms of interviews. What a topic sends is read by `app.questionnaire.intake`, not here."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.validators import UUID, InputRequired

from app.instruments.ids import QuestionId
from app.instruments.model import Question, Topic
from app.questionnaire.intake import IntakeError, KnownCodes, RawAnswer, read_answer
from app.questionnaire.model import Answer
from app.web.interviews.fields import QuestionField

_PREFIX: Final = "question_"


class StartForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """What an interview begins with; the choices are given with each request."""

    case = HiddenField(validators=[InputRequired(), UUID()])
    interview = HiddenField(validators=[InputRequired(), UUID()])
    questionnaire = SelectField(validators=[InputRequired()])
    module = SelectField(default="")
    country = SelectField(validators=[InputRequired()])
    area = SelectField(coerce=int, validators=[InputRequired()])


class DiscardForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """That somebody knows that everything is destroyed."""

    sure = BooleanField(validators=[InputRequired()])


class SaveForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """What the script sends besides the fields of the question itself."""

    question = StringField(validators=[InputRequired()])
    answer_id = StringField(validators=[InputRequired(), UUID()])


class SendForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """A button alone, with the token that proves whose page it was pressed on."""


@dataclass
class Reading:
    """What a page of answers came to: answers, questions whose answer was taken back, errors."""

    answers: list[Answer | QuestionId] = dataclasses.field(default_factory=list)
    errors: dict[QuestionId, IntakeError] = dataclasses.field(default_factory=dict)
    raw: dict[QuestionId, RawAnswer] = dataclasses.field(default_factory=dict)


@lru_cache(maxsize=256)
def build_form_class(topic: Topic) -> type[FlaskForm]:
    """Give the form of a topic: a field for each question, by the question's type."""
    fields: dict[str, Any] = {
        f"{_PREFIX}{question.id}": _declare(question) for question in topic.questions
    }
    return type("TopicForm", (FlaskForm,), fields)


def read_form(form: FlaskForm, codes: KnownCodes, today: date) -> Reading:
    """Read every question that was sent; one that was not sent was not on the page."""
    fields = (each for each in form if isinstance(each, QuestionField) and each.is_present)
    return read_fields(fields, codes, today)


def read_fields(fields: Iterable[QuestionField], codes: KnownCodes, today: date) -> Reading:
    """Read what was sent for some questions."""
    reading = Reading()
    for each in fields:
        question = each.question
        reading.raw[question.id] = each.raw
        try:
            answer = read_answer(question, each.raw, codes, today)
        except IntakeError as error:
            reading.errors[question.id] = error
        else:
            reading.answers.append(question.id if answer is None else answer)
    return reading


def find_field(form: FlaskForm, question: Question) -> QuestionField:
    """Give the field of a question."""
    field: QuestionField = form[f"{_PREFIX}{question.id}"]
    return field


def _declare(question: Question) -> Any:
    return QuestionField(question)
