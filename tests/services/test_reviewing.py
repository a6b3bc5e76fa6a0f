"""Supervisors review: nobody their own answers, nothing without a reason, nothing unawares."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.cases.workflow import (
    CaseAction,
    CaseEventKind,
    CaseState,
    Decision,
    FourEyesError,
    IllegalMoveError,
    MissingNeedError,
    Need,
)
from app.engine.result import FindingStatus
from app.instruments.ids import QuestionId
from app.services.actors import Actor, NotAllowedError
from app.services.case_lists import list_finished
from app.services.disagreement import measure_disagreement
from app.services.reviewing import NothingToReviewError, Said, find_review
from app.services.sent_back import find_sent_back
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.errors import CaseMovedError
from app.store.ids import InterviewId
from tests.services.conftest import FindActor
from tests.services.reviewing_world import WHY, ReviewWorld
from tests.web.installation import MovingClock

Step = Callable[[ReviewWorld, Actor], None]

STEPS: dict[str, Step] = {
    "decide": lambda world, actor: world.decide(actor),
    "override": lambda world, actor: world.override(actor, says=False),
    "send back": lambda world, actor: world.send_back(actor),
}


@pytest.mark.parametrize("decision", Decision)
def test_decision_is_kept_with_its_reason_and_who_decided(
    world: ReviewWorld, supervisor: Actor, decision: Decision
) -> None:
    world.decide(supervisor, decision)

    history = world.review(supervisor).history
    assert (history.case.state, history.case.decision) == ("decided", decision.value)
    last = history.happenings[-1]
    assert (last.reason, last.who) == (WHY, supervisor.name)


# What a person agrees to, and what is to be done, is written down at any time.
AT_ANY_TIME = frozenset(
    {
        CaseAction.GIVE_CONSENT,
        CaseAction.REFUSE_CONSENT,
        CaseAction.WITHDRAW_CONSENT,
        CaseAction.SET_TASK,
        CaseAction.FINISH_TASK,
        CaseAction.REOPEN_TASK,
    }
)


def test_nothing_is_decided_without_a_reason(world: ReviewWorld, supervisor: Actor) -> None:
    with pytest.raises(MissingNeedError) as caught:
        world.decide(supervisor, said=world.said(supervisor, "  "))

    assert caught.value.missing == {Need.REASON}
    assert world.review(supervisor).history.case.state == CaseState.SUBMITTED.value


@pytest.mark.parametrize("name", ["inspector", "colleague"])
@pytest.mark.parametrize("step", STEPS)
def test_nobody_reviews_without_the_permission(
    world: ReviewWorld, person: FindActor, name: str, step: str
) -> None:
    refused = FourEyesError if name == "inspector" else NotAllowedError

    with pytest.raises(refused):
        STEPS[step](world, person(name))


@pytest.mark.parametrize("name", ["stranger", "outreach", "southerner", "analyst"])
def test_case_out_of_reach_is_none(world: ReviewWorld, person: FindActor, name: str) -> None:
    assert find_review(world.session, world.workplace, person(name), world.number) is None


def test_second_to_decide_is_told_and_the_first_decision_stands(
    world: ReviewWorld, person: FindActor, supervisor: Actor
) -> None:
    looked = world.said(person("deputy"))
    world.decide(supervisor, Decision.CONFIRMED)

    with pytest.raises(CaseMovedError):
        world.decide(person("deputy"), Decision.NOT_CONFIRMED, looked)
    assert world.review(supervisor).history.case.decision == Decision.CONFIRMED.value


def test_decided_case_is_not_decided_again_before_it_is_re_opened(
    world: ReviewWorld, supervisor: Actor
) -> None:
    world.decide(supervisor)

    with pytest.raises(IllegalMoveError) as caught:
        world.decide(supervisor, Decision.NOT_CONFIRMED)

    assert CaseAction.REOPEN in caught.value.legal


def test_closed_case_keeps_its_decision_and_a_re_opened_one_has_none(
    world: ReviewWorld, supervisor: Actor
) -> None:
    world.decide(supervisor)
    world.close(supervisor)
    closed = world.review(supervisor).history.case
    world.reopen(supervisor)

    assert (closed.state, closed.decision) == ("closed", "confirmed")
    case = world.review(supervisor).history.case
    assert (case.state, case.decision) == ("reopened", None)


def test_case_is_sent_back_with_comments_corrected_and_handed_in_again(
    world: ReviewWorld, person: FindActor, supervisor: Actor, moving: MovingClock
) -> None:
    before = world.review(supervisor).result
    world.send_back(supervisor, "Ask again, kindly.", paid_how="Nothing at all?")
    record = world.screening(person("inspector")).record
    sent = find_sent_back(world.session, world.workplace, record)
    world.answer(person("inspector"), paid_how="cash")
    moving.moment += timedelta(hours=1)
    world.finish(person("inspector"))

    assert sent is not None
    assert (sent.who, sent.note) == (supervisor.name, "Ask again, kindly.")
    assert sent.comments == {QuestionId("paid_how"): "Nothing at all?"}
    review = world.review(supervisor)
    assert review.history.case.state == CaseState.SUBMITTED.value
    assert review.history.happenings[-1].kind is CaseEventKind.SUBMITTED_AGAIN
    assert before is not None
    assert review.result is not None
    assert before.content != review.result.content
    lines = list_finished(world.session, world.workplace, supervisor).lines
    assert [line.case.number for line in lines] == [world.number]


def test_interview_that_was_never_sent_back_has_no_comments(
    world: ReviewWorld, person: FindActor
) -> None:
    record = world.screening(person("inspector")).record

    assert find_sent_back(world.session, world.workplace, record) is None


def test_nothing_is_sent_back_without_a_word(world: ReviewWorld, supervisor: Actor) -> None:
    with pytest.raises(MissingNeedError) as caught:
        world.send_back(supervisor, " ", paid_how=" ")

    assert caught.value.missing == {Need.COMMENT}
    assert not world.screening(world.person("inspector")).is_open


def test_override_stands_beside_what_the_machine_found(
    world: ReviewWorld, supervisor: Actor
) -> None:
    world.override(supervisor, says=True)

    review = world.review(supervisor)
    assert review.presumption is FindingStatus.OPEN
    assert review.override is not None
    assert review.override.says
    assert review.override.machine == "open"


def test_override_is_taken_back_with_a_reason(world: ReviewWorld, supervisor: Actor) -> None:
    world.override(supervisor, says=False)
    world.override(supervisor, says=None)

    review = world.review(supervisor)
    assert review.override is None
    assert review.history.happenings[-1].reason == WHY


def test_later_answer_against_an_override_raises_a_flag_that_holds_the_decision_up(
    world: ReviewWorld, person: FindActor, supervisor: Actor, moving: MovingClock
) -> None:
    inspector = person("inspector")
    world.override(supervisor, says=False)
    world.send_back(supervisor)
    world.answer(inspector, papers_held="employer", papers_back="refused")
    moving.moment += timedelta(hours=1)
    world.finish(inspector)

    flagged = world.review(supervisor)
    assert flagged.override is not None
    assert flagged.override.is_contradicted
    assert flagged.history.happenings[-1].kind is CaseEventKind.OVERRIDE_CONTRADICTED
    with pytest.raises(MissingNeedError) as caught:
        world.decide(supervisor)
    assert caught.value.missing == {Need.SETTLED_OVERRIDE}
    world.override(supervisor, says=False)
    world.decide(supervisor, Decision.NOT_CONFIRMED)


def test_later_answer_that_supports_an_override_raises_no_flag(
    world: ReviewWorld, person: FindActor, supervisor: Actor, moving: MovingClock
) -> None:
    world.override(supervisor, says=True)
    world.send_back(supervisor)
    world.answer(person("inspector"), papers_held="employer", papers_back="refused")
    moving.moment += timedelta(hours=1)
    world.finish(person("inspector"))

    override = world.review(supervisor).override
    assert override is not None
    assert not override.is_contradicted


def test_draft_has_nothing_to_review(
    session: Session, workplace: Workplace, person: FindActor, begun: InterviewId
) -> None:
    draft = ReviewWorld(session, workplace, person, begun)
    supervisor = person("supervisor")

    with pytest.raises(NothingToReviewError):
        draft.decide(supervisor)
    with pytest.raises(NothingToReviewError):
        draft.override(supervisor, says=True)
    with pytest.raises(NothingToReviewError):
        draft.send_back(supervisor)
    assert draft.review(supervisor).possible == AT_ANY_TIME


def test_disagreement_counts_decisions_that_hold_and_only_what_can_be_compared(
    world: ReviewWorld, person: FindActor, supervisor: Actor
) -> None:
    none_yet = measure_disagreement(world.session, supervisor)
    world.override(supervisor, says=True)
    world.decide(supervisor, Decision.CONFIRMED)

    found = measure_disagreement(world.session, supervisor)

    assert (none_yet.decided, none_yet.rate) == (0, None)
    assert found.counts == {(FindingStatus.OPEN, Decision.CONFIRMED): 1}
    assert (found.decided, found.comparable, found.overridden) == (1, 0, 1)
    world.reopen(supervisor)
    assert measure_disagreement(world.session, supervisor).decided == 0
    assert measure_disagreement(world.session, person("stranger")).decided == 0
    with pytest.raises(NotAllowedError):
        measure_disagreement(world.session, person("inspector"))


def test_word_of_a_page_that_was_never_shown_moves_nothing(
    world: ReviewWorld, supervisor: Actor
) -> None:
    with pytest.raises(CaseMovedError):
        world.decide(supervisor, said=Said(WHY, 99))
