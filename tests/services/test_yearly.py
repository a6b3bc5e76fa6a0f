"""Yearly tables are counted once while nothing changes, and anew as soon as anything does."""

from itertools import islice

import pytest

from app.cases.workflow import Decision
from app.datasets.held import Holding, Origin
from app.datasets.sample_victims import generate_victims
from app.datasets.yearly import publish
from app.services import yearly
from app.services.dataset_records import Keeper, enter, keep
from app.services.session import Session
from app.services.workplace import Workplace
from app.services.yearly import Tabulation, tabulate
from app.store.dataset_records import add_entry
from app.store.ids import EntryId, InterviewId, new_id
from tests.datasets.reference import dataset, load
from tests.services.conftest import FindActor
from tests.services.reviewing_world import ReviewWorld

YEAR = 2026


def count_victims(found: Tabulation) -> int:
    counts = found.counted["registered_victims"].counts
    return next(number for cell, number in counts.items() if not cell.margin)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give a list that grows by one each time that everything is counted."""
    times: list[int] = []
    count = publish.count_everything

    def note(*given: object) -> object:
        times.append(1)
        return count(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(yearly, "count_everything", note)
    return times


def test_tables_are_counted_once_while_no_record_changes(
    session: Session, counted: list[int]
) -> None:
    found = {id(tabulate(session, load(), YEAR, "ZY")) for _ in range(3)}

    assert len(counted) == len(found) == 1


def test_a_record_that_somebody_else_kept_or_changed_is_counted_at_once(
    session: Session, workplace: Workplace, person: FindActor, counted: list[int]
) -> None:
    analyst = person("supervisor")
    keeper = Keeper(analyst.account, analyst.organisation, workplace.clock)
    victim = next(islice(generate_victims(dataset("victims"), 3, "ZZ"), 1))
    values = {**victim.values, "victim_status": "identified"}
    day = workplace.clock.today()
    dated = {**values, "identified_on": day, "presumed_on": day, "registered_on": day}
    holding = Holding(dataset("victims"))

    before = tabulate(session, load(), day.year, "ZZ")
    record = keep(
        session,
        keeper,
        load().datasets.newest("victims"),
        enter(holding, dated, Origin.ENTERED),
    )
    between = tabulate(session, load(), day.year, "ZZ")
    change = enter(holding, {"victim_status": "not_a_victim"}, Origin.ENTERED)
    now = workplace.clock.now()
    add_entry(session, record, change, now, analyst.account, EntryId(new_id()))
    after = tabulate(session, load(), day.year, "ZZ")

    assert [count_victims(each) for each in (before, between, after)] == [0, 1, 0]
    assert len(counted) == 3


def test_a_decision_that_changes_is_counted_at_once(
    session: Session, workplace: Workplace, person: FindActor, begun: InterviewId
) -> None:
    world = ReviewWorld(session, workplace, person, begun)
    world.answer(person("inspector"), consent_storage="yes", hours_day=14)
    world.finish(person("inspector"))
    supervisor = person("supervisor")
    year = workplace.clock.today().year

    world.decide(supervisor, Decision.CONFIRMED)
    confirmed = tabulate(session, load(), year, "ZZ")
    world.reopen(supervisor)
    reopened = tabulate(session, load(), year, "ZZ")

    assert [count_victims(each) for each in (confirmed, reopened)] == [1, 0]
