"""A country's parameters are read for the days of the work, and what lacks is named."""

from datetime import date
from fractions import Fraction

import pytest

from app.conditions.facts import Facts, ParameterValue
from app.conditions.parameters import Bound, WorkSpan, find_in_force, work_span
from app.conditions.values import Money, Silence, Value
from tests.builders import TODAY, WORK, day, facts, in_force, money

Answers = dict[str, Value | Silence]

STILL: Answers = {"began": day("2024-03-01"), "still_working": "yes"}
LEFT: Answers = {
    "began": day("2024-03-01"),
    "still_working": "no",
    "ended": day("2024-06-30"),
}


def on(written: str) -> date:
    return date.fromisoformat(written)


def span_of(answers: Answers) -> tuple[str, str, str | None, tuple[str, ...]]:
    span = work_span(facts(answers, work=WORK))
    certain = None if span.certain is None else f"{span.certain[0]}…{span.certain[1]}"
    return str(span.first), str(span.last), certain, span.waits_for


def during(answers: Answers, **parameters: tuple[ParameterValue, ...]) -> Facts:
    return facts(answers, work=WORK, parameters=parameters)


SPANS: dict[str, tuple[Answers, tuple[str, str, str | None, tuple[str, ...]]]] = {
    "work that goes on lasts to this day": (
        STILL,
        ("2024-03-01", "2026-11-22", "2024-03-01…2026-11-22", ()),
    ),
    "work that ended lasts from its first to its last day": (
        LEFT,
        ("2024-03-01", "2024-06-30", "2024-03-01…2024-06-30", ()),
    ),
    "months leave their days open at both ends": (
        {"began": day("2024-03"), "still_working": "no", "ended": day("2024-06")},
        ("2024-03-01", "2024-06-30", "2024-03-31…2024-06-01", ()),
    ),
    "no single day is certain within one month": (
        {"began": day("2024-03"), "still_working": "no", "ended": day("2024-03")},
        ("2024-03-01", "2024-03-31", None, ()),
    ),
    "an end that nobody named is today at the latest": (
        {"began": day("2024-03-01"), "still_working": "no"},
        ("2024-03-01", "2026-11-22", "2024-03-01…2024-03-01", ("ended",)),
    ),
    "whether it goes on is asked too": (
        {"began": day("2024")},
        ("2024-01-01", "2026-11-22", None, ("still_working", "ended")),
    ),
    "a beginning that nobody named leaves only the last day certain": (
        {"still_working": "yes"},
        ("None", "2026-11-22", "2026-11-22…2026-11-22", ("began",)),
    ),
    "neither beginning nor exact end": (
        {"still_working": "no", "ended": day("2024-06")},
        ("None", "2024-06-30", None, ("began",)),
    ),
    "nothing is known": ({}, ("None", "2026-11-22", None, ("began", "still_working", "ended"))),
    "an end still to come is today at the latest": (
        {"began": day("2024-03-01"), "still_working": "no", "ended": day("2026")},
        ("2024-03-01", "2026-11-22", "2024-03-01…2026-01-01", ()),
    ),
    "work that may have lasted one day only is no contradiction": (
        {"began": day("2024-06"), "still_working": "no", "ended": day("2024-06-01", about=True)},
        ("2024-06-01", "2024-06-02", None, ()),
    ),
    "an end that can only be the first possible day is no contradiction": (
        {"began": day("2024-06"), "still_working": "no", "ended": day("2024-05-31", about=True)},
        ("2024-06-01", "2024-06-01", None, ()),
    ),
    "an end before the beginning leaves every day between them possible": (
        {"began": day("2025-03"), "still_working": "no", "ended": day("2024-06")},
        ("2024-06-01", "2025-03-31", None, ()),
    ),
}


@pytest.mark.parametrize("name", SPANS)
def test_days_of_work_are_as_certain_as_what_was_said(name: str) -> None:
    answers, expected = SPANS[name]

    assert span_of(answers) == expected


def test_where_nobody_is_asked_when_the_work_was_it_is_today() -> None:
    assert work_span(facts()) == WorkSpan(TODAY, TODAY, (TODAY, TODAY), ())


