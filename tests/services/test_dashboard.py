"""The dashboard: counted by the database, within reach, what is unknown by itself."""

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.cases.workflow import Decision
from app.datasets.crosstab.count import CONFIDENTIAL, SMALL, TOTAL
from app.reports.spread import Spread
from app.services.actors import Actor, NotAllowedError
from app.services.dashboard import (
    FOUND,
    NO_SECTOR,
    STANDINGS,
    By,
    IndicatorLine,
    count_cases,
    find_span,
    rank_signs,
    show,
)
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.assessments import list_assessments
from app.store.case_counts import Counted, count_screened
from app.store.cases import Reach
from app.store.ids import AreaId
from app.store.interviews import list_interviews
from tests.services.conftest import FindActor, Leading
from tests.services.reviewing_world import ReviewWorld
from tests.services.test_case_lists import screen
from tests.web.installation import BEGIN, MovingClock

MARCH = "2026-03"


def read_row(session: Session, workplace: Workplace, actor: Actor, by: By, row: str) -> list[str]:
    """Give what is shown of a row: all, then what was found, then where the cases stand."""
    found = count_cases(session, workplace, actor, by, None)
    assert found.found is not None
    assert found.standing is not None
    cells = [found.found.read(row, each) for each in (TOTAL, *FOUND)]
    return [*cells, *(found.standing.read(row, each) for each in STANDINGS)]


@pytest.mark.both
def test_cases_are_counted_by_what_was_found_and_where_they_stand(
    world: ReviewWorld, session: Session, workplace: Workplace, person: FindActor
) -> None:
    supervisor = person("supervisor")
    finding = world.review(supervisor).presumption
    assert finding is not None
    expected = ["1", *("1" if each == finding.value else "0" for each in FOUND)]
    waiting = read_row(session, workplace, supervisor, By.MONTH, MARCH)
    screen(session, workplace, person("southerner"))
    world.decide(supervisor, Decision.CONFIRMED)

    decided = read_row(session, workplace, supervisor, By.MONTH, MARCH)
    by_sector = read_row(session, workplace, supervisor, By.SECTOR, NO_SECTOR)

    assert waiting == [*expected, "1", "0", "0", "0", "0"]
    assert decided[0] == "2"
    assert decided[4:] == ["1", "0", "1", "0", "0"]
    assert by_sector == decided
    assert read_row(session, workplace, supervisor, By.MONTH, TOTAL) == decided


def test_signs_are_those_of_the_frozen_results(
    world: ReviewWorld, session: Session, workplace: Workplace, person: FindActor
) -> None:
    [interview] = list_interviews(session, world.screening(person("inspector")).case.id)
    key = workplace.keys.get(interview.case_id)
    [result] = list_assessments(session, key, interview.id)
    states = json.loads(result.content)["indicators"]

    lines = count_cases(session, workplace, person("supervisor"), By.SIGN, None).signs

    assert {each.indicator for each in lines} == {n for n, each in states.items() if each == "yes"}
    assert {each.spread for each in lines} == {Spread(1, 0, 0)}


def test_supervisor_counts_no_cases_of_another_organisation(
    world: ReviewWorld, session: Session, workplace: Workplace, person: FindActor
) -> None:
    theirs = read_row(session, workplace, person("stranger"), By.MONTH, TOTAL)

    assert world.number
    assert set(theirs) == {"0"}


@pytest.mark.parametrize("name", ["outreach", "inspector", "administrator"])
def test_dashboard_is_for_supervisors_and_analysts(
    session: Session, workplace: Workplace, person: FindActor, name: str
) -> None:
    with pytest.raises(NotAllowedError):
        count_cases(session, workplace, person(name), By.MONTH, None)

    with pytest.raises(NotAllowedError):
        count_cases(session, workplace, person(name), By.SIGN, None)


@pytest.mark.both
def test_sign_that_is_unknown_is_counted_as_unknown_and_not_as_absent(
    world: ReviewWorld, session: Session, workplace: Workplace, person: FindActor
) -> None:
    screen(session, workplace, person("southerner"))
    assert world.number

    lines = count_cases(session, workplace, person("supervisor"), By.SIGN, None).signs

    assert lines
    assert {each.spread for each in lines} == {Spread(1, 0, 1)}


