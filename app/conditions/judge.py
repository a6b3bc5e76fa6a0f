"""Judge a statement about answers: yes, no, or unknown and what it waits for."""

from fractions import Fraction

from app.conditions.evaluate import Judgement
from app.conditions.facts import Facts
from app.conditions.intervals import UNBOUNDED, Interval, compare, exactly
from app.conditions.measures import Figure, measure_figure
from app.conditions.model import Codes, Comparison, Number, ParameterName, Statement
from app.conditions.parameters import Bound, InForce, find_in_force
from app.conditions.truth import Truth, all_of, any_of
from app.conditions.values import Duration, DurationUnit, Money

_DAYS = {
    DurationUnit.DAYS: (1, 1),
    DurationUnit.WEEKS: (7, 7),
    DurationUnit.MONTHS: (28, 31),
    DurationUnit.YEARS: (365, 366),
}


def judge_statement(statement: Statement, facts: Facts) -> Judgement:
    """Judge one statement about a question or a measure."""
    if isinstance(statement.operand, Codes):
        return _judge_codes(statement.subject, statement.operand, facts)
    figure = _find_figure(statement.subject, facts)
    if isinstance(statement.operand, Number):
        bound = Fraction(statement.operand.value)
        truth = compare(figure.interval, statement.comparison, bound)
        return _settle(truth, figure.waits_for, figure.missing)
    return _judge_parameter(figure, statement.comparison, statement.operand, facts)


def _judge_codes(question: str, expected: Codes, facts: Facts) -> Judgement:
    code = facts.find_code(question)
    said = facts.find(question, frozenset) if code is None else {code}
    if said is None:
        return Judgement(Truth.UNKNOWN, waits_for=(question,))
    return Judgement(Truth.YES if said & set(expected.codes) else Truth.NO)


def _find_figure(subject: str, facts: Facts) -> Figure:
    measure = facts.measures.get(subject)
    if measure is not None:
        return measure_figure(measure, facts)
    match facts.answers.get(subject):
        case int(number):
            return Figure(exactly(number))
        case Money(amount):
            return Figure(exactly(amount))
        case Duration(number, unit):
            shortest, longest = _DAYS[unit]
            return Figure(Interval(Fraction(number * shortest), Fraction(number * longest)))
        case _:
            return Figure(UNBOUNDED, (subject,))


def _judge_parameter(
    figure: Figure, comparison: Comparison, parameter: ParameterName, facts: Facts
) -> Judgement:
    """Compare with every value that was in force on the days of the work.

    Yes if it holds on a certain day of work, or whichever possible day it was; no only if it holds
    on no possible day and every possible day has a value.
    """
    in_force = find_in_force(parameter.name, facts)
    waits_for = (*figure.waits_for, *in_force.waits_for)
    missing = (*figure.missing, *in_force.missing)
    if any(_other_currency(figure, bound) for bound in in_force.possible):
        return Judgement(Truth.UNKNOWN, waits_for, (*missing, "currency"))
    truth = _over_days(figure.interval, comparison, in_force)
    return _settle(truth, waits_for, missing)


def _over_days(interval: Interval, comparison: Comparison, in_force: InForce) -> Truth:
    possible = [compare(interval, comparison, bound.value) for bound in in_force.possible]
    certain = [compare(interval, comparison, bound.value) for bound in in_force.certain]
    if any_of(certain) is Truth.YES:
        return Truth.YES
    if possible and not in_force.missing and all_of(possible) is Truth.YES:
        return Truth.YES
    if in_force.complete and any_of(possible) is Truth.NO:
        return Truth.NO
    return Truth.UNKNOWN


def _other_currency(figure: Figure, bound: Bound) -> bool:
    return figure.currency is not None and figure.currency != bound.currency


def _settle(truth: Truth, waits_for: tuple[str, ...], missing: tuple[str, ...]) -> Judgement:
    """Give a judgement; what is decided waits for nothing."""
    if truth is not Truth.UNKNOWN:
        return Judgement(truth)
    if not waits_for and not missing:
        missing = ("precision",)
    return Judgement(truth, tuple(dict.fromkeys(waits_for)), tuple(dict.fromkeys(missing)))
