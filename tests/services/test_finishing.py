import json
from datetime import timedelta

import pytest

from app.assessment.freeze import freeze
from app.cases.workflow import CaseEventKind, CaseState, IllegalMoveError
from app.conditions.values import Silence
from app.services.actors import NotAllowedError
from app.services.after_commit import run_after_commit
from app.services.answers import InterviewClosedError
from app.services.case_lists import CaseHistory, find_history
from app.services.finishing import (
    StorageAgreedError,
    StorageUnsettledError,
    destroy,
    discard,
    finish,
)
from app.services.interviews import assess_screening
from app.store.answers import list_all_answers
from tests.services.conftest import FindActor, Leading
from tests.services.reviewing_world import ReviewWorld
from tests.web.installation import MovingClock


def end(leading: Leading) -> None:
    """Destroy what was said, and commit."""
    destroy(leading.session, leading.workplace, leading.actor, leading.now())
    leading.session.commit()
    run_after_commit(leading.session)


def find_case(leading: Leading, number: str) -> CaseHistory:
    history = find_history(leading.session, leading.workplace, leading.actor, number)
    assert history is not None
    return history


def test_finishing_freezes_the_result_with_its_versions(leading: Leading) -> None:
    record = leading.finish()

    content = json.loads(record.content)
    assert content["leading"][0]["findings"]["presumption"] == "open"
    instruments = leading.workplace.library.instruments
    questionnaire = instruments.questionnaires.newest("short-screening")
    assert json.loads(record.versions)[questionnaire.name] == questionnaire.fingerprint


def test_finishing_submits_the_case_and_says_so(leading: Leading) -> None:
    leading.finish()

    screening = leading.now()
    assert not screening.is_open
    history = find_case(leading, screening.case.number)
    assert history.case.state == CaseState.SUBMITTED.value
    assert [each.kind for each in history.happenings] == [
        CaseEventKind.STARTED,
        CaseEventKind.SUBMITTED,
    ]


def test_finished_interview_reads_the_same_a_year_later(
    leading: Leading, moving: MovingClock
) -> None:
    record = leading.finish()
    moving.moment += timedelta(days=365)

    assert freeze(assess_screening(leading.now())) == record.content


def test_age_is_counted_from_the_day_on_which_the_interview_began(
    leading: Leading, moving: MovingClock
) -> None:
    leading.say(age_now=17)
    before = freeze(assess_screening(leading.now()))

    moving.moment += timedelta(days=365)

    assert leading.finish().content == before


def test_interview_is_finished_once(leading: Leading) -> None:
    leading.finish()

    with pytest.raises(InterviewClosedError):
        leading.finish()


@pytest.mark.parametrize("said", [None, Silence.PREFER_NOT_TO_SAY, Silence.UNKNOWN, "no"])
def test_nothing_is_finished_that_nobody_knows_may_be_kept(
    leading: Leading, said: str | Silence | None
) -> None:
    if said is not None:
        leading.say(consent_storage=said)

    with pytest.raises(StorageUnsettledError):
        finish(leading.session, leading.workplace, leading.actor, leading.now())

    assert leading.now().is_open


def test_draft_begun_by_mistake_is_destroyed_with_its_key_and_stays_known(
    leading: Leading,
) -> None:
    leading.say(age_now=17)
    screening = leading.now()

    discard(leading.session, leading.workplace, leading.actor, screening)
    leading.session.commit()
    run_after_commit(leading.session)

    assert leading.workplace.keys.find(screening.case.id) is None
    happened = find_case(leading, screening.case.number).happenings[-1]
    assert happened.kind is CaseEventKind.DISCARDED


def test_draft_of_somebody_else_is_not_thrown_away(leading: Leading, person: FindActor) -> None:
    with pytest.raises(NotAllowedError):
        discard(leading.session, leading.workplace, person("colleague"), leading.now())


def test_what_is_finished_or_was_handed_in_is_not_thrown_away(
    leading: Leading, world: ReviewWorld, person: FindActor
) -> None:
    finished = world.screening(leading.actor)
    with pytest.raises(InterviewClosedError):
        discard(leading.session, leading.workplace, leading.actor, finished)
    world.send_back(person("supervisor"))

    with pytest.raises(IllegalMoveError):
        discard(leading.session, leading.workplace, leading.actor, world.screening(leading.actor))


def test_nothing_is_destroyed_that_may_be_kept(leading: Leading) -> None:
    leading.say(consent_storage="yes")

    with pytest.raises(StorageAgreedError):
        end(leading)


@pytest.mark.parametrize(
    ("consent", "event"),
    [
        ("consent_storage", CaseEventKind.STORAGE_REFUSED),
        ("consent_interview", CaseEventKind.INTERVIEW_REFUSED),
    ],
)
def test_refusal_destroys_answers_and_key_and_stays_known(
    leading: Leading, consent: str, event: CaseEventKind
) -> None:
    leading.say(**{consent: "no"})
    screening = leading.now()
    key = leading.workplace.keys.get(screening.case.id)

    end(leading)

    assert list_all_answers(leading.session, key, screening.record.id) == ()
    assert leading.workplace.keys.find(screening.case.id) is None
    with pytest.raises(AssertionError):
        leading.now()
    history = find_case(leading, screening.case.number)
    assert history.case.state == CaseState.DESTROYED.value
    assert history.happenings[-1].kind is event


def test_key_outlives_a_destruction_that_was_not_committed(leading: Leading) -> None:
    leading.say(consent_storage="no")
    leading.session.commit()

    destroy(leading.session, leading.workplace, leading.actor, leading.now())
    leading.session.rollback()

    assert leading.workplace.keys.find(leading.now().case.id) is not None
    assert leading.now().is_open