def test_only_values_in_force_on_days_of_the_work_count() -> None:
    limits = (
        in_force(50, "2010-01-01", "2023-12-31"),
        in_force(48, "2024-01-01", "2024-04-30"),
        in_force(44, "2024-05-01", "2024-12-31"),
        in_force(40, "2025-01-01"),
    )

    found = find_in_force("hours", during(LEFT, hours=limits))

    assert found.possible == (
        Bound(Fraction(48), on("2024-01-01"), on("2024-04-30")),
        Bound(Fraction(44), on("2024-05-01"), on("2024-12-31")),
    )
    assert found.certain == found.possible
    assert (found.complete, found.waits_for, found.missing) == (True, (), ())


def test_a_value_of_days_that_are_only_possible_is_not_certain() -> None:
    answers: Answers = {"began": day("2024"), "still_working": "no", "ended": day("2024-12-31")}
    limits = (in_force(50, "2020-01-01", "2024-12-30"), in_force(40, "2024-12-31"))

    found = find_in_force("hours", during(answers, hours=limits))

    assert [bound.value for bound in found.possible] == [50, 40]
    assert [bound.value for bound in found.certain] == [40]


def test_a_parameter_that_the_country_does_not_state_is_named() -> None:
    found = find_in_force("hours", during(LEFT))

    assert (found.possible, found.complete, found.missing) == ((), False, ("parameter:hours",))


@pytest.mark.parametrize(
    "limits",
    [
        (in_force(48, "2024-04-01"),),
        (in_force(48, "2010-01-01", "2024-05-31"),),
        (in_force(48, "2010-01-01", "2024-04-30"), in_force(48, "2024-05-02")),
        (in_force(48, "2010-01-01", "2024-02-28"),),
    ],
    ids=["before", "after", "between", "all of them"],
)
def test_days_without_a_value_are_missing(limits: tuple[ParameterValue, ...]) -> None:
    found = find_in_force("hours", during(LEFT, hours=limits))

    assert (found.complete, found.missing) == (False, ("parameter:hours",))


def test_where_the_beginning_is_unknown_nothing_is_complete_and_nothing_is_missing() -> None:
    found = find_in_force("hours", during({"still_working": "yes"}, hours=(in_force(48),)))

    assert [bound.value for bound in found.possible] == [48]
    assert (found.complete, found.waits_for, found.missing) == (False, ("began",), ())


def test_where_neither_the_beginning_nor_any_value_is_known_the_parameter_is_missing() -> None:
    found = find_in_force("hours", during({"still_working": "yes"}))

    assert (found.possible, found.missing) == ((), ("parameter:hours",))


@pytest.mark.parametrize(
    ("begins", "ends"), [("2024-06-30", "9999-12-31"), ("1990-01-01", "2024-03-01")]
)
def test_a_value_of_the_first_or_the_last_day_only_is_in_force_on_that_day(
    begins: str, ends: str
) -> None:
    found = find_in_force("hours", during(LEFT, hours=(in_force(48, begins, ends),)))

    assert [bound.value for bound in found.possible] == [48]
    assert [bound.value for bound in found.certain] == [48]


def test_a_value_that_begins_after_work_of_unknown_beginning_has_ended_is_missing() -> None:
    answers: Answers = {"still_working": "no", "ended": day("2024-06-30")}

    found = find_in_force("hours", during(answers, hours=(in_force(48, "2025-01-01"),)))

    assert (found.possible, found.missing) == ((), ("parameter:hours",))


def test_a_wage_that_is_published_before_tax_only_says_that_the_net_one_is_missing() -> None:
    found = find_in_force("minimum_wage", during(LEFT, minimum_wage=(in_force(None),)))

    assert (found.possible, found.missing) == ((), ("parameter:minimum_wage:net",))


def test_a_gross_wage_of_other_days_is_nobody_s_concern() -> None:
    wages = (in_force(None, "1990-01-01", "2023-12-31"), in_force(money(5), "2024-01-01"))

    found = find_in_force("minimum_wage", during(LEFT, minimum_wage=wages))

    assert (found.complete, found.missing) == (True, ())


