"""What statements of these tests compare, and how they are judged."""

from app.conditions.evaluate import Judgement
from app.conditions.facts import ParameterValue
from app.conditions.judge import judge_statement
from app.conditions.model import (
    Codes,
    Comparison,
    Measure,
    Number,
    ParameterName,
    PayPerHour,
    Statement,
    WeeklyHours,
)
from app.conditions.values import Silence, Value
from tests.builders import WORK, day, facts, money

Answers = dict[str, Value | Silence]

MEASURES: dict[str, Measure] = {
    "weekly_hours": WeeklyHours(kind="weekly_hours", hours_a_day="hours", days_a_week="days"),
    "pay_per_hour": PayPerHour(
        kind="pay_per_hour",
        pay="pay",
        any_deductions="any_taken",
        deductions="taken",
        hours_a_day="hours",
        days_a_week="days",
    ),
}
LONG_WEEK = Statement("weekly_hours", Comparison.ABOVE, ParameterName("most_hours"))
LOW_PAY = Statement("pay_per_hour", Comparison.BELOW, ParameterName("minimum_wage"))
WORKED: Answers = {
    "began": day("2024-03-01"),
    "still_working": "no",
    "ended": day("2024-06-30"),
}


def says(subject: str, *codes: str) -> Statement:
    return Statement(subject, Comparison.IS, Codes(codes))


def above(subject: str, number: int) -> Statement:
    return Statement(subject, Comparison.ABOVE, Number(money(number).amount))


def judge(
    statement: Statement, answers: Answers, **parameters: tuple[ParameterValue, ...]
) -> Judgement:
    known = facts(answers, measures=MEASURES, parameters=parameters, work=WORK)
    return judge_statement(statement, known)
