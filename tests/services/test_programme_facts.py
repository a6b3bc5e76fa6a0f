"""The figures of a programme come from what its organisation did, and from nothing else."""

from app.cases.workflow import Decision
from app.datasets.performance.model import Decision as Decided
from app.datasets.performance.model import Programme
from app.datasets.performance.people import IDENTIFIED, REFUSED
from app.services.actors import Actor
from app.services.programme_facts import gather_programme
from tests.datasets.reference import load
from tests.services.conftest import FindActor
from tests.services.reviewing_world import ReviewWorld


def gather(world: ReviewWorld, actor: Actor) -> Programme:
    return gather_programme(world.session, actor.organisation, load())


def test_a_screening_is_of_the_one_who_held_it_and_of_no_other_organisation(
    world: ReviewWorld, inspector: Actor, person: FindActor
) -> None:
    own, theirs = gather(world, inspector), gather(world, person("outreach"))

    (screening,) = own.screenings
    assert screening.officer == str(inspector.account)
    assert screening.completed_at is not None
    assert screening.saved_at is None
    assert [each.closed_on for each in own.cases] == [None]
    assert (theirs.screenings, theirs.cases, theirs.decisions) == ((), (), ())
    assert str(inspector.account) in {each.officer for each in own.officers}
    assert str(inspector.account) not in {each.officer for each in theirs.officers}


def test_only_the_decision_that_holds_counts(
    world: ReviewWorld, supervisor: Actor, inspector: Actor
) -> None:
    world.decide(supervisor, Decision.CONFIRMED)
    confirmed = gather(world, inspector).decisions
    world.reopen(supervisor)
    reopened = gather(world, inspector).decisions
    world.decide(supervisor, Decision.NOT_CONFIRMED)
    world.close(supervisor)
    closed = gather(world, inspector)

    case, today = closed.cases[0].case, world.workplace.clock.today()
    assert confirmed == (Decided(case, today, IDENTIFIED),)
    assert reopened == ()
    assert closed.decisions == (Decided(case, today, REFUSED),)
    assert closed.cases[0].closed_on == today
