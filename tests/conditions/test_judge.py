"""A statement is yes or no only where the answers leave no other possibility."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

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
from app.conditions.truth import Truth
from app.conditions.values import Duration, PartialDate, Silence, Text, Value
from tests.builders import (
    DAYS,
    MONTHS,
    WEEKS,
    WORK,
    YEARS,
    day,
    facts,
    in_force,
    money,
)

Answers = dict[str, Value | Silence]

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
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


@pytest.mark.parametrize(
    ("answer", "codes", "truth"),
    [
        ("yes", ("yes",), YES),
        ("no", ("yes",), NO),
        ("boss", ("boss", "agent"), YES),
        ("me", ("boss", "agent"), NO),
        (frozenset({"threat", "fine"}), ("threat",), YES),
        (frozenset({"threat", "fine"}), ("beating", "fine"), YES),
        (frozenset({"threat"}), ("beating",), NO),
    ],
)
def test_an_answer_is_one_of_the_codes_or_includes_one(
    answer: Value, codes: tuple[str, ...], truth: Truth
) -> None:
    assert judge(says("a", *codes), {"a": answer}) == Judgement(truth)


@pytest.mark.parametrize("silence", [*Silence, None])
def test_a_silence_is_never_no(silence: Silence | None) -> None:
    answers: Answers = {} if silence is None else {"a": silence}

    assert judge(says("a", "yes"), answers) == Judgement(UNKNOWN, ("a",))


@pytest.mark.parametrize(("code", "truth"), [("yes", NO), ("no", YES)])
def test_what_does_not_apply_is_no_where_the_question_says_so(code: str, truth: Truth) -> None:
    known = facts({"a": Silence.NOT_APPLICABLE}, counts_as_no=frozenset({"a"}))

    assert judge_statement(says("a", code), known) == Judgement(truth)


@pytest.mark.parametrize("answer", [Text("yes"), 3, day("2024"), money(3)])
def test_an_answer_without_codes_has_no_truth(answer: Value) -> None:
    assert judge(says("a", "yes"), {"a": answer}).truth is UNKNOWN


@pytest.mark.parametrize(
    ("answer", "number", "truth"),
    [
        (9, 8, YES),
        (8, 8, NO),
        (money("0.01"), 0, YES),
        (money(0), 0, NO),
        (Duration(8, DAYS), 7, YES),
        (Duration(1, WEEKS), 7, NO),
        (Duration(1, MONTHS), 27, YES),
        (Duration(1, MONTHS), 28, UNKNOWN),
        (Duration(1, MONTHS), 31, NO),
        (Duration(2, YEARS), 729, YES),
        (Duration(2, YEARS), 731, UNKNOWN),
        (Duration(2, YEARS), 732, NO),
    ],
)
def test_a_number_of_money_or_a_duration_is_compared_with_a_number(
    answer: Value, number: int, truth: Truth
) -> None:
    assert judge(above("a", number), {"a": answer}).truth is truth


def test_a_duration_that_lies_around_the_bound_lacks_precision() -> None:
    judgement = judge(above("a", 30), {"a": Duration(1, MONTHS)})

    assert judgement == Judgement(UNKNOWN, missing=("precision",))


@pytest.mark.parametrize("answer", [Silence.UNKNOWN, Text("eight"), "eight"])
def test_a_figure_waits_for_its_question_where_that_gives_none(answer: Value | Silence) -> None:
    assert judge(above("a", 8), {"a": answer}) == Judgement(UNKNOWN, ("a",))


def test_what_is_decided_waits_for_nothing() -> None:
    assert judge(above("weekly_hours", 105), {"hours": 15}) == Judgement(NO)


def test_what_is_open_waits_for_the_answers_that_would_narrow_it() -> None:
    assert judge(above("weekly_hours", 48), {"hours": 15}) == Judgement(UNKNOWN, ("days",))


def test_a_parameter_that_is_missing_is_named() -> None:
    judgement = judge(LONG_WEEK, {**WORKED, "hours": 15, "days": 7})

    assert judgement == Judgement(UNKNOWN, missing=("parameter:most_hours",))


def test_a_gross_wage_decides_nothing_and_says_that_the_net_one_is_missing() -> None:
    answers: Answers = {**WORKED, "pay": money(1), "any_taken": "no"}

    judgement = judge(LOW_PAY, answers, minimum_wage=(in_force(None),))

    assert judgement == Judgement(UNKNOWN, missing=("parameter:minimum_wage:net",))


def test_pay_in_another_currency_is_unknown_however_low() -> None:
    answers: Answers = {**WORKED, "pay": money(1, "EUR"), "any_taken": "no"}

    judgement = judge(LOW_PAY, answers, minimum_wage=(in_force(money(5)),))

    assert judgement == Judgement(UNKNOWN, missing=("currency",))


def test_nothing_at_all_is_low_pay_in_every_currency() -> None:
    answers: Answers = {**WORKED, "pay": money(0, "EUR", "month"), "any_taken": "no"}

    assert judge(LOW_PAY, answers, minimum_wage=(in_force(money(5)),)) == Judgement(YES)


def test_an_amount_of_money_is_not_compared_with_a_plain_number() -> None:
    answers: Answers = {**WORKED, "pay": money(1), "any_taken": "no"}

    judgement = judge(LOW_PAY, answers, minimum_wage=(in_force(5),))

    assert judgement == Judgement(UNKNOWN, missing=("currency",))


def test_each_thing_that_is_waited_for_is_named_once() -> None:
    answers: Answers = {"pay": money(100, period="day")}

    judgement = judge(LOW_PAY, answers, minimum_wage=(in_force(money(5)),))

    assert judgement.waits_for == (
        "hours",
        "any_taken",
        "taken",
        "began",
        "still_working",
        "ended",
    )


def test_a_limit_exceeded_on_a_certain_day_is_exceeded_whatever_the_other_days() -> None:
    limits = (in_force(60, "2020-01-01", "2024-05-31"), in_force(48, "2024-06-01"))

    judgement = judge(LONG_WEEK, {**WORKED, "hours": 10, "days": 5}, most_hours=limits)

    assert judgement == Judgement(YES)


def test_a_certain_day_is_enough_even_where_other_days_have_no_value() -> None:
    limits = (in_force(48, "2024-06-01", "2024-06-01"),)

    judgement = judge(LONG_WEEK, {**WORKED, "hours": 10, "days": 5}, most_hours=limits)

    assert judgement == Judgement(YES)


def test_a_limit_that_holds_only_on_possible_days_decides_nothing() -> None:
    answers: Answers = {"began": day("2024"), "still_working": "no", "ended": day("2024")}
    limits = (in_force(60, "2020-01-01", "2024-05-31"), in_force(48, "2024-06-01"))

    judgement = judge(LONG_WEEK, {**answers, "hours": 10, "days": 5}, most_hours=limits)

    assert judgement == Judgement(UNKNOWN, missing=("precision",))


def test_a_limit_exceeded_on_every_possible_day_is_exceeded() -> None:
    answers: Answers = {"began": day("2024"), "still_working": "no", "ended": day("2024")}
    limits = (in_force(40, "2020-01-01", "2024-05-31"), in_force(48, "2024-06-01"))

    judgement = judge(LONG_WEEK, {**answers, "hours": 10, "days": 5}, most_hours=limits)

    assert judgement == Judgement(YES)


def test_a_limit_is_not_exceeded_only_where_every_possible_day_has_one() -> None:
    answers: Answers = {**WORKED, "hours": 8, "days": 5}

    whole = judge(LONG_WEEK, answers, most_hours=(in_force(48),))
    broken = judge(LONG_WEEK, answers, most_hours=(in_force(48, "2024-03-02"),))

    assert whole == Judgement(NO)
    assert broken == Judgement(UNKNOWN, missing=("parameter:most_hours",))


def test_work_of_unknown_beginning_is_never_within_the_limit_for_certain() -> None:
    answers: Answers = {"still_working": "yes", "hours": 8, "days": 5}

    judgement = judge(LONG_WEEK, answers, most_hours=(in_force(48),))

    assert judgement == Judgement(UNKNOWN, ("began",))


def test_work_of_unknown_days_exceeds_a_limit_that_was_always_exceeded() -> None:
    answers: Answers = {"hours": 15, "days": 7}
    limits = (in_force(60, "2020-01-01", "2024-05-31"), in_force(48, "2024-06-01"))

    assert judge(LONG_WEEK, answers, most_hours=limits) == Judgement(YES)


FIRST = date(2024, 1, 1)


@st.composite
def spans(draw: st.DrawFn, last: int = 40) -> tuple[int, int]:
    start = draw(st.integers(0, last))
    return start, draw(st.integers(start, last))


@st.composite
def limits(draw: st.DrawFn) -> dict[int, int]:
    """Draw a limit for each of some days; no day has two."""
    found: dict[int, int] = {}
    for first, last in draw(st.lists(spans(), max_size=4)):
        limit = draw(st.sampled_from([40, 48, 60]))
        found |= dict.fromkeys(range(first, last + 1), limit)
    return found


def as_values(by_day: Mapping[int, int]) -> tuple[ParameterValue, ...]:
    days = {number: (FIRST + timedelta(days=number)).isoformat() for number in by_day}
    return tuple(in_force(by_day[n], days[n], days[n]) for n in sorted(by_day))


@given(limits(), spans(), st.booleans(), st.booleans(), st.integers(5, 9))
def test_a_parameter_equals_the_enumeration_of_every_day(
    by_day: dict[int, int],
    worked: tuple[int, int],
    about_began: bool,  # noqa: FBT001 - drawn.
    about_ended: bool,  # noqa: FBT001 - drawn.
    hours: int,
) -> None:
    def said(number: int, about: bool) -> PartialDate:  # noqa: FBT001 - as above.
        on = FIRST + timedelta(days=number)
        return PartialDate(on.year, on.month, on.day, about)

    began, ended = worked
    answers: Answers = {
        "began": said(began, about_began),
        "ended": said(ended, about_ended),
        "still_working": "no",
        "hours": hours,
        "days": 7,
    }
    possible = range(began - about_began, ended + about_ended + 1)
    certain = range(began + about_began, ended - about_ended + 1)
    exceeded = {number: hours * 7 > limit for number, limit in by_day.items()}
    expected = UNKNOWN
    if any(exceeded.get(number) for number in certain):
        expected = YES
    elif all(number in exceeded for number in possible):
        outcomes = {exceeded[number] for number in possible}
        expected = {frozenset({True}): YES, frozenset({False}): NO}.get(
            frozenset(outcomes), UNKNOWN
        )

    assert judge(LONG_WEEK, answers, most_hours=as_values(by_day)).truth is expected


@given(
    st.fixed_dictionaries(
        {
            "pay": st.builds(
                money,
                st.integers(1, 400),
                st.sampled_from(["XTS", "EUR"]),
                st.sampled_from(["hour", "day", "week", "month"]),
            ),
            "any_taken": st.sampled_from(["yes", "no"]),
            "taken": st.builds(
                money, st.integers(0, 40), st.just("XTS"), st.sampled_from(["day", "month", "once"])
            ),
            "hours": st.integers(1, 24),
            "days": st.integers(1, 7),
            "began": st.sampled_from([day("2024-03-01"), day("2024"), day("2023", about=True)]),
            "ended": st.sampled_from([day("2025-03-01"), day("2025")]),
            "still_working": st.just("no"),
        }
    ),
    st.sets(st.sampled_from(["pay", "any_taken", "taken", "hours", "days", "ended"])),
    st.sampled_from([LONG_WEEK, LOW_PAY, above("weekly_hours", 48), says("any_taken", "yes")]),
)
def test_filling_in_a_silent_answer_never_turns_what_is_decided(
    answers: Answers, silent: set[str], statement: Statement
) -> None:
    assume(not (answers["any_taken"] == "no" and "taken" not in silent))
    parameters = {
        "most_hours": (in_force(60, "2020-01-01", "2024-12-31"), in_force(48, "2025-01-01")),
        "minimum_wage": (
            in_force(money(3), "2020-01-01", "2024-06-30"),
            in_force(money(600, period="month"), "2024-07-01"),
        ),
        "normal_weekly_hours": (in_force(40),),
    }
    before = {name: value for name, value in answers.items() if name not in silent}

    first = judge(statement, before, **parameters)
    second = judge(statement, answers, **parameters)

    assert first.truth in (UNKNOWN, second.truth)