def test_a_gross_wage_that_follows_the_work_is_nobody_s_concern_either() -> None:
    wages = (in_force(money(5), "2024-01-01", "2024-06-30"), in_force(None, "2024-07-01"))

    found = find_in_force("minimum_wage", during(LEFT, minimum_wage=wages))

    assert (found.complete, found.missing) == (True, ())


@pytest.mark.parametrize(
    "wages",
    [
        (in_force(None, "1990-01-01", "2024-03-01"), in_force(money(5), "2024-03-02")),
        (in_force(money(5), "1990-01-01", "2024-06-29"), in_force(None, "2024-06-30")),
    ],
    ids=["first", "last"],
)
def test_a_gross_wage_of_one_day_of_the_work_says_that_the_net_one_is_missing(
    wages: tuple[ParameterValue, ...],
) -> None:
    found = find_in_force("minimum_wage", during(LEFT, minimum_wage=wages))

    assert (found.complete, found.missing) == (False, ("parameter:minimum_wage:net",))


def test_gross_days_and_days_without_a_wage_are_both_named() -> None:
    wages = (in_force(None, "2024-03-15", "2024-04-30"), in_force(money(5), "2024-05-01"))

    found = find_in_force("minimum_wage", during(LEFT, minimum_wage=wages))

    assert found.missing == ("parameter:minimum_wage", "parameter:minimum_wage:net")


@pytest.mark.parametrize(
    ("wage", "expected"),
    [
        (money("5.20", period="hour"), Fraction("5.2")),
        (money("208", period="week"), Fraction("5.2")),
        (money("901.33", period="month"), Fraction("901.33") * 12 / (40 * 52)),
    ],
)
def test_a_wage_is_turned_into_that_of_an_hour_of_the_normal_week(
    wage: Money, expected: Fraction
) -> None:
    parameters = {"minimum_wage": (in_force(wage),), "normal_weekly_hours": (in_force(40),)}

    (bound,) = find_in_force("minimum_wage", during(LEFT, **parameters)).possible

    assert (bound.value, bound.currency) == (expected, "XTS")


def test_a_wage_for_an_hour_needs_no_normal_week() -> None:
    found = find_in_force("minimum_wage", during(LEFT, minimum_wage=(in_force(money(5)),)))

    assert (found.complete, found.missing) == (True, ())


def test_a_monthly_wage_follows_the_normal_week_where_that_changed() -> None:
    parameters = {
        "minimum_wage": (in_force(money(520, period="month")),),
        "normal_weekly_hours": (
            in_force(48, "1990-01-01", "2024-03-31"),
            in_force(40, "2024-04-01", "2024-12-31"),
            in_force(30, "2025-01-01"),
        ),
    }

    found = find_in_force("minimum_wage", during(LEFT, **parameters))

    assert [(bound.value, bound.first, bound.last) for bound in found.possible] == [
        (Fraction(5, 2), on("1990-01-01"), on("2024-03-31")),
        (Fraction(3), on("2024-04-01"), on("2024-12-31")),
    ]
    assert found.missing == ()


def test_a_normal_week_of_one_day_gives_the_wage_of_that_day() -> None:
    parameters = {
        "minimum_wage": (in_force(money(80, period="week")),),
        "normal_weekly_hours": (in_force(40, "2024-04-02", "2024-04-02"),),
    }

    found = find_in_force("minimum_wage", during(LEFT, **parameters))

    assert found.possible == (Bound(Fraction(2), on("2024-04-02"), on("2024-04-02"), "XTS"),)


def test_a_monthly_wage_in_a_country_that_states_no_normal_week_says_so() -> None:
    wages = (in_force(money(520, period="month")),)

    found = find_in_force("minimum_wage", during(LEFT, minimum_wage=wages))

    assert found.missing == ("parameter:normal_weekly_hours",)


@pytest.mark.parametrize("normal", [(), (in_force(40, "2024-05-01"),), (in_force(None),)])
def test_a_monthly_wage_without_a_normal_week_says_so(normal: tuple[ParameterValue, ...]) -> None:
    wages = (in_force(money(520, period="month")),)

    found = find_in_force(
        "minimum_wage", during(LEFT, minimum_wage=wages, normal_weekly_hours=normal)
    )

    assert (found.complete, found.missing) == (False, ("parameter:normal_weekly_hours",))
