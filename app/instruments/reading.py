"""Which questions something follows from, and which are asked although nothing does."""

from collections.abc import Iterator

from app.conditions.model import Condition, ParameterName, list_inputs, list_statements
from app.documents.problem import Fault
from app.instruments.checks import list_conditions
from app.instruments.ids import QuestionId
from app.instruments.model import Questionnaire
from app.instruments.questions import PlacedQuestion, map_questions, place_questions
from app.instruments.vocabulary import About, QuestionType


def check_read(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Give a fault for each question that nothing follows from, unless it says why it is asked."""
    read = list_read(questionnaire)
    for placed in place_questions(questionnaire):
        question = placed.question
        if question.id in read and question.feeds_nothing is not None:
            hint = "Remove `feeds_nothing:`."
            what = f"“{question.id}” says that it feeds nothing, and something follows from it"
            yield Fault((*placed.path, "feeds_nothing"), what, hint)
        if question.id not in read and question.feeds_nothing is None and not _is_exempt(placed):
            hint = "Read it in a condition, remove it, or add `feeds_nothing:` with the reason."
            yield Fault(placed.path, f"nothing follows from “{question.id}”", hint)


def list_read(questionnaire: Questionnaire) -> set[QuestionId]:
    """Give every question from which an indicator, a danger or being a child may follow.

    What hides such a question counts too.
    """
    placed = map_questions(questionnaire)
    read: set[QuestionId] = set()
    waiting = [condition for condition, _ in list_conditions(questionnaire)]
    while waiting:
        for name in _list_questions(waiting.pop(), questionnaire):
            shown_when = placed[name].question.shown_when
            if name not in read and shown_when is not None:
                waiting.append(shown_when)
            read.add(name)
    return read


def _list_questions(condition: Condition, questionnaire: Questionnaire) -> Iterator[QuestionId]:
    for statement in list_statements(condition):
        measure = questionnaire.measures.get(statement.subject)
        names = (statement.subject,) if measure is None else list_inputs(measure)
        yield from map(QuestionId, names)
        if isinstance(statement.operand, ParameterName) and questionnaire.work_period is not None:
            yield from (QuestionId(name) for _, name in questionnaire.work_period)


def _is_exempt(placed: PlacedQuestion) -> bool:
    """No condition can read text, and what is said about the interview itself is about no work."""
    return placed.question.type is QuestionType.TEXT or placed.topic.about is About.INTERVIEW
