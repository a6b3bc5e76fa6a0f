"""Check that what conditions and measures refer to exists, and fits."""

import difflib
from collections.abc import Iterable, Iterator, Mapping

from app.conditions.model import (
    All,
    Any,
    Codes,
    Condition,
    Measure,
    Not,
    Number,
    ParameterName,
    Statement,
)
from app.documents.problem import Fault, Path
from app.instruments.ids import QuestionId
from app.instruments.model import Question
from app.instruments.questions import list_codes
from app.instruments.vocabulary import QuestionType

_WITH_CODES = {QuestionType.YES_NO, QuestionType.ONE_CHOICE, QuestionType.SEVERAL_CHOICES}
_OPEN_CODES = {QuestionType.COUNTRY, QuestionType.LANGUAGE}
_WITH_FIGURES = {QuestionType.WHOLE_NUMBER, QuestionType.DURATION, QuestionType.MONEY}
_INPUT_TYPES = {
    "hours_a_day": QuestionType.WHOLE_NUMBER,
    "days_a_week": QuestionType.WHOLE_NUMBER,
    "pay": QuestionType.MONEY,
    "any_deductions": QuestionType.YES_NO,
    "deductions": QuestionType.MONEY,
    "born": QuestionType.DATE,
    "or_age_now": QuestionType.WHOLE_NUMBER,
    "on": QuestionType.DATE,
    "began": QuestionType.DATE,
    "ended": QuestionType.DATE,
    "still_working": QuestionType.YES_NO,
}


def suggest(name: str, known: Iterable[str], kind: str) -> str:
    """Give the hint for a name that isn't known: the nearest one, or where to look."""
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"Did you mean “{close[0]}”?" if close else f"Use the id of a {kind} of this file."


def walk_statements(condition: Condition, path: Path) -> Iterator[tuple[Statement, Path]]:
    """Give every statement of a condition with its path in the document."""
    match condition:
        case Statement(subject):
            yield condition, (*path, subject)
        case Not(part):
            yield from walk_statements(part, (*path, "not"))
        case All(parts) | Any(parts):
            word = "all" if isinstance(condition, All) else "any"
            for number, part in enumerate(parts):
                yield from walk_statements(part, (*path, word, number))


def check_condition(
    condition: Condition,
    path: Path,
    questions: Mapping[QuestionId, Question],
    measures: Mapping[str, Measure],
) -> Iterator[Fault]:
    """Give the faults of a condition about answers: unknown subjects, codes that don't exist."""
    for statement, place in walk_statements(condition, path):
        question = questions.get(QuestionId(statement.subject))
        if statement.subject in measures:
            if isinstance(statement.operand, Codes):
                hint = "Compare it with a number, as in `{above: 48}`."
                yield Fault(place, f"the measure “{statement.subject}” has no codes", hint)
        elif question is None:
            hint = suggest(statement.subject, [*questions, *measures], "question or measure")
            yield Fault(place, f"there is no question “{statement.subject}”", hint)
        elif isinstance(statement.operand, Codes):
            yield from _check_codes(statement.operand, question, place)
        else:
            yield from _check_figure(statement, question, place)


def _check_codes(codes: Codes, question: Question, path: Path) -> Iterator[Fault]:
    if question.type in _OPEN_CODES:
        return
    if question.type not in _WITH_CODES:
        hint = "Compare it with a number, or ask a question with options."
        what = f"“{question.id}” is a {question.type.value} question and has no options"
        yield Fault(path, what, hint)
        return
    known = list_codes(question)
    for code in codes.codes:
        if code not in known:
            hint = f"Use one of: {', '.join(known)}."
            yield Fault(path, f"“{code}” is not an option of “{question.id}”", hint)


def _check_figure(statement: Statement, question: Question, path: Path) -> Iterator[Fault]:
    if question.type not in _WITH_FIGURES:
        hint = "Compare it with the code of an option."
        yield Fault(path, f"“{question.id}” is a {question.type.value}, not a figure", hint)
    elif question.type is QuestionType.MONEY:
        zero = isinstance(statement.operand, Number) and statement.operand.value == 0
        if not zero:
            hint = "Use a `pay_per_hour` measure; money alone is compared with 0 only."
            yield Fault(path, "amounts in unknown currencies can't be compared", hint)


def check_inputs(
    inputs: Iterable[tuple[str, str]], path: Path, questions: Mapping[QuestionId, Question]
) -> Iterator[Fault]:
    """Give the faults of what a measure, or the work period, is worked out from."""
    for name, value in inputs:
        if name == "kind":
            continue
        question = questions.get(QuestionId(value))
        wanted = _INPUT_TYPES[name]
        if question is None:
            hint = suggest(value, questions, "question")
            yield Fault((*path, name), f"there is no question “{value}”", hint)
        elif question.type is not wanted:
            hint = f"Name a {wanted.value} question."
            yield Fault((*path, name), f"“{value}” is a {question.type.value} question", hint)


def list_parameter_names(condition: Condition, path: Path) -> Iterator[tuple[str, Path]]:
    """Give the country parameters that a condition reads, with their paths."""
    for statement, place in walk_statements(condition, path):
        if isinstance(statement.operand, ParameterName):
            yield statement.operand.name, place
