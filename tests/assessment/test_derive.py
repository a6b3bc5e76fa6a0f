"""What answers say and what an interviewer set become one state for each indicator."""

import pytest

from app.assessment.derive import combine
from app.assessment.model import IndicatorResult, Setting, Settings
from app.conditions.truth import Truth
from app.conditions.values import Silence
from app.instruments.ids import IndicatorId
from tests.assessment.story import ADULT_SINCE_LONG, HARD_WORK, Told, assess_story, give, set_to
from tests.builders import money

WAGES = IndicatorId("deceptive_recruitment.wages")
DOCUMENTS = IndicatorId("coercion_at_destination.documents")
LOW_PAY = IndicatorId("exploitation.low_or_no_salary")
NEVER_ASKED = IndicatorId("exploitation.bad_living")


def result_of(name: IndicatorId, told: Told, settings: Settings | None = None) -> IndicatorResult:
    return assess_story(give(told), settings).indicators[name]


def setting(*, present: bool) -> Setting:
    return Setting(WAGES, present=present, reason="Seen.")


@pytest.mark.parametrize("derived", list(Truth))
def test_without_a_setting_the_answers_speak(derived: Truth) -> None:
    assert combine(derived, None) is derived


@pytest.mark.parametrize("derived", list(Truth))
def test_a_set_yes_wins_over_no_and_unknown(derived: Truth) -> None:
    assert combine(derived, setting(present=True)) is Truth.YES


@pytest.mark.parametrize(
    ("derived", "combined"),
    [(Truth.YES, Truth.YES), (Truth.NO, Truth.NO), (Truth.UNKNOWN, Truth.NO)],
)
def test_a_set_no_never_beats_a_yes_from_the_answers(derived: Truth, combined: Truth) -> None:
    assert combine(derived, setting(present=False)) is combined


def test_every_indicator_of_the_catalogue_has_a_state_in_its_order() -> None:
    assessment = assess_story(give({}))

    names = [indicator.id for indicator in assessment.sources.catalogue.item.indicators]

    assert list(assessment.indicators) == names


def test_an_indicator_that_nothing_asks_about_is_unknown_and_waits_for_no_question() -> None:
    result = result_of(NEVER_ASKED, {})

    assert result.truth is Truth.UNKNOWN
    assert result.derived is None
    assert (result.not_asked, result.not_answered, result.missing) == ((), (), ())


def test_a_question_that_was_asked_in_vain_is_not_one_that_was_never_asked() -> None:
    result = result_of(
        WAGES, {"told_about": frozenset({"pay"}), "found_it": Silence.PREFER_NOT_TO_SAY}
    )

    assert result.truth is Truth.UNKNOWN
    assert result.not_asked == ()
    assert result.not_answered == ("found_it",)


def test_a_hidden_question_is_not_waited_for() -> None:
    result = result_of(DOCUMENTS, {"papers_held": Silence.UNKNOWN, "papers_back": "yes"})
    asked_of_me = result_of(DOCUMENTS, {"papers_held": "me", "papers_back": "yes"})

    assert result.truth is Truth.NO
    assert asked_of_me.truth is Truth.NO
    assert asked_of_me.not_asked == ()


def test_a_decided_indicator_waits_for_nothing() -> None:
    result = result_of(WAGES, {"told_about": Silence.UNKNOWN}, set_to(present=[WAGES]))

    assert result.truth is Truth.YES
    assert (result.not_asked, result.not_answered, result.missing) == ((), (), ())


def test_a_missing_parameter_is_named() -> None:
    sheet = give({**ADULT_SINCE_LONG, **HARD_WORK})

    result = assess_story(sheet, laws=False).indicators[LOW_PAY]

    assert result.truth is Truth.UNKNOWN
    assert result.missing == ("parameter:minimum_wage",)


def test_another_currency_is_named_as_what_is_missing() -> None:
    pay = money(100, currency="EUR", period="month")

    result = result_of(LOW_PAY, {**ADULT_SINCE_LONG, **HARD_WORK, "pay_received": pay})

    assert result.truth is Truth.UNKNOWN
    assert result.missing == ("currency",)


@pytest.mark.parametrize(
    ("found", "present", "conflict"),
    [
        ("worse", True, False),
        ("worse", False, True),
        ("as_told", True, True),
        ("as_told", False, False),
        (Silence.UNKNOWN, True, False),
        (Silence.UNKNOWN, False, False),
    ],
)
def test_only_opposites_are_a_conflict(
    found: str | Silence,
    present: bool,  # noqa: FBT001
    conflict: bool,  # noqa: FBT001
) -> None:
    settings = set_to(present=[WAGES]) if present else set_to(absent=[WAGES])

    result = result_of(WAGES, {"told_about": frozenset({"pay"}), "found_it": found}, settings)

    assert result.is_in_conflict is conflict


def test_what_nothing_asks_about_is_never_in_conflict() -> None:
    result = result_of(NEVER_ASKED, {}, set_to(present=[NEVER_ASKED]))

    assert result.truth is Truth.YES
    assert not result.is_in_conflict
