"""Ask a second person to code an interview, and take that back."""

from dataclasses import replace

import pytest

from app.cases.second_coding import CodingBasis, CodingState
from app.cases.workflow import CaseEventKind
from app.services.actors import NotAllowedError
from app.services.case_lists import find_history
from app.services.coding import (
    find_assignment,
    list_assignments,
)
from app.services.interviews import find_screening
from app.services.second_codings import (
    NothingRecordedError,
    TakenError,
    find_latest_coding,
    list_candidates,
    list_latest_codings,
    withdraw,
)
from app.store.accounts import NewAccount, create_account
from app.store.ids import AccountId
from tests.services.coding_world import FIRST, RECORDED, World
from tests.services.conftest import FindActor, Leading
from tests.web.installation import MovingClock

BOTH = ("inspector", "supervisor")


@pytest.fixture
def world(leading: Leading, person: FindActor, moving: MovingClock) -> World:
    leading.say(**FIRST)
    leading.finish()
    return World(leading, person("supervisor"), person("colleague"), moving)


def test_only_those_can_be_asked_who_screen_in_the_area_and_had_no_part(world: World) -> None:
    screening = world.leading.now()

    found = list_candidates(world.session, world.workplace, world.supervisor, screening)

    # The one who led the interview, the area's others and other organisations are not among them.
    assert [each.name for each in found] == ["colleague"]


@pytest.mark.parametrize(("roles", "is_offered"), [(("inspector",), True), (BOTH, False)])
def test_those_who_supervise_as_well_can_not_be_asked(
    world: World, roles: tuple[str, ...], *, is_offered: bool
) -> None:
    case = world.leading.now().case
    moment = world.moving.moment
    organisation, areas = case.organisation_id, (case.area_id,)
    new = NewAccount("new@people.example", "new", None, organisation, roles, areas, moment)
    added = create_account(world.session, new)

    found = list_candidates(world.session, world.workplace, world.supervisor, world.leading.now())

    assert (added in {each.id for each in found}) is is_offered


@pytest.mark.parametrize("name", ["inspector", "colleague", "stranger", "analyst", "administrator"])
def test_nobody_but_the_supervisor_asks(world: World, person: FindActor, name: str) -> None:
    screening = world.leading.now()

    assert list_candidates(world.session, world.workplace, person(name), screening) == ()
    history = find_history(world.session, world.workplace, world.supervisor, screening.case.number)
    assert history is not None
    assert list_latest_codings(world.session, person(name), history) == {}
    assert find_latest_coding(world.session, person(name), screening.case, screening.record) is None


def test_interview_that_is_not_finished_is_not_coded_again(
    leading: Leading, person: FindActor
) -> None:
    found = list_candidates(leading.session, leading.workplace, person("supervisor"), leading.now())

    assert found == ()


def test_somebody_who_can_not_be_asked_is_refused(world: World) -> None:
    with pytest.raises(NotAllowedError):
        world.ask(replace(world.request(), coder=world.leading.actor.account))


@pytest.mark.parametrize("recorded", ["", "  \n"])
def test_somebody_who_was_not_there_needs_something_to_code(world: World, recorded: str) -> None:
    with pytest.raises(NothingRecordedError):
        world.ask(replace(world.request(), recorded=recorded))

    present = world.ask(replace(world.request(), recorded=recorded, basis=CodingBasis.PRESENT))
    assert world.assign(present).recorded is None


def test_request_is_made_once_and_nobody_else_is_asked_meanwhile(world: World) -> None:
    coding = world.ask()

    assert world.ask(replace(world.request(), id=coding.id)) == coding
    with pytest.raises(TakenError):
        world.ask(replace(world.request(), coder=AccountId(99)))
    assert world.list_events()[-1] is CaseEventKind.SECOND_CODING_ASKED


def test_the_one_who_is_asked_finds_what_was_recorded_and_nobody_else_does(
    world: World, person: FindActor
) -> None:
    coding = world.ask()

    (found,) = list_assignments(world.session, world.workplace, world.colleague)
    assert (found.coding, found.recorded, found.texts) == (coding, RECORDED, ())
    for name in ("inspector", "southerner", "supervisor"):
        assert list_assignments(world.session, world.workplace, person(name)) == ()
        assert find_assignment(world.session, world.workplace, person(name), coding.id) is None


@pytest.mark.parametrize("is_begun", [True, False])
def test_request_is_taken_back_with_what_was_coded(world: World, *, is_begun: bool) -> None:
    coding = world.ask()
    sheet = world.begin(coding).interview if is_begun else None
    screening = world.leading.now()
    latest = find_latest_coding(world.session, world.supervisor, screening.case, screening.record)
    assert latest is not None

    withdraw(world.session, world.workplace, world.supervisor, screening, latest)

    assert world.assign(coding).coding.state is CodingState.WITHDRAWN
    assert world.list_events()[-1] is CaseEventKind.SECOND_CODING_WITHDRAWN
    assert list_assignments(world.session, world.workplace, world.colleague) == ()
    if sheet is not None:
        assert find_screening(world.session, world.workplace, world.colleague, sheet) is None


def test_what_has_ended_is_not_taken_back_and_not_by_others(world: World) -> None:
    coding = world.ask()
    with pytest.raises(NotAllowedError):
        withdraw(world.session, world.workplace, world.colleague, world.leading.now(), coding)
    world.end(world.begin(coding))
    events = world.list_events()
    ended = world.assign(coding).coding

    withdraw(world.session, world.workplace, world.supervisor, world.leading.now(), ended)

    assert world.assign(coding).coding.state is CodingState.FINISHED
    assert world.list_events() == events
