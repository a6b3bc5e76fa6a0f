"""Break the glass: for a reason, for an hour, within one organisation, and told to others."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.cases.roles import Permission
from app.cases.workflow import CaseEventKind, MissingNeedError
from app.services.actors import Actor, NotAllowedError
from app.services.case_lists import CaseHistory, find_history, list_finished
from app.services.glass import break_glass, find_closed_case, list_notices, list_opened, take_notice
from app.services.interviews import find_screening
from app.services.parties import NewParty, add_party, link
from app.services.visit_reports import NobodyInterviewedError, Visited, VisitReport, gather_visit
from app.services.visits import view_party
from app.store.erasing import erase_case
from app.store.ids import GlassId, PartyId, new_id
from app.store.log import get_book
from app.store.parties import PartyKind
from tests.services.conftest import FindActor
from tests.services.reviewing_world import ReviewWorld
from tests.web.installation import MovingClock

WHY = "Her employer is at the door."


def open_one(world: ReviewWorld, actor: Actor, reason: str = WHY) -> Actor:
    """Let somebody break the glass, and give them as they are from now on."""
    case = find_closed_case(world.session, actor, world.number)
    assert case is not None
    break_glass(world.session, world.workplace, actor, case, reason)
    return as_now(world, actor)


def as_now(world: ReviewWorld, actor: Actor) -> Actor:
    return replace(actor, opened=list_opened(world.session, world.workplace, actor))


def look(world: ReviewWorld, actor: Actor) -> CaseHistory | None:
    return find_history(world.session, world.workplace, actor, world.number)


def test_case_of_another_area_opens_for_an_hour_and_closes_again(
    world: ReviewWorld, person: FindActor, moving: MovingClock
) -> None:
    southerner = person("southerner")
    assert look(world, southerner) is None

    opened = open_one(world, southerner)

    assert look(world, opened) is not None
    moving.moment += timedelta(minutes=61)
    assert look(world, as_now(world, southerner)) is None


def test_glass_opens_a_case_to_be_read_and_nothing_else(
    world: ReviewWorld, person: FindActor
) -> None:
    opened = open_one(world, person("southerner"))
    session, workplace = world.session, world.workplace

    read = find_screening(session, workplace, opened, world.interview, Permission.READ_CASES)
    assert read is not None
    assert find_screening(session, workplace, opened, world.interview, Permission.SCREEN) is None
    assert list_finished(session, workplace, opened).lines == ()


def test_neither_reasons_of_colleagues_nor_their_names_are_seen_through_the_glass(
    world: ReviewWorld, person: FindActor, supervisor: Actor
) -> None:
    world.send_back(supervisor, "The wage is missing.")

    seen = look(world, open_one(world, person("southerner")))

    assert seen is not None
    shown = {(each.who, each.reason) for each in seen.happenings}
    assert shown == {("", ""), ("southerner", WHY)}


def test_case_that_is_open_in_an_emergency_is_in_no_summary_of_a_visit(
    world: ReviewWorld, person: FindActor
) -> None:
    opened = open_one(world, person("southerner"))

    def sum_up(actor: Actor) -> VisitReport:
        chosen = [world.interview]
        return gather_visit(
            world.session, world.workplace, actor, Visited("A farm"), chosen, "The farm"
        )

    assert sum_up(person("inspector")).workers
    with pytest.raises(NobodyInterviewedError):
        sum_up(opened)


def test_case_that_is_open_in_an_emergency_is_on_no_list_of_its_site(
    world: ReviewWorld, person: FindActor
) -> None:
    inspector = person("inspector")
    session, workplace, area = world.session, world.workplace, inspector.areas[0].id
    farm = NewParty(PartyId(new_id()), PartyKind.SITE, "A farm", "Mill Road 4", None, area)
    site = add_party(session, workplace, inspector, farm)
    case = find_closed_case(session, person("southerner"), world.number)
    assert case is not None
    link(session, workplace, inspector, case, site, PartyKind.SITE)

    opened = open_one(world, person("southerner"))

    assert len(view_party(session, workplace, inspector, site).seen) == 1
    assert view_party(session, workplace, opened, site).seen == ()


def test_other_organisations_case_is_as_if_there_were_none(
    world: ReviewWorld, person: FindActor
) -> None:
    for name in ("outreach", "stranger", "supervisor"):
        assert find_closed_case(world.session, person(name), world.number) is None
    assert find_closed_case(world.session, person("southerner"), "T-2026-0000-0000") is None


def test_nobody_breaks_the_glass_without_a_reason(world: ReviewWorld, person: FindActor) -> None:
    with pytest.raises(MissingNeedError):
        open_one(world, person("southerner"), "  ")


def test_history_and_log_say_who_opened_the_case(
    world: ReviewWorld, person: FindActor, supervisor: Actor
) -> None:
    open_one(world, person("southerner"))

    told = world.review(supervisor).history.happenings[-1]
    assert (told.kind, told.who, told.reason) == (CaseEventKind.GLASS_BROKEN, "southerner", WHY)
    assert "broken_glass.insert" in {act.action for act in get_book(world.session).pending}


def test_supervisors_are_told_the_reason_and_administrators_who_it_was(
    world: ReviewWorld, person: FindActor
) -> None:
    open_one(world, person("southerner"))

    told = {
        name: list_notices(world.session, world.workplace, person(name))
        for name in ("supervisor", "administrator", "inspector", "stranger")
    }
    assert [(each.who, each.reason) for each in told["supervisor"]] == [("southerner", WHY)]
    assert [(each.who, each.reason) for each in told["administrator"]] == [("southerner", "")]
    assert told["inspector"] == told["stranger"] == ()


def test_notice_is_gone_once_somebody_who_answers_for_the_case_took_it(
    world: ReviewWorld, person: FindActor, supervisor: Actor
) -> None:
    open_one(world, person("southerner"))
    session, workplace = world.session, world.workplace
    notice = list_notices(session, workplace, supervisor)[0].id

    assert not take_notice(session, workplace, person("stranger"), notice)
    assert not take_notice(session, workplace, supervisor, GlassId(new_id()))
    with pytest.raises(NotAllowedError):
        take_notice(session, workplace, person("inspector"), notice)
    assert take_notice(session, workplace, supervisor, notice)
    assert list_notices(session, workplace, supervisor) == ()


def test_nobody_takes_notice_of_what_they_opened_themselves(
    world: ReviewWorld, person: FindActor, supervisor: Actor
) -> None:
    southerner = person("southerner")
    open_one(world, southerner)
    promoted = replace(southerner, roles=supervisor.roles)
    notice = list_notices(world.session, world.workplace, promoted)[0].id

    assert not take_notice(world.session, world.workplace, promoted, notice)


def test_openings_go_with_the_case(world: ReviewWorld, person: FindActor) -> None:
    open_one(world, person("southerner"))

    erase_case(world.session, world.screening(person("inspector")).case.id)

    assert list_notices(world.session, world.workplace, person("supervisor")) == ()
