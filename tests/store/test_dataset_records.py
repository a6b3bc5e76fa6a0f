"""Records of datasets: of each field the last entry counts, and none is lost."""

import json
from datetime import datetime

import pytest

from app.store.dataset_records import (
    Entered,
    NewDatasetRecord,
    add_entry,
    count_records,
    create_dataset_record,
    find_dataset_record,
    is_imported,
    list_case_records,
    list_cases_of_record,
    stream_records,
)
from app.store.erasing import erase_case
from app.store.errors import ConflictError, NotFoundError
from app.store.ids import DatasetRecordId, EntryId, new_id
from app.store.setup import Store
from app.store.tables import DatasetEntry
from tests.store.factories import FIRST_ACCOUNT, dataset_record, make_case


def enter(
    store: Store, new: NewDatasetRecord, entry_id: EntryId | None = None, **texts: str
) -> None:
    fields = {name: Entered(text, "entered", ("answer",)) for name, text in texts.items()}
    with store.records.writing() as session:
        create_dataset_record(session, new)
        entry = entry_id or EntryId(new_id())
        add_entry(session, new.id, fields, new.created_at, FIRST_ACCOUNT, entry)


def test_of_each_field_the_last_entry_counts_and_history_stays(store: Store, at: datetime) -> None:
    new = dataset_record(at)

    enter(store, new, sex="female", children="2")
    enter(store, new, sex="unknown")

    with store.records.reading() as session:
        found = find_dataset_record(session, new.id)
        kept = [json.loads(each.content) for each in session.query(DatasetEntry)]
    assert found is not None
    assert found.fields == {
        "sex": Entered("unknown", "entered", ("answer",)),
        "children": Entered("2", "entered", ("answer",)),
    }
    assert [sorted(each) for each in kept] == [["children", "sex"], ["sex"]]


def test_the_same_entry_sent_twice_is_kept_once(store: Store, at: datetime) -> None:
    new, entry = dataset_record(at), EntryId(new_id())

    enter(store, new, entry, sex="female")
    enter(store, new, entry, sex="female")

    with store.records.reading() as session:
        assert session.query(DatasetEntry).count() == 1
    with pytest.raises(ConflictError):
        enter(store, new, entry, sex="male")


def test_nothing_is_entered_into_a_record_that_is_not_there(store: Store, at: datetime) -> None:
    nowhere = DatasetRecordId(new_id())

    with store.records.writing() as session, pytest.raises(NotFoundError):
        add_entry(session, nowhere, {}, at, FIRST_ACCOUNT, EntryId(new_id()))

    with store.records.reading() as session:
        assert find_dataset_record(session, nowhere) is None


def test_every_record_of_a_dataset_is_streamed_once(store: Store, at: datetime) -> None:
    new = [dataset_record(at) for _ in range(3)]
    for number, each in enumerate(new):
        enter(store, each, children=str(number))
        enter(store, each, sex="male")
    enter(store, dataset_record(at, "traffickers"), sex="male")

    with store.records.reading() as session:
        found = list(stream_records(session, "victims"))
        counted = count_records(session, "victims")

    assert [each.id for each in found] == sorted(each.id for each in new)
    assert {each.fields["children"].value for each in found} == {"0", "1", "2"}
    assert counted == 3


def test_a_record_stays_with_the_cases_that_are_left(store: Store, at: datetime) -> None:
    first, second = make_case(store, at), make_case(store, at)
    suspect, victim = dataset_record(at, "traffickers"), dataset_record(at)
    with store.records.writing() as session:
        create_dataset_record(session, suspect, [first.id, second.id])
        create_dataset_record(session, victim, [first.id])

    with store.records.writing() as session:
        erase_case(session, first.id)

    with store.records.reading() as session:
        assert [each.id for each in list_case_records(session, second.id)] == [suspect.id]
        assert list_cases_of_record(session, suspect.id) == (second.id,)
        assert find_dataset_record(session, victim.id) is None


def test_a_file_is_known_once_it_was_imported(store: Store, at: datetime) -> None:
    new = NewDatasetRecord(**{**vars(dataset_record(at)), "imported": "e" * 64})

    enter(store, new, sex="male")

    with store.records.reading() as session:
        assert is_imported(session, "e" * 64)
        assert not is_imported(session, "f" * 64)