def test_cases_are_counted_within_areas_and_without_those_that_are_left_out(
    world: ReviewWorld, session: Session, person: FindActor
) -> None:
    case = world.screening(person("inspector")).case
    own = Counted(Reach(case.organisation_id), BEGIN, BEGIN + timedelta(days=2))
    elsewhere = replace(own.reach, areas=frozenset({AreaId(case.area_id + 1)}))

    [counted] = count_screened(session, own)

    assert (counted.month, counted.area, counted.count) == (MARCH, case.area_id, 1)
    assert list(count_screened(session, replace(own, reach=elsewhere))) == []
    assert list(count_screened(session, replace(own, besides=frozenset({case.id})))) == []
    assert list(count_screened(session, replace(own, since=own.until))) == []


def test_case_counts_in_the_month_in_which_it_began_in_every_span_that_has_it(
    world: ReviewWorld,
    session: Session,
    workplace: Workplace,
    person: FindActor,
    moving: MovingClock,
) -> None:
    supervisor = person("supervisor")
    moving.moment = datetime(2027, 5, 1, 9, tzinfo=UTC)

    later = count_cases(session, workplace, supervisor, By.MONTH, None)
    then = count_cases(session, workplace, supervisor, By.MONTH, 2026)

    assert later.found is not None
    assert then.found is not None
    assert later.found.read(TOTAL, TOTAL) == "0"
    assert then.found.read(MARCH, TOTAL) == then.found.read(TOTAL, TOTAL) == "1"
    assert then.years == (2027, 2026)
    assert world.number


def test_interview_that_is_not_finished_is_not_screened(
    leading: Leading, session: Session, workplace: Workplace, person: FindActor
) -> None:
    leading.say(consent_storage="yes")

    assert read_row(session, workplace, person("supervisor"), By.AREA, TOTAL)[0] == "0"


def test_few_cases_are_withheld_from_an_analyst_and_no_year_can_be_chosen(
    world: ReviewWorld, session: Session, workplace: Workplace, person: FindActor
) -> None:
    analyst = person("analyst")

    found = count_cases(session, workplace, analyst, By.MONTH, 2026)

    assert not found.is_exact
    assert (found.years, found.span.year) == ((), None)
    signs = count_cases(session, workplace, analyst, By.SIGN, 2026).signs
    for grid in (found.found, found.standing):
        assert grid is not None
        assert set(grid.cells.values()) <= {SMALL, CONFIDENTIAL}
    assert {each.spread for each in signs} == {None}
    assert world.number


def test_same_count_is_hidden_in_every_table_and_totals_do_not_give_it_away() -> None:
    counts = Counter({("north", "yes"): 30, ("north", "no"): 20, ("south", "yes"): 12})
    counts["south", "no"] = 2

    shown = show(counts, ("north", "south"), ("yes", "no"), is_exact=False)
    exact = show(counts, ("north", "south"), ("yes", "no"), is_exact=True)

    assert shown.read("south", "no") == SMALL
    assert exact.read("south", "no") == "2"
    assert exact.read("south", TOTAL) == "14"
    assert exact.read(TOTAL, TOTAL) == "64"
    in_row = [shown.read("south", each) for each in ("yes", "no")]
    in_column = [shown.read(each, "no") for each in ("north", "south")]
    for cells in (in_row, in_column):
        assert sum(not each.isdecimal() for each in cells) != 1


def test_signs_come_most_often_present_first_and_withheld_ones_last() -> None:
    spreads = {
        "a": Spread(6, 9, 5),
        "b": Spread(10, 5, 5),
        "c": Spread(15, 4, 1),
        "d": Spread(0, 15, 5),
    }

    withheld = rank_signs(spreads, is_exact=False)
    exact = rank_signs(spreads, is_exact=True)

    assert [each.indicator for each in withheld] == ["b", "a", "c"]
    assert withheld[-1] == IndicatorLine("c", None)
    assert [each.indicator for each in exact] == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("today", "year", "first", "last", "count"),
    [
        (date(2026, 3, 4), None, "2025-04", "2026-03", 12),
        (date(2026, 12, 31), None, "2026-01", "2026-12", 12),
        (date(2026, 3, 4), 2024, "2024-01", "2024-12", 12),
    ],
)
def test_span_is_of_whole_months(
    today: date, year: int | None, first: str, last: str, count: int
) -> None:
    months = find_span(today, year).months

    assert (months[0], months[-1], len(months)) == (first, last, count)
