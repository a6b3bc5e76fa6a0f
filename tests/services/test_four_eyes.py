"""The one who took an answer never reviews the case, and the one who reviewed it takes none."""

from collections.abc import Callable

import pytest

from app.cases.workflow import (
    CaseAction,
    FourEyesError,
)
from app.instruments.ids import IndicatorId
from app.services.actors import Actor
from app.services.indicators import IndicatorChoice, SettingChoice, set_indicator
from app.store.ids import SettingId, new_id
from tests.services.conftest import FindActor
from tests.services.reviewing_world import ReviewWorld, with_roles_of

Step = Callable[[ReviewWorld, Actor], None]

STEPS: dict[str, Step] = {
    "decide": lambda world, actor: world.decide(actor),
    "override": lambda world, actor: world.override(actor, says=False),
    "send back": lambda world, actor: world.send_back(actor),
}


@pytest.mark.parametrize("name", STEPS)
def test_who_took_answers_reviews_nothing_whatever_role_they_have_now(
    world: ReviewWorld, person: FindActor, supervisor: Actor, name: str
) -> None:
    promoted = with_roles_of(person("inspector"), supervisor)

    assert CaseAction.CONFIRM not in world.review(promoted).possible
    with pytest.raises(FourEyesError):
        STEPS[name](world, promoted)


def test_who_took_one_answer_of_anothers_interview_is_an_author_too(
    world: ReviewWorld, person: FindActor, supervisor: Actor
) -> None:
    world.send_back(supervisor)
    world.answer(person("colleague"), hours_day=14)
    world.finish(person("inspector"))
    promoted = with_roles_of(person("colleague"), supervisor)

    with pytest.raises(FourEyesError):
        world.decide(promoted)


def test_who_hands_in_what_others_took_is_an_author_too(
    world: ReviewWorld, person: FindActor, supervisor: Actor
) -> None:
    world.send_back(supervisor)
    world.finish(person("colleague"))
    promoted = with_roles_of(person("colleague"), supervisor)

    assert CaseAction.CONFIRM not in world.review(promoted).possible
    with pytest.raises(FourEyesError):
        world.decide(promoted)


def test_who_set_an_indicator_is_an_author_too(
    world: ReviewWorld, person: FindActor, supervisor: Actor
) -> None:
    world.send_back(supervisor)
    colleague = person("colleague")
    new = IndicatorChoice(
        SettingId(new_id()), IndicatorId("exploitation.hours"), SettingChoice.YES, "Seen."
    )
    set_indicator(world.session, world.workplace, colleague, world.screening(colleague), new)
    world.finish(person("inspector"))

    with pytest.raises(FourEyesError):
        world.decide(with_roles_of(colleague, supervisor))


def test_re_opening_opens_no_way_round_four_eyes(
    world: ReviewWorld, person: FindActor, supervisor: Actor
) -> None:
    promoted = with_roles_of(person("inspector"), supervisor)
    world.decide(supervisor)

    with pytest.raises(FourEyesError):
        world.reopen(promoted)
    world.reopen(supervisor)
    with pytest.raises(FourEyesError):
        world.decide(promoted)


def test_who_reviewed_takes_no_answer_and_sets_no_indicator(
    world: ReviewWorld, person: FindActor, supervisor: Actor
) -> None:
    world.send_back(supervisor)
    demoted = with_roles_of(supervisor, person("inspector"))

    with pytest.raises(FourEyesError):
        world.answer(demoted, hours_day=14)
    new = IndicatorChoice(SettingId(new_id()), IndicatorId("x"), SettingChoice.YES, "Seen.")
    with pytest.raises(FourEyesError):
        set_indicator(world.session, world.workplace, demoted, world.screening(demoted), new)
    with pytest.raises(FourEyesError):
        world.finish(demoted)
