"""The module that an interview stands on is kept with it, and goes only with its case."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import text

from app.store.erasing import erase_case, erase_interview
from app.store.errors import ConflictError
from app.store.interviews import create_interview, get_interview
from app.store.migration import Line, migrate, migrate_down
from app.store.records import InterviewRecord, Pin
from app.store.setup import Store
from tests.store.factories import interview, make_case, make_interview

FISHING = Pin("fishing", "1.0.0", "e" * 64)
ALL_PINS = text("SELECT interview_id, module, version, fingerprint FROM pinned_modules")


@pytest.fixture
def at_sea(store: Store, at: datetime) -> InterviewRecord:
    with store.records.writing() as session:
        return create_interview(session, replace(interview(make_case(store, at)), module=FISHING))


def list_pins(store: Store) -> list[tuple[str, ...]]:
    with store.records.reading() as session:
        return [tuple(row) for row in session.execute(ALL_PINS)]


def test_an_interview_comes_back_with_its_module(store: Store, at_sea: InterviewRecord) -> None:
    with store.records.reading() as session:
        assert get_interview(session, at_sea.id).module == FISHING
    assert list_pins(store) == [(at_sea.id, "fishing", "1.0.0", "e" * 64)]


def test_an_interview_with_its_module_sent_again_is_made_once(
    store: Store, at_sea: InterviewRecord
) -> None:
    with store.records.writing() as session:
        assert create_interview(session, at_sea) == at_sea

    assert len(list_pins(store)) == 1


@pytest.mark.parametrize("module", [None, Pin("care", "1.0.0", "e" * 64)])
def test_the_same_interview_with_another_module_is_refused(
    store: Store, at_sea: InterviewRecord, module: Pin | None
) -> None:
    other = replace(at_sea, module=module)

    with store.records.writing() as session, pytest.raises(ConflictError, match=other.id):
        create_interview(session, other)


def test_that_an_erased_interview_was_held_with_a_module_stays_known(
    store: Store, at_sea: InterviewRecord, at: datetime
) -> None:
    with store.records.writing() as session:
        erase_interview(session, at_sea.id, at)

    with store.records.reading() as session:
        assert get_interview(session, at_sea.id).module == FISHING


def test_the_module_goes_with_the_case(store: Store, at_sea: InterviewRecord) -> None:
    with store.records.writing() as session:
        erase_case(session, at_sea.case_id)

    assert list_pins(store) == []


def test_interviews_from_before_there_were_modules_have_none(store: Store, at: datetime) -> None:
    held, _ = make_interview(store, at)

    migrate_down(store.records.engine, Line.RECORDS, "0001")
    migrate(store.records.engine, Line.RECORDS)

    with store.records.reading() as session:
        assert get_interview(session, held.id) == held
    assert list_pins(store) == []
