"""A part of a case goes for ever while the rest is kept, also from a backup that is restored."""

from datetime import datetime
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import func, select

from app.cases.retention import Part
from app.conditions.values import Text
from app.settings import Settings
from app.store.answers import record_answer
from app.store.backup import back_up
from app.store.dataset_records import create_dataset_record
from app.store.erasing import erase_case
from app.store.erasing_parts import ERASE, erase_part, has_part
from app.store.errors import CaseKeyError
from app.store.events import record_event
from app.store.ids import CaseId
from app.store.interviews import get_interview
from app.store.restore import restore
from app.store.setup import Store, open_store
from app.store.tables import (
    Answer,
    Case,
    CaseEvent,
    ConsentWord,
    DatasetRecord,
    EvidenceFile,
    Person,
    PersonToken,
    Referral,
)
from tests.store.factories import answer, dataset_record, event
from tests.store.person_rows import fill_in_person
from tests.store.test_evidence_files import keep

pytestmark = pytest.mark.file_alone

COUNTED: Final = (
    Answer,
    Case,
    CaseEvent,
    ConsentWord,
    DatasetRecord,
    EvidenceFile,
    Person,
    PersonToken,
    Referral,
)
GONE: Final = {
    Part.TOLD: {Answer, ConsentWord, EvidenceFile, Person, PersonToken, Referral},
    Part.REACH: {PersonToken, Referral},
    Part.FILES: {EvidenceFile},
    Part.RECORDS: {DatasetRecord},
}


def fill(store: Store, at: datetime) -> CaseId:
    """Make a case with something of every part."""
    new, key = keep(store, at)
    with store.records.writing() as session:
        fill_in_person(session, store, key, at)
        record_event(session, key, event(key.case_id, "opened", at, "A reason in words."))
        create_dataset_record(session, dataset_record(at), [key.case_id])
        held = get_interview(session, new.interview_id)
        record_answer(session, key, answer(held, "story", Text("They took my phone.")))
    return key.case_id


def list_empty(store: Store) -> set[type]:
    """Give the tables that hold nothing any more."""
    with store.records.reading() as session:
        return {
            each for each in COUNTED if not session.scalar(select(func.count()).select_from(each))
        }


def list_held(store: Store) -> set[Part]:
    """Give the parts of which a case has something."""
    with store.records.reading() as session:
        return {each for each in Part if session.scalar(select(Case.id).where(has_part(each)))}


def destroy(store: Store, case: CaseId, part: Part, at: datetime) -> None:
    """Destroy a part as the decision of two people does."""
    with store.records.writing() as session:
        erase_part(session, case, part, at)
    store.keys.note_parts([(case, part)], at)
    if part is Part.TOLD:
        store.keys.destroy(case, at)


def test_every_part_but_the_whole_can_be_erased() -> None:
    assert set(ERASE) == set(Part) - {Part.WHOLE} == set(GONE)


@pytest.mark.parametrize("part", GONE)
def test_part_goes_and_the_rest_stays(store: Store, at: datetime, part: Part) -> None:
    case = fill(store, at)
    before = list_held(store)

    for _ in range(2):
        destroy(store, case, part, at)

    assert before == set(Part)
    assert list_empty(store) == GONE[part]
    assert part not in list_held(store)
    with store.records.reading() as session:
        assert all(each is None for each in session.scalars(select(Person.contact))) == (
            part in (Part.REACH, Part.TOLD)
        )


def test_with_what_was_told_goes_the_key_to_all_that_was_written(
    store: Store, at: datetime
) -> None:
    case = fill(store, at)

    destroy(store, case, Part.TOLD, at)

    assert store.keys.find(case) is None
    with pytest.raises(CaseKeyError, match="was erased"):
        store.keys.get(case)


@pytest.mark.parametrize("part", GONE)
def test_part_that_was_destroyed_after_a_backup_is_destroyed_again_when_it_is_restored(
    place: Settings, at: datetime, tmp_path: Path, part: Part
) -> None:
    store = open_store(place)
    case = fill(store, at)
    store.close()
    made = back_up(place, tmp_path / "monday")
    store = open_store(place)
    destroy(store, case, part, at)
    store.close()

    restored = restore(place, made.records, made.keys, replaces=True)

    store = open_store(place)
    assert (restored.erased, restored.parts) == ((), ((case, part),))
    assert list_empty(store) == GONE[part]
    assert store.keys.list_parts() == {(case, part)}
    assert (store.keys.find(case) is None) == (part is Part.TOLD)
    store.close()


def test_case_that_went_whole_behind_a_part_comes_back_in_no_part(
    place: Settings, at: datetime, tmp_path: Path
) -> None:
    store = open_store(place)
    case = fill(store, at)
    store.close()
    made = back_up(place, tmp_path / "monday")
    store = open_store(place)
    destroy(store, case, Part.TOLD, at)
    with store.records.writing() as session:
        erase_case(session, case)
    store.keys.forget_parts([case])
    store.close()

    restored = restore(place, made.records, None, replaces=True)

    store = open_store(place)
    assert (restored.erased, restored.parts) == ((case,), ())
    assert Case in list_empty(store)
    store.close()
