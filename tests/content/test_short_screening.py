"""What ten minutes can decide, and what they leave for the full assessment."""

from collections.abc import Mapping

import pytest

from app.conditions.truth import Truth
from app.conditions.values import PartialDate, Value
from app.engine.evaluate import assess_indicators
from app.engine.result import RuleSetResult
from app.instruments.ids import GroupId
from tests.content.sheets import SHORT, answer_all, change, choose_fair, tell
from tests.engine.shipped import compiled

LONG_HOURS: Mapping[str, Value] = {"hours_day": 12, "days_week": 7}
PAPERS_GONE: Mapping[str, Value] = {"papers_held": "employer", "papers_back": "refused"}
UNPAID: Mapping[str, Value] = {"paid_how": "nothing"}
WATCHED: Mapping[str, Value] = {"coming_going": frozenset({"watched"})}
BORN_IN_2009: Mapping[str, Value] = {"birth_date": PartialDate(2009, 6, 1), "age_now": 17}


def _screen(group: str, *changes: Mapping[str, Value]) -> RuleSetResult:
    sheet = answer_all(SHORT, choose_fair)
    for each in changes:
        sheet = change(sheet, each)
    states = {name: result.truth for name, result in tell(SHORT, sheet).indicators.items()}
    return assess_indicators(compiled(f"presumption-{group}", GroupId(group)), states)


def _presumption(result: RuleSetResult) -> str:
    found = {str(name): finding.status.value for name, finding in result.findings.items()}
    return found["presumption"]


@pytest.mark.parametrize("group", ["adult", "child"])
def test_work_that_is_in_order_gives_no_presumption(group: str) -> None:
    result = _screen(group)

    assert _presumption(result) == "no"


def test_long_hours_without_pay_under_watch_and_without_papers_give_a_presumption() -> None:
    result = _screen("adult", LONG_HOURS, UNPAID, PAPERS_GONE, WATCHED)

    assert _presumption(result) == "yes"


def test_a_child_needs_no_means_for_the_presumption() -> None:
    result = _screen("child", BORN_IN_2009, LONG_HOURS, UNPAID)

    assert _presumption(result) == "yes"


def test_an_adult_in_bad_work_stays_open_until_the_full_assessment() -> None:
    result = _screen("adult", LONG_HOURS, UNPAID)

    assert _presumption(result) == "open"


def test_every_dimension_of_the_work_itself_is_decided() -> None:
    sheet = answer_all(SHORT, choose_fair)

    indicators = tell(SHORT, sheet).indicators

    unknown = {str(name) for name, each in indicators.items() if each.truth is Truth.UNKNOWN}
    decided = ("exploitation.", "coercion_at_destination.", "coercive_recruitment.")
    assert [name for name in unknown if name.startswith(decided)] == []
