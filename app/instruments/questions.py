"""Find one's way in a questionnaire: every question with its section, topic and place."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.conditions.model import ParameterName, list_inputs, list_statements
from app.documents.problem import Path
from app.instruments.ids import IndicatorId, QuestionId
from app.instruments.model import Option, Question, Questionnaire, Section, Topic
from app.instruments.vocabulary import QuestionType

YES_NO_CODES = ("yes", "no")


@dataclass(frozen=True)
class PlacedQuestion:
    """A question with the section and topic in which it stands, and its path in the document."""

    section: Section
    topic: Topic
    question: Question
    path: Path


def place_questions(questionnaire: Questionnaire) -> Iterator[PlacedQuestion]:
    """Give every question in the order in which it is asked."""
    for s, section in enumerate(questionnaire.sections):
        for t, topic in enumerate(section.topics):
            for q, question in enumerate(topic.questions):
                path: Path = ("sections", s, "topics", t, "questions", q)
                yield PlacedQuestion(section, topic, question, path)


def map_questions(questionnaire: Questionnaire) -> dict[QuestionId, PlacedQuestion]:
    """Give the questions of a questionnaire by id."""
    return {placed.question.id: placed for placed in place_questions(questionnaire)}


def list_codes(question: Question) -> tuple[str, ...]:
    """Give the codes that an answer to a question with options can have."""
    if question.type is QuestionType.YES_NO:
        return YES_NO_CODES
    return tuple(option.code for option in question.options)


def find_option(question: Question, code: str) -> Option | None:
    """Give the option with that code, if the question offers it."""
    return next((option for option in question.options if option.code == code), None)


def list_feeding(questionnaire: Questionnaire, indicator: IndicatorId) -> tuple[QuestionId, ...]:
    """Give the questions that an indicator is derived from, in the order in which they are asked.

    Questions behind a measure count too, and where it is compared with a country's parameter, those
    that say when the work was.
    """
    derivation = questionnaire.indicators.get(indicator)
    if derivation is None:
        return ()
    named: set[str] = set()
    for statement in list_statements(derivation.when):
        measure = questionnaire.measures.get(statement.subject)
        named |= {statement.subject} if measure is None else set(list_inputs(measure))
        if isinstance(statement.operand, ParameterName) and questionnaire.work_period is not None:
            named |= {question for _, question in questionnaire.work_period}
    return tuple(
        placed.question.id
        for placed in place_questions(questionnaire)
        if placed.question.id in named
    )
