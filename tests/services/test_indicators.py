from dataclasses import replace

import pytest

from app.conditions.truth import Truth
from app.instruments.ids import IndicatorId
from app.services.answers import InterviewClosedError
from app.services.indicators import (
    IndicatorChoice,
    ReasonMissingError,
    SettingChoice,
    UnknownIndicatorError,
    set_indicator,
)
from app.services.interviews import assess_screening
from app.store.ids import SettingId, new_id
from tests.services.conftest import Leading

HOURS = IndicatorId("exploitation.hours")
WHOLE = IndicatorChoice(SettingId(new_id()), HOURS, SettingChoice.YES, "seen at the site")


def set_hours(leading: Leading, **changes: object) -> None:
    """Set the indicator of excessive hours, or something else instead."""
    new = replace(WHOLE, id=SettingId(new_id()), **changes)  # type: ignore[arg-type]
    set_indicator(leading.session, leading.workplace, leading.actor, leading.now(), new)


def test_set_yes_makes_an_open_indicator_present(leading: Leading) -> None:
    set_hours(leading)

    result = assess_screening(leading.now()).indicators[HOURS]
    assert result.truth is Truth.YES
    assert result.setting is not None
    assert result.setting.reason == "seen at the site"


def test_set_no_never_beats_what_the_answers_say(leading: Leading) -> None:
    leading.say(hours_day=15, days_week=7, still_working="yes")

    set_hours(leading, choice=SettingChoice.NO)

    result = assess_screening(leading.now()).indicators[HOURS]
    assert result.truth is Truth.YES
    assert result.is_in_conflict


def test_setting_that_is_withdrawn_counts_no_more(leading: Leading) -> None:
    set_hours(leading)
    set_hours(leading, choice=SettingChoice.WITHDRAWN)

    result = assess_screening(leading.now()).indicators[HOURS]
    assert result.truth is Truth.UNKNOWN
    assert result.setting is None


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"reason": "  "}, ReasonMissingError),
        ({"indicator": IndicatorId("exploitation.weather")}, UnknownIndicatorError),
    ],
)
def test_setting_without_reason_or_indicator_is_refused(
    leading: Leading, changes: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        set_hours(leading, **changes)


def test_finished_interview_takes_in_no_setting(leading: Leading) -> None:
    leading.finish()

    with pytest.raises(InterviewClosedError):
        set_hours(leading)
