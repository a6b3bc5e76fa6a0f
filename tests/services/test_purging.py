"""What is due is destroyed when one person proposes it and another one decides."""

from datetime import timedelta

import pytest
from sqlalchemy import inspect, text

from app.cases.retention import Purpose
from app.services.actors import Actor, NotAllowedError
from app.services.after_commit import run_after_commit
from app.services.organisations import set_periods
from app.services.purging import (
    PurgeOutcome,
    PurgeRefusedError,
    decide,
    find_overdue,
    has_to_decide,
    propose,
)
from app.store.ids import CaseId, PurgeId, new_id
from app.store.setup import Store, finish_erasing
from tests.services.conftest import FindActor
from tests.services.reviewing_world import ReviewWorld
from tests.web.installation import MovingClock

YEAR = timedelta(days=366)


@pytest.fixture
def administrator(person: FindActor) -> Actor:
    return person("administrator")


@pytest.fixture
def due(world: ReviewWorld, administrator: Actor, moving: MovingClock) -> ReviewWorld:
    """The case of the world was decided and closed, and is kept for no purpose any more."""
    world.decide(world.person("supervisor"))
    world.close(world.person("supervisor"))
    keep_for(world, administrator, 12)
    moving.moment += YEAR
    return world


def keep_for(world: ReviewWorld, administrator: Actor, months: int | None) -> None:
    periods: dict[Purpose, int | None] = dict.fromkeys(Purpose, months)
    set_periods(world.session, world.workplace, administrator, periods)


def list_numbers(world: ReviewWorld, actor: Actor) -> list[str]:
    found = find_overdue(world.session, world.workplace, actor)
    return [each.number for each in found.cases]


def ask(world: ReviewWorld, actor: Actor) -> PurgeId:
    purge = PurgeId(new_id())
    propose(world.session, world.workplace, actor, purge)
    return purge


def answer(
    world: ReviewWorld, actor: Actor, purge: PurgeId, outcome: PurgeOutcome = PurgeOutcome.DESTROYED
) -> int:
    return decide(world.session, world.workplace, actor, purge, outcome)


def find_rows_of(world: ReviewWorld, case: CaseId) -> set[str]:
    """Give the tables that name a case or its interview anywhere, but for logs and purges."""
    found = set()
    tables = inspect(world.session.connection()).get_table_names()
    for table in set(tables) - {"log_entries", "purges"}:
        rows = world.session.execute(text(f"SELECT * FROM {table}"))  # noqa: S608 # It is ours.
        if any(each in (case, world.interview) for row in rows for each in row):
            found.add(table)
    return found


def test_a_closed_case_is_due_once_no_purpose_needs_it(
    due: ReviewWorld, administrator: Actor, moving: MovingClock
) -> None:
    assert list_numbers(due, administrator) == [due.number]

    moving.moment -= timedelta(days=2)

    assert list_numbers(due, administrator) == []


def test_nothing_is_due_while_a_purpose_has_no_end(due: ReviewWorld, administrator: Actor) -> None:
    periods: dict[Purpose, int | None] = {Purpose.PROCEEDINGS: None}
    set_periods(due.session, due.workplace, administrator, periods)

    found = find_overdue(due.session, due.workplace, administrator)

    assert (found.cases, found.endless) == ((), (Purpose.PROCEEDINGS,))


def test_two_people_destroy_a_case_with_its_rows_and_its_key(
    due: ReviewWorld, administrator: Actor, supervisor: Actor
) -> None:
    case = due.screening(due.person("inspector")).case.id
    assert {"cases", "interviews", "case_events"} <= find_rows_of(due, case)
    purge = ask(due, administrator)
    assert has_to_decide(due.session, supervisor)
    assert not has_to_decide(due.session, administrator)

    destroyed = answer(due, supervisor, purge)
    due.session.commit()
    run_after_commit(due.session)

    assert destroyed == 1
    assert find_rows_of(due, case) == set()
    assert due.workplace.keys.find(case) is None
    assert case in due.workplace.keys.list_erased()
    assert not has_to_decide(due.session, supervisor)


def test_who_proposed_it_never_decides(
    due: ReviewWorld, administrator: Actor, supervisor: Actor
) -> None:
    purge = ask(due, administrator)

    with pytest.raises(PurgeRefusedError, match="Another person"):
        answer(due, administrator, purge)

    assert list_numbers(due, supervisor) == [due.number]


def test_what_is_refused_stays_and_can_be_proposed_again(
    due: ReviewWorld, administrator: Actor, supervisor: Actor
) -> None:
    purge = ask(due, administrator)

    assert answer(due, supervisor, purge, PurgeOutcome.REFUSED) == 0

    assert list_numbers(due, supervisor) == [due.number]
    with pytest.raises(LookupError):
        answer(due, supervisor, purge)
    assert answer(due, supervisor, ask(due, administrator)) == 1


def test_a_case_that_is_due_no_longer_stays(
    due: ReviewWorld, administrator: Actor, supervisor: Actor
) -> None:
    reopened = ask(due, administrator)
    due.reopen(supervisor)

    destroyed = answer(due, supervisor, reopened)

    assert destroyed == 0
    assert "cases" in find_rows_of(due, due.screening(due.person("inspector")).case.id)


def test_one_proposal_waits_at_a_time_and_nothing_due_needs_none(
    due: ReviewWorld, administrator: Actor, supervisor: Actor
) -> None:
    purge = ask(due, administrator)
    propose(due.session, due.workplace, administrator, purge)

    with pytest.raises(PurgeRefusedError, match="Another proposal waits"):
        ask(due, administrator)
    answer(due, supervisor, purge)
    with pytest.raises(PurgeRefusedError, match="No case is due"):
        ask(due, administrator)


def test_other_organisations_and_other_roles_see_and_decide_nothing(
    due: ReviewWorld, administrator: Actor, person: FindActor, supervisor: Actor
) -> None:
    purge = ask(due, administrator)

    assert list_numbers(due, person("stranger")) == []
    assert not has_to_decide(due.session, person("stranger"))
    assert not has_to_decide(due.session, person("inspector"))
    with pytest.raises(LookupError):
        answer(due, person("stranger"), purge)
    with pytest.raises(NotAllowedError):
        answer(due, person("inspector"), purge)
    with pytest.raises(NotAllowedError):
        ask(due, supervisor)


def test_a_key_that_outlived_its_purge_is_destroyed_at_the_next_start(
    due: ReviewWorld, store: Store, administrator: Actor, supervisor: Actor
) -> None:
    case = due.screening(due.person("inspector")).case.id
    answer(due, supervisor, ask(due, administrator))
    due.session.commit()
    # The process ends here, before it comes to the key.
    assert due.workplace.keys.find(case) is not None

    finished = finish_erasing(store, due.workplace.clock.now())

    assert finished == (case,)
    assert due.workplace.keys.find(case) is None
