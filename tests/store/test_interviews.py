"""Interviews, and what hangs on them besides answers."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from app.cases.persons import Contact, NameKind, WrittenName
from app.conditions.values import PartialDate
from app.store.assessments import get_assessment, list_assessments, record_assessment
from app.store.errors import CaseKeyError, ConflictError, NotFoundError, SealError, StoreError
from app.store.events import list_events, record_event
from app.store.ids import AccountId, AssessmentId, CaseId, InterviewId
from app.store.indicator_settings import (
    list_latest_settings,
    list_setting_history,
    record_setting,
)
from app.store.interviews import (
    change_language,
    create_interview,
    find_interview,
    finish_interview,
    get_interview,
    list_interviews,
    list_unfinished_interviews,
    reopen_interview,
)
from app.store.persons import list_persons, store_person
from app.store.records import InterviewRecord, Pin
from app.store.sealing import CaseKey
from app.store.setup import Store
from tests.databases import drop_trigger
from tests.store.factories import (
    assessment,
    event,
    interview,
    make_case,
    make_interview,
    person,
    setting,
)

Begun = tuple[InterviewRecord, CaseKey]


@pytest.fixture
def begun(store: Store, at: datetime) -> Begun:
    return make_interview(store, at)


def test_an_interview_comes_back_with_the_versions_it_stands_on(store: Store, begun: Begun) -> None:
    with store.records.reading() as session:
        assert get_interview(session, begun[0].id) == begun[0]
        assert find_interview(session, begun[0].id) == begun[0]
        assert list_interviews(session, begun[0].case_id) == (begun[0],)


def test_an_unknown_interview_is_none_or_named(store: Store) -> None:
    with store.records.reading() as session:
        assert find_interview(session, InterviewId("nothing")) is None
        with pytest.raises(NotFoundError, match="nothing"):
            get_interview(session, InterviewId("nothing"))


def test_pinned_rule_sets_are_in_order(store: Store, at: datetime) -> None:
    pins = tuple(Pin(name, "1.0.0", "d" * 64) for name in ("b", "c", "a"))
    new = replace(interview(make_case(store, at)), rule_sets=pins)

    with store.records.writing() as session:
        create_interview(session, new)

    with store.records.reading() as session:
        assert [pin.id for pin in get_interview(session, new.id).rule_sets] == ["a", "b", "c"]


def test_an_interview_sent_again_is_made_once(store: Store, begun: Begun, at: datetime) -> None:
    later = replace(begun[0], started_at=at + timedelta(minutes=1))

    with store.records.writing() as session:
        assert create_interview(session, later) == begun[0]
    other = replace(begun[0], questionnaire=Pin("full-assessment", "1.0.0", "a" * 64))
    with store.records.writing() as session, pytest.raises(ConflictError, match=other.id):
        create_interview(session, other)


def test_an_unfinished_interview_is_listed_until_it_is_finished(
    store: Store, begun: Begun, inspector: AccountId, at: datetime
) -> None:
    with store.records.reading() as session:
        before = list_unfinished_interviews(session, inspector)
    with store.records.writing() as session:
        finish_interview(session, begun[0].id, at)
        finished = finish_interview(session, begun[0].id, at + timedelta(hours=1))

    with store.records.reading() as session:
        after = list_unfinished_interviews(session, inspector)

    assert before == (begun[0],)
    assert finished.finished_at == at
    assert after == ()


def test_a_finished_interview_goes_on_when_reopened(
    store: Store, begun: Begun, inspector: AccountId, at: datetime
) -> None:
    with store.records.writing() as session:
        finish_interview(session, begun[0].id, at)
        reopen_interview(session, begun[0].id)
        change_language(session, begun[0].id, "ne")

    with store.records.reading() as session:
        (found,) = list_unfinished_interviews(session, inspector)

    assert found == replace(begun[0], language="ne")


def test_the_last_setting_of_an_indicator_counts(store: Store, begun: Begun) -> None:
    held, key = begun
    settings = [
        setting(held, "exploitation.hours", "yes", "lists at the gate"),
        setting(held, "coercion.papers", "no", "papers seen"),
        setting(held, "exploitation.hours", "withdrawn", "lists of another firm"),
    ]

    with store.records.writing() as session:
        stored = [record_setting(session, key, one) for one in settings]
        again = record_setting(session, key, settings[0])

    assert again == stored[0]
    with store.records.reading() as session:
        assert list_latest_settings(session, key, held.id) == (stored[1], stored[2])
        assert list_setting_history(session, key, held.id) == tuple(stored)
        reasons = session.scalars(text("SELECT reason FROM indicator_settings")).all()
    assert not any(b"lists" in reason for reason in reasons)


def test_a_setting_with_a_used_id_is_refused(store: Store, begun: Begun) -> None:
    held, key = begun
    first = setting(held, "exploitation.hours", "yes", "lists at the gate")
    with store.records.writing() as session:
        record_setting(session, key, first)
    other = replace(first, setting="no")

    with store.records.writing() as session, pytest.raises(ConflictError, match=first.id):
        record_setting(session, key, other)
    elsewhere, its_key = make_interview(store, held.started_at)
    moved = replace(first, interview_id=elsewhere.id)
    with store.records.writing() as session, pytest.raises(ConflictError, match=first.id):
        record_setting(session, its_key, moved)


def test_a_result_is_frozen_with_its_words_sealed(store: Store, begun: Begun) -> None:
    held, key = begun
    made = assessment(held, '{"outcome":"open"}', "She said: no pay.")
    later = replace(assessment(held, "{}", None), made_at=held.started_at + timedelta(1))

    with store.records.writing() as session:
        record_assessment(session, key, made)
        record_assessment(session, key, made)
        record_assessment(session, key, later)

    with store.records.reading() as session:
        assert list_assessments(session, key, held.id) == (later, made)
        assert get_assessment(session, key, made.id) == made
        words = session.scalar(text("SELECT words FROM assessments WHERE words IS NOT NULL"))
        with pytest.raises(NotFoundError, match="nothing"):
            get_assessment(session, key, AssessmentId("nothing"))
    assert b"pay" not in words


def test_another_result_with_a_used_id_is_refused(store: Store, begun: Begun) -> None:
    held, key = begun
    made = assessment(held, '{"outcome":"open"}', None)
    with store.records.writing() as session:
        record_assessment(session, key, made)
    other = replace(made, content="{}")

    with store.records.writing() as session, pytest.raises(ConflictError, match=made.id):
        record_assessment(session, key, other)


def test_a_result_that_was_changed_behind_our_back_is_found(store: Store, begun: Begun) -> None:
    held, key = begun
    with store.records.writing() as session:
        record_assessment(session, key, assessment(held, '{"outcome":"open"}', None))
        drop_trigger(session, "assessments")
        session.execute(text('UPDATE assessments SET content = \'{"outcome":"exploited"}\''))

    with store.records.reading() as session, pytest.raises(StoreError, match="fingerprint differs"):
        list_assessments(session, key, held.id)


def test_events_of_a_case_are_listed_as_they_happened(
    store: Store, begun: Begun, at: datetime
) -> None:
    key = begun[1]
    opened = event(key.case_id, "case_opened", at)
    returned = event(key.case_id, "case_returned", at, reason="Ask about the wage.")

    with store.records.writing() as session:
        stored = [record_event(session, key, one) for one in (opened, returned)]
        again = record_event(session, key, opened)

    assert again == stored[0]
    assert [one.sequence for one in stored] == [1, 2]
    with store.records.reading() as session:
        assert list_events(session, key.case_id, key) == tuple(stored)
        reasons = session.scalars(text("SELECT reason FROM case_events ORDER BY sequence")).all()
    assert reasons[0] is None
    assert b"wage" not in reasons[1]


def test_events_outlive_their_key_and_say_which_reasons_are_lost(
    store: Store, begun: Begun, at: datetime
) -> None:
    key = begun[1]
    opened = event(key.case_id, "case_opened", at)
    returned = event(key.case_id, "case_returned", at, reason="Ask about the wage.")
    with store.records.writing() as session:
        stored = [record_event(session, key, one) for one in (opened, returned)]
    store.keys.destroy(key.case_id, at)

    with store.records.reading() as session:
        found = list_events(session, key.case_id, None)

    assert found == (stored[0], replace(stored[1], reason=None, is_reason_lost=True))


def test_an_event_of_another_case_or_with_a_used_id_is_refused(
    store: Store, begun: Begun, at: datetime
) -> None:
    key = begun[1]
    opened = event(key.case_id, "case_opened", at)
    foreign = event(CaseId("other"), "case_opened", at)
    _, other_key = make_interview(store, at)
    with store.records.writing() as session:
        record_event(session, key, opened)

    with store.records.writing() as session:
        with pytest.raises(ConflictError):
            record_event(session, key, replace(opened, kind="case_closed"))
        with pytest.raises(CaseKeyError):
            record_event(session, key, foreign)
        with pytest.raises(NotFoundError):
            record_event(session, replace(key, case_id=CaseId("other")), foreign)
        with pytest.raises(ConflictError):
            record_event(session, other_key, replace(opened, case_id=other_key.case_id))


def test_names_and_contacts_are_sealed_and_can_be_mended(
    store: Store, begun: Begun, at: datetime
) -> None:
    key = begun[1]
    first = person(key.case_id, "Amina", "+381 60 000", at)
    names = (WrittenName("Amina K."), WrittenName("Амина", NameKind.SPELLING))
    birth = PartialDate(1999, 8, about=True)
    mended = replace(first, names=names, contact=Contact(), birth=birth, do_not_write=True)

    with store.records.writing() as session:
        store_person(session, key, first)
        sealed = session.execute(text("SELECT name, contact FROM persons")).one()
        store_person(session, key, mended)

    with store.records.reading() as session:
        assert list_persons(session, key) == (mended,)
    assert b"Amina" not in sealed.name
    assert b"381" not in sealed.contact
    assert "Amina" not in repr(first)


def test_a_name_moved_into_the_contact_does_not_open(
    store: Store, begun: Begun, at: datetime
) -> None:
    key = begun[1]
    with store.records.writing() as session:
        store_person(session, key, person(key.case_id, "Amina", "+381 60 000", at))
        session.execute(text("UPDATE persons SET contact = name"))

    with store.records.reading() as session, pytest.raises(SealError, match=r"persons\.contact"):
        list_persons(session, key)


def test_a_person_of_another_case_is_refused(store: Store, begun: Begun, at: datetime) -> None:
    foreign = person(make_case(store, at).id, "Amina", "+381 60 000", at)

    with store.records.writing() as session, pytest.raises(CaseKeyError):
        store_person(session, begun[1], foreign)
