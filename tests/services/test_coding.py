"""Code blind, on a sheet of one's own, and change nothing in the case."""

import pytest

from app.cases.roles import Permission
from app.cases.workflow import CaseEventKind
from app.instruments.ids import IndicatorId
from app.services.actors import NotAllowedError
from app.services.answers import InterviewClosedError
from app.services.case_lists import find_history, find_result, list_drafts, list_finished
from app.services.coding import (
    decline,
    finish_coding,
)
from app.services.finishing import finish
from app.services.indicators import IndicatorChoice, SettingChoice, set_indicator
from app.services.interviews import find_screening
from app.store.ids import SettingId, new_id
from tests.services.coding_world import FIRST, World
from tests.services.conftest import FindActor, Leading
from tests.web.installation import MovingClock


@pytest.fixture
def world(leading: Leading, person: FindActor, moving: MovingClock) -> World:
    leading.say(**FIRST)
    leading.finish()
    return World(leading, person("supervisor"), person("colleague"), moving)


def test_case_answers_as_a_missing_one_until_it_is_coded(world: World) -> None:
    find = (world.session, world.workplace, world.colleague, world.leading.interview)
    number = world.leading.now().case.number
    before = [find_screening(*find, each) is not None for each in Permission]
    assert any(before)

    sheet = world.begin(world.ask())

    assert [find_screening(*find, each) for each in Permission] == [None] * len(before)
    assert find_history(world.session, world.workplace, world.colleague, number) is None
    assert list_finished(world.session, world.workplace, world.colleague).lines == ()

    world.end(sheet)

    assert [find_screening(*find, each) is not None for each in Permission] == before
    assert find_history(world.session, world.workplace, world.colleague, number) is not None
    assert len(list_finished(world.session, world.workplace, world.colleague).lines) == 1


def test_sheet_is_empty_stands_on_the_same_versions_and_asks_nothing_about_the_talk(
    world: World,
) -> None:
    first = world.leading.now()

    now = world.begin(world.ask()).now()

    assert dict(now.sheet.answers) == {}
    assert dict(now.interview.settings) == {}
    assert now.interview.day == first.interview.day
    assert now.record.questionnaire == first.record.questionnaire
    assert now.record.rule_sets == first.record.rule_sets
    topics = {t.id for section in now.sources.questionnaire.item.sections for t in section.topics}
    assert "safe_to_talk" not in topics
    assert "danger_now" in topics


def test_sheet_is_open_to_the_one_who_codes_on_it_and_has_no_result_page(
    world: World, person: FindActor
) -> None:
    sheet = world.begin(world.ask()).interview

    for name in ("inspector", "supervisor", "southerner"):
        for permission in Permission:
            actor = person(name)
            assert find_screening(world.session, world.workplace, actor, sheet, permission) is None
    own = {
        permission
        for permission in Permission
        if find_screening(world.session, world.workplace, world.colleague, sheet, permission)
    }
    assert own == {Permission.SCREEN}


def test_beginning_again_gives_the_sheet_that_is_there(world: World) -> None:
    coding = world.ask()
    sheet = world.begin(coding)

    assert world.begin(coding).interview == sheet.interview
    assert list_drafts(world.session, world.workplace, world.colleague) == ()


def test_finished_coding_changes_nothing_in_the_case(world: World) -> None:
    before = world.leading.now()
    result = find_result(world.session, world.workplace, before.record)
    sheet = world.begin(world.ask())
    sheet.say(papers_held="me", paid_how="money")
    name = IndicatorId("exploitation.hours")
    choice = IndicatorChoice(SettingId(new_id()), name, SettingChoice.YES, "Seen.")
    set_indicator(world.session, world.workplace, world.colleague, sheet.now(), choice)

    world.end(sheet)

    after = world.leading.now()
    assert after.sheet == before.sheet
    assert after.interview == before.interview
    assert after.case == before.case
    assert find_result(world.session, world.workplace, after.record) == result
    history = find_history(world.session, world.workplace, world.supervisor, before.case.number)
    assert history is not None
    assert [each.id for _, each in history.interviews] == [before.record.id]
    assert world.list_events()[-1] is CaseEventKind.SECOND_CODING_FINISHED


def test_coding_is_finished_once_and_gives_the_case_no_result(world: World) -> None:
    sheet = world.begin(world.ask())
    with pytest.raises(NotAllowedError):
        finish(world.session, world.workplace, world.colleague, sheet.now())

    world.end(sheet)

    with pytest.raises(InterviewClosedError):
        world.end(sheet)
    with pytest.raises(InterviewClosedError):
        sheet.say(papers_held="me")


def test_interview_is_not_finished_as_a_coding(leading: Leading) -> None:
    with pytest.raises(NotAllowedError):
        finish_coding(leading.session, leading.workplace, leading.actor, leading.now())


def test_the_one_who_declines_sees_the_case_again_and_is_not_asked_twice(world: World) -> None:
    coding = world.ask()
    assignment = world.assign(coding)

    decline(world.session, world.workplace, world.colleague, assignment)

    number = world.leading.now().case.number
    assert find_history(world.session, world.workplace, world.colleague, number) is not None
    assert world.list_events()[-1] is CaseEventKind.SECOND_CODING_DECLINED
    with pytest.raises(NotAllowedError):
        world.ask()
    ended = world.assign(coding)
    for task in (
        lambda: decline(world.session, world.workplace, world.colleague, ended),
        lambda: world.begin(coding),
    ):
        with pytest.raises(InterviewClosedError):
            task()
