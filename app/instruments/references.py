"""Check that what conditions and measures refer to exists, and fits."""

import re
from collections.abc import Iterable, Iterator, Mapping

from app.conditions.measures import LONGEST_LIFE
from app.conditions.model import (
    All,
    Codes,
    Condition,
    Measure,
    Not,
    Number,
    ParameterName,
    PayPerHour,
    Statement,
)
from app.documents.nearest import find_nearest
from app.documents.patterns import COUNTRY, LANGUAGE, WORDS
from app.documents.problem import Fault, Path
from app.instruments.ids import QuestionId
from app.instruments.model import Question
from app.instruments.questions import list_codes
from app.instruments.vocabulary import QuestionType

_FEW = 12
_WITH_CODES = {QuestionType.YES_NO, QuestionType.ONE_CHOICE, QuestionType.SEVERAL_CHOICES}
_OPEN_CODES = {
    QuestionType.COUNTRY: (COUNTRY, WORDS[COUNTRY]),
    QuestionType.LANGUAGE: (LANGUAGE, WORDS[LANGUAGE]),
}
_WITH_FIGURES = {QuestionType.WHOLE_NUMBER, QuestionType.DURATION, QuestionType.MONEY}
_UNREAD = {QuestionType.TEXT, QuestionType.DATE}
_ASK_ANOTHER = "Ask a question with options or a number; no condition reads this one."
INPUT_TYPES = {
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
_INPUT_LIMITS = {"hours_a_day": 24, "days_a_week": 7, "or_age_now": LONGEST_LIFE}


def suggest(name: str, known: Iterable[str], kind: str) -> str:
    """Give the hint for a name that isn't known: the nearest one, or what to look for."""
    names = sorted(known)
    nearest = find_nearest(name, names)
    if nearest is not None:
        return f"Did you mean “{nearest}”?"
    if 0 < len(names) <= _FEW:
        return f"Use one of: {', '.join(names)}."
    article = "an" if kind[0] in "aeiou" else "a"
    return f"Use the id of {article} {kind} that exists."


def walk_statements(condition: Condition, path: Path) -> Iterator[tuple[Statement, Path]]:
    """Give every statement of a condition with its path in the document."""
    if isinstance(condition, Statement):
        yield condition, (*path, condition.subject)
    elif isinstance(condition, Not):
        yield from walk_statements(condition.part, (*path, "not"))
    else:
        word = "all" if isinstance(condition, All) else "any"
        for number, part in enumerate(condition.parts):
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
        measure = measures.get(statement.subject)
        if measure is not None:
            yield from _check_measure(statement, measure, place)
        elif question is None:
            hint = suggest(statement.subject, [*questions, *measures], "question or measure")
            yield Fault(place, f"there is no question “{statement.subject}”", hint)
        elif isinstance(statement.operand, Codes):
            yield from _check_codes(statement.operand, question, place)
        else:
            yield from _check_figure(statement, question, place)


def _check_measure(statement: Statement, measure: Measure, path: Path) -> Iterator[Fault]:
    name = statement.subject
    if isinstance(statement.operand, Codes):
        hint = "Compare it with a number, as in `{above: 48}`."
        yield Fault(path, f"the measure “{name}” has no codes", hint)
    elif isinstance(measure, PayPerHour) and isinstance(statement.operand, Number):
        hint = "Compare it with a country's parameter, as in `{below: {parameter: minimum_wage}}`."
        yield Fault(path, f"“{name}” is money, and a number has no currency", hint)


def _check_codes(codes: Codes, question: Question, path: Path) -> Iterator[Fault]:
    if question.type in _OPEN_CODES:
        shape, hint = _OPEN_CODES[question.type]
        for code in codes.codes:
            if not re.fullmatch(shape, code):
                yield Fault(path, f"“{code}” is not the code of a {question.type.value}", hint)
        return
    if question.type not in _WITH_CODES:
        figure = question.type in _WITH_FIGURES
        hint = "Compare it with a number, as in `{above: 3}`." if figure else _ASK_ANOTHER
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
        hint = _ASK_ANOTHER if question.type in _UNREAD else "Compare it with a code."
        what = f"“{question.id}” is a {question.type.value} question and no figure"
        yield Fault(path, what, hint)
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
        wanted = INPUT_TYPES[name]
        if question is None:
            hint = suggest(value, questions, "question")
            yield Fault((*path, name), f"there is no question “{value}”", hint)
        elif question.type is not wanted:
            hint = f"Name a {wanted.value} question."
            yield Fault((*path, name), f"“{value}” is a {question.type.value} question", hint)
        elif (question.maximum or 0) > _INPUT_LIMITS.get(name, question.maximum or 0):
            hint = f"Give the question a maximum of {_INPUT_LIMITS[name]} or less."
            what = f"“{value}” goes up to {question.maximum}, which is too much for this figure"
            yield Fault((*path, name), what, hint)


def list_parameter_names(condition: Condition, path: Path) -> Iterator[tuple[Statement, str, Path]]:
    """Give the statements that compare with a country's parameter, with its name and their path."""
    for statement, place in walk_statements(condition, path):
        if isinstance(statement.operand, ParameterName):
            yield statement, statement.operand.name, place
