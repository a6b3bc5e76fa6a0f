"""What one purpose alone kept goes when it is over, by two people, while the rest is kept."""

import pytest
from sqlalchemy import func, select

from app.cases.retention import Part, Purpose
from app.services.actors import Actor
from app.services.after_commit import run_after_commit
from app.services.case_records import open_victim_record
from app.services.organisations import set_periods
from app.services.purging import (
    PurgeOutcome,
    PurgeRefusedError,
    decide,
    find_overdue,
    propose,
)
from app.store.ids import CaseId, PurgeId, new_id
from app.store.setup import Store, finish_erasing
from app.store.tables import Answer, DatasetRecord, LogEntry
from tests.services.conftest import FindActor
from tests.services.reviewing_world import ReviewWorld
from tests.services.test_purging import YEAR
from tests.web.installation import MovingClock


@pytest.fixture
def administrator(person: FindActor) -> Actor:
    return person("administrator")


@pytest.fixture
def closed(world: ReviewWorld, moving: MovingClock) -> ReviewWorld:
    """A case that was closed a year ago, with a record for statistics."""
    world.decide(world.person("supervisor"))
    inspector = world.person("inspector")
    open_victim_record(world.session, world.workplace, inspector, find_case(world))
    world.close(world.person("supervisor"))
    moving.moment += YEAR
    return world


def find_case(world: ReviewWorld) -> CaseId:
    return world.screening(world.person("inspector")).case.id


def keep_for(world: ReviewWorld, administrator: Actor, *over: Purpose) -> None:
    """Let some purposes be over, and others go on for ten years."""
    periods: dict[Purpose, int | None] = {each: 12 if each in over else 120 for each in Purpose}
    set_periods(world.session, world.workplace, administrator, periods)


def list_due(world: ReviewWorld, actor: Actor) -> set[Part]:
    found = find_overdue(world.session, world.workplace, actor)
    return {*found.parts, *((Part.WHOLE,) if found.cases else ())}


def purge(world: ReviewWorld, administrator: Actor, supervisor: Actor, part: Part) -> int:
    purge_id = PurgeId(new_id())
    propose(world.session, world.workplace, administrator, purge_id, part)
    with pytest.raises(PurgeRefusedError, match="Another person"):
        decide(world.session, world.workplace, administrator, purge_id, PurgeOutcome.DESTROYED)
    count = decide(world.session, world.workplace, supervisor, purge_id, PurgeOutcome.DESTROYED)
    world.session.commit()
    return count


def count(world: ReviewWorld, table: type[Answer] | type[DatasetRecord]) -> int:
    return world.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ((), set()),
        ((Purpose.STATISTICS,), {Part.RECORDS}),
        # There is nobody to be reached and no file in this case, so nothing of those is due.
        ((Purpose.HELP,), set()),
        ((Purpose.PROCEEDINGS,), set()),
        ((Purpose.ACCOUNTABILITY,), set()),
        ((Purpose.HELP, Purpose.PROCEEDINGS), {Part.TOLD}),
        (tuple(Purpose), {Part.WHOLE}),
    ],
)
def test_a_part_is_due_once_its_purposes_are_over(
    closed: ReviewWorld, administrator: Actor, over: tuple[Purpose, ...], expected: set[Part]
) -> None:
    keep_for(closed, administrator, *over)

    assert list_due(closed, administrator) == expected


def test_two_people_destroy_what_was_told_and_statistics_and_decisions_stay(
    closed: ReviewWorld, administrator: Actor, supervisor: Actor
) -> None:
    case = find_case(closed)
    keep_for(closed, administrator, Purpose.HELP, Purpose.PROCEEDINGS)
    before = count(closed, Answer)

    destroyed = purge(closed, administrator, supervisor, Part.TOLD)
    run_after_commit(closed.session)

    said = select(LogEntry.subject).where(LogEntry.action == "part_destroyed")
    assert before > 0
    assert destroyed == 1
    assert (count(closed, Answer), count(closed, DatasetRecord)) == (0, 1)
    assert closed.workplace.keys.find(case) is None
    assert closed.workplace.keys.list_parts() == {(case, Part.TOLD)}
    assert closed.session.scalars(said).all() == [f"{case} told"]
    assert list_due(closed, administrator) == set()
    # What is left goes with the rest of the purposes, and whole.
    keep_for(closed, administrator, *Purpose)
    assert list_due(closed, administrator) == {Part.WHOLE}
    purge(closed, administrator, supervisor, Part.WHOLE)
    run_after_commit(closed.session)
    assert count(closed, DatasetRecord) == 0
    assert closed.workplace.keys.list_parts() == set()


def test_records_go_by_themselves_and_the_case_opens_as_before(
    closed: ReviewWorld, administrator: Actor, supervisor: Actor
) -> None:
    keep_for(closed, administrator, Purpose.STATISTICS)

    destroyed = purge(closed, administrator, supervisor, Part.RECORDS)
    run_after_commit(closed.session)

    assert destroyed == 1
    assert count(closed, DatasetRecord) == 0
    assert count(closed, Answer) > 0
    assert closed.workplace.keys.find(find_case(closed)) is not None


def test_what_a_killed_process_left_is_finished_at_the_next_start(
    closed: ReviewWorld, store: Store, administrator: Actor, supervisor: Actor
) -> None:
    case = find_case(closed)
    keep_for(closed, administrator, Purpose.HELP, Purpose.PROCEEDINGS)
    purge(closed, administrator, supervisor, Part.TOLD)
    # The process ends here, before it comes to the key store.
    assert store.keys.find(case) is not None

    finished = finish_erasing(store, closed.workplace.clock.now())

    assert finished == (case,)
    assert store.keys.list_parts() == {(case, Part.TOLD)}
    assert store.keys.find(case) is None


def test_what_is_kept_for_longer_meanwhile_stays(
    closed: ReviewWorld, administrator: Actor, supervisor: Actor
) -> None:
    keep_for(closed, administrator, Purpose.STATISTICS)
    purge_id = PurgeId(new_id())
    propose(closed.session, closed.workplace, administrator, purge_id, Part.RECORDS)
    keep_for(closed, administrator)

    destroyed = decide(
        closed.session, closed.workplace, supervisor, purge_id, PurgeOutcome.DESTROYED
    )

    assert destroyed == 0
    assert count(closed, DatasetRecord) == 1
