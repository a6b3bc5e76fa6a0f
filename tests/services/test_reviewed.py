"""Documents show the decision that holds, and what a supervisor said beside the machine."""

from app.cases.workflow import Decision
from app.reports.reviewed import NOT_REVIEWED
from app.services.actors import Actor
from app.services.reviewed import find_reviewed
from tests.services.reviewing_world import WHY, ReviewWorld


def test_nothing_is_said_of_a_case_that_waits(world: ReviewWorld, supervisor: Actor) -> None:
    case = world.review(supervisor).history.case

    assert find_reviewed(world.session, world.workplace, case) == NOT_REVIEWED


def test_decision_and_override_come_with_reason_person_and_day(
    world: ReviewWorld, supervisor: Actor
) -> None:
    world.override(supervisor, says=True, reason="I saw the room.")
    world.decide(supervisor, Decision.CONFIRMED)
    today = world.workplace.clock.today()

    case = world.review(supervisor).history.case
    found = find_reviewed(world.session, world.workplace, case)

    made, said = found.decision, found.override
    assert made is not None
    assert said is not None
    assert (made.decision, made.reason, made.by, made.on) == (
        "confirmed",
        WHY,
        supervisor.name,
        today,
    )
    assert (said.says, said.reason, said.by, said.on) == (
        True,
        "I saw the room.",
        supervisor.name,
        today,
    )


def test_what_was_taken_back_is_not_shown(world: ReviewWorld, supervisor: Actor) -> None:
    world.override(supervisor, says=True)
    world.override(supervisor, says=None)
    world.decide(supervisor)
    world.reopen(supervisor)

    case = world.review(supervisor).history.case

    assert find_reviewed(world.session, world.workplace, case) == NOT_REVIEWED
