from dataclasses import replace

import pytest

from app.cases.workflow import CaseEventKind, CaseState
from app.services.actors import Actor, NotAllowedError
from app.services.interviews import assess_screening, find_screening, start_interview
from app.services.library import VersionMissingError, find_sources
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.events import list_events
from app.store.ids import AreaId, InterviewId
from tests.services.conftest import FindActor, Leading, new_start


def test_interview_is_pinned_to_the_newest_versions(leading: Leading, workplace: Workplace) -> None:
    record = leading.now().record

    instruments = workplace.library.instruments
    newest = instruments.questionnaires.newest("short-screening")
    assert record.questionnaire.version == newest.version
    assert record.questionnaire.fingerprint == newest.fingerprint
    assert record.parameters.fingerprint == instruments.parameters.newest("zz").fingerprint
    assert {pin.id for pin in record.rule_sets} >= {"presumption-adult", "presumption-child"}


def test_start_makes_a_draft_and_says_so_once(
    session: Session, workplace: Workplace, inspector: Actor
) -> None:
    start = new_start(inspector)

    first = start_interview(session, workplace, inspector, start)
    second = start_interview(session, workplace, inspector, start)

    assert first == second
    screening = find_screening(session, workplace, inspector, start.interview)
    assert screening is not None
    assert screening.case.state == CaseState.DRAFT.value
    events = list_events(session, start.case, workplace.keys.get(start.case))
    assert [event.kind for event in events] == [CaseEventKind.STARTED.value]


def test_nobody_starts_in_an_area_of_others(
    session: Session, workplace: Workplace, inspector: Actor
) -> None:
    elsewhere = replace(new_start(inspector), area=AreaId(2))

    with pytest.raises(NotAllowedError):
        start_interview(session, workplace, inspector, elsewhere)


def test_supervisor_starts_no_interview(
    session: Session, workplace: Workplace, person: FindActor
) -> None:
    supervisor = person("supervisor")

    with pytest.raises(NotAllowedError):
        start_interview(session, workplace, supervisor, new_start(supervisor))


def test_module_adds_its_topics_and_is_pinned(
    session: Session, workplace: Workplace, inspector: Actor
) -> None:
    start = replace(new_start(inspector), module="fishing")
    start_interview(session, workplace, inspector, start)

    screening = find_screening(session, workplace, inspector, start.interview)

    assert screening is not None
    newest = workplace.library.instruments.modules.newest("fishing")
    assert screening.record.module is not None
    assert screening.record.module.fingerprint == newest.fingerprint
    sections = screening.sources.questionnaire.item.sections
    topics = {topic.id for section in sections for topic in section.topics}
    assert {added.topic.id for added in newest.item.topics} <= topics


def test_country_without_parameters_is_refused(
    session: Session, workplace: Workplace, inspector: Actor
) -> None:
    with pytest.raises(KeyError):
        start_interview(session, workplace, inspector, new_start(inspector, country="QQ"))


@pytest.mark.parametrize("name", ["southerner", "outreach", "stranger", "supervisor", "analyst"])
def test_interview_is_not_found_by_those_who_may_not_lead_it(
    session: Session, workplace: Workplace, person: FindActor, begun: InterviewId, name: str
) -> None:
    assert find_screening(session, workplace, person(name), begun) is None


def test_colleague_of_the_same_area_goes_on_with_an_interview(
    session: Session, workplace: Workplace, person: FindActor, begun: InterviewId
) -> None:
    assert find_screening(session, workplace, person("colleague"), begun) is not None


def test_missing_interview_is_not_found(
    session: Session, workplace: Workplace, inspector: Actor
) -> None:
    assert find_screening(session, workplace, inspector, InterviewId("nothing")) is None


def test_interview_is_refused_when_its_version_was_changed(
    leading: Leading, workplace: Workplace
) -> None:
    record = leading.now().record
    changed = replace(record, questionnaire=replace(record.questionnaire, fingerprint="0" * 64))

    with pytest.raises(VersionMissingError, match="was changed after it was published"):
        find_sources(workplace.library, changed)


def test_interview_is_refused_when_its_version_is_gone(
    leading: Leading, workplace: Workplace
) -> None:
    record = leading.now().record
    gone = replace(record, questionnaire=replace(record.questionnaire, version="0.0.1"))

    with pytest.raises(VersionMissingError, match="is not there any more"):
        find_sources(workplace.library, gone)


def test_interview_without_answers_is_open_by_both_default_rule_sets(leading: Leading) -> None:
    assessment = assess_screening(leading.now())

    assert [result.group for result in assessment.leading] == ["child", "adult"]
    assert assessment.is_presumed.value == "open"
    assert not assessment.openness.nothing_left_to_ask
