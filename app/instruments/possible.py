"""How a question can be answered, as far as some statements can tell the answers apart."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, product

from app.conditions.intervals import compare, exactly
from app.conditions.model import Codes, Number, ParameterName, Statement
from app.conditions.truth import Truth
from app.instruments.model import Question
from app.instruments.questions import list_codes
from app.instruments.vocabulary import QuestionType

_OPEN_CODES = {QuestionType.COUNTRY, QuestionType.LANGUAGE}
_FIGURES = {QuestionType.WHOLE_NUMBER, QuestionType.DURATION, QuestionType.MONEY}


@dataclass(frozen=True)
class Way:
    """One way to answer: in words, and which statements it makes true and not false."""

    said: str
    true: frozenset[Statement]


def list_ways(question: Question, statements: Sequence[Statement]) -> tuple[Way, ...]:
    """Give one answer of each kind that the statements about a question tell apart."""
    if question.type in _FIGURES:
        ways = list_figures(question.id, statements, question.minimum or 0, question.maximum)
    elif question.type is QuestionType.SEVERAL_CHOICES:
        ways = _list_several(question, statements)
    else:
        ways = tuple(_list_single(question, statements))
    return _keep_first(ways)


def list_figures(
    name: str, statements: Sequence[Statement], least: int = 0, most: int | None = None
) -> tuple[Way, ...]:
    """Give figures on both sides of each number that `name` is compared with.

    A country may set a parameter to anything, so what is compared with one may be so or not.
    """
    numbers = [each.operand.value for each in statements if isinstance(each.operand, Number)]
    near = {Fraction(number) + step for number in numbers for step in (-1, 0, 1)}
    values: list[Fraction | None] = [
        each for each in sorted(near) if each >= least and (most is None or each <= most)
    ]
    open_ones = [each for each in statements if isinstance(each.operand, ParameterName)]
    ways = [
        _word_figure(name, value, statements, frozenset(chain.from_iterable(chosen)))
        for chosen in product(*(((), (each,)) for each in open_ones))
        for value in values or [None]
    ]
    return _keep_first(ways)


def _word_figure(
    name: str, value: Fraction | None, statements: Sequence[Statement], chosen: frozenset[Statement]
) -> Way:
    reached = {
        each
        for each in statements
        if value is not None
        and isinstance(each.operand, Number)
        and compare(exactly(value.__floor__()), each.comparison, Fraction(each.operand.value))
        is Truth.YES
    }
    bounds = [
        f"{each.comparison.value.replace('_', ' ')} {each.operand.name}"
        for each in statements
        if each in chosen and isinstance(each.operand, ParameterName)
    ]
    said = "answered" if value is None else str(value)
    return Way(f"{name}: {', '.join(bounds) or said}", frozenset({*reached, *chosen}))


def _list_single(question: Question, statements: Sequence[Statement]) -> Iterator[Way]:
    codes = list_codes(question)
    if question.type in _OPEN_CODES:
        codes = tuple(dict.fromkeys(code for each in statements for code in _codes(each)))
    for code in codes:
        yield Way(f"{question.id}: {code}", _matching(statements, {code}))
    if not codes or question.type in _OPEN_CODES:
        yield Way(f"{question.id}: answered", frozenset())
    if question.not_applicable == "no":
        yield Way(f"{question.id}: does not apply", _matching(statements, {"no"}))


def _list_several(question: Question, statements: Sequence[Statement]) -> tuple[Way, ...]:
    """Join options that may stand beside each other, until nothing new comes of it."""
    alone = [option.code for option in question.options if option.exclusive]
    found: dict[frozenset[Statement], tuple[str, ...]] = {}
    waiting: list[tuple[str, ...]] = [
        (option.code,) for option in question.options if not option.exclusive
    ]
    while waiting:
        chosen = waiting.pop(0)
        true = _matching(statements, set(chosen))
        if true not in found:
            found[true] = chosen
            waiting += [(*each, *chosen) for each in list(found.values()) if each != chosen]
    ways = [Way(_word_codes(question, [code]), _matching(statements, {code})) for code in alone]
    ways += [Way(_word_codes(question, chosen), true) for true, chosen in found.items()]
    if question.not_applicable == "no":
        ways.append(Way(f"{question.id}: does not apply", _matching(statements, {"no"})))
    return tuple(ways)


def _word_codes(question: Question, chosen: Iterable[str]) -> str:
    return f"{question.id}: [{', '.join(dict.fromkeys(chosen))}]"


def _matching(statements: Iterable[Statement], chosen: set[str]) -> frozenset[Statement]:
    return frozenset(each for each in statements if chosen & set(_codes(each)))


def _codes(statement: Statement) -> tuple[str, ...]:
    return statement.operand.codes if isinstance(statement.operand, Codes) else ()


def _keep_first(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Keep the first of those that no statement can tell apart."""
    first: dict[frozenset[Statement], Way] = {}
    for way in ways:
        first.setdefault(way.true, way)
    return tuple(first.values())
