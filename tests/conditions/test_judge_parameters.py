"""What was in force on the days of the work decides, and only as far as those days are known."""

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from app.conditions.evaluate import Judgement
from app.conditions.facts import ParameterValue
from app.conditions.model import Statement
from app.conditions.truth import Truth
from app.conditions.values import PartialDate
from tests.builders import day, in_force, money
from tests.conditions.statements import LONG_WEEK, LOW_PAY, WORKED, Answers, above, judge, says

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


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


def decide_by_days(exceeded: Mapping[int, bool], possible: range, certain: range) -> Truth:
    if any(exceeded.get(number) for number in certain):
        return YES
    found = {exceeded.get(number) for number in possible}
    return YES if found == {True} else NO if found == {False} else UNKNOWN


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

    judgement = judge(LONG_WEEK, answers, most_hours=as_values(by_day))

    assert judgement.truth is decide_by_days(exceeded, possible, certain)


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
