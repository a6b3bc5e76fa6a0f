"""Evidence files lie sealed, go with their case, and come back with a backup and under new keys."""

import hashlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from app.settings import Settings
from app.store.backup import back_up
from app.store.database import empty_the_log
from app.store.erasing import erase_case, erase_interview
from app.store.errors import CaseKeyError, ConflictError
from app.store.evidence_files import (
    NewEvidence,
    count_evidence,
    find_case_of_evidence,
    get_evidence,
    list_evidence,
    list_sights,
    read_original,
    read_shown,
    record_evidence,
    remove_evidence,
)
from app.store.ids import AccountId, CaseId, EvidenceId, new_id
from app.store.key_files import KeyFile
from app.store.log import Deed, name_account, note_act
from app.store.restore import restore
from app.store.rotation import rotate_key
from app.store.sealing import CaseKey
from app.store.setup import Store, open_store
from tests.store.factories import make_interview

ORIGINAL, SHOWN = b"ORIGINAL-CANARY" * 50, b"SHOWN-CANARY" * 50


def keep(store: Store, at: datetime) -> tuple[NewEvidence, CaseKey]:
    """Keep a file of a new case."""
    interview, key = make_interview(store, at)
    new = NewEvidence(
        id=EvidenceId(new_id()),
        interview_id=interview.id,
        indicator_id="exploitation.hours",
        kind="image/png",
        shown_kind="image/jpeg",
        name="NAME-CANARY.png",
        said="the rota on the wall",
        original=ORIGINAL,
        shown=SHOWN,
        added_at=at,
        added_by=AccountId(1),
    )
    with store.records.writing() as session:
        record_evidence(session, key, new)
    return new, key


def read(settings: Settings, evidence: EvidenceId, case: CaseId) -> tuple[bytes, bytes]:
    """Open the store as a server does, and read a file."""
    store = open_store(settings)
    try:
        with store.records.reading() as session:
            key = store.keys.get(case)
            return read_original(session, key, evidence), read_shown(session, key, evidence)
    finally:
        store.close()


def test_file_comes_back_as_it_was_with_its_fingerprint(store: Store, at: datetime) -> None:
    new, key = keep(store, at)

    with store.records.reading() as session:
        record = get_evidence(session, key, new.id)
        assert read_original(session, key, new.id) == ORIGINAL
        assert read_shown(session, key, new.id) == SHOWN
        assert list_evidence(session, key) == (record,)
        assert find_case_of_evidence(session, new.id) == key.case_id

    assert record.sha256 == hashlib.sha256(ORIGINAL).hexdigest()
    assert (record.name, record.said, record.size) == (new.name, new.said, len(ORIGINAL))


def test_nothing_of_a_file_lies_in_the_clear(store: Store, at: datetime) -> None:
    new, _ = keep(store, at)

    with store.records.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM evidence_files").all()

    stored = repr(rows).encode() + b"".join(
        each for row in rows for each in row if isinstance(each, bytes)
    )
    assert new.id.encode() in stored
    for trace in (b"CANARY", b"rota", hashlib.sha256(ORIGINAL).hexdigest().encode()):
        assert trace not in stored


def test_same_file_again_changes_nothing_and_another_is_refused(store: Store, at: datetime) -> None:
    new, key = keep(store, at)

    with store.records.writing() as session:
        record_evidence(session, key, new)
        assert count_evidence(session, key.case_id) == 1
    with store.records.writing() as session, pytest.raises(ConflictError):
        record_evidence(session, key, replace(new, original=b"another"))


def test_key_of_another_case_opens_no_file(store: Store, at: datetime) -> None:
    new, _ = keep(store, at)
    _, other = keep(store, at)

    with store.records.reading() as session, pytest.raises(CaseKeyError):
        read_original(session, other, new.id)


def test_file_that_was_taken_out_is_destroyed(store: Store, at: datetime) -> None:
    new, key = keep(store, at)

    with store.records.writing() as session:
        remove_evidence(session, key, new.id, at, AccountId(1))

    with store.records.reading() as session:
        assert find_case_of_evidence(session, new.id) is None
        assert list_evidence(session, key) == ()
    with store.records.engine.connect() as connection:
        left = "SELECT about, shown, original, removed_by FROM evidence_files"
        assert connection.exec_driver_sql(left).all() == [(None, None, None, 1)]


@pytest.mark.parametrize("whole_case", [True, False])
def test_erasing_takes_the_files_too(
    store: Store,
    at: datetime,
    whole_case: bool,  # noqa: FBT001
) -> None:
    new, key = keep(store, at)

    with store.records.writing() as session:
        if whole_case:
            erase_case(session, key.case_id)
        else:
            erase_interview(session, new.interview_id, at)

    empty_the_log(store.records)
    with store.records.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM evidence_files").scalar() == 0


def test_backup_brings_files_back(place: Settings, tmp_path: Path, at: datetime) -> None:
    store = open_store(place)
    new, key = keep(store, at)
    store.close()
    backup = back_up(place, tmp_path / "backups" / "monday").records
    with_files = read(place, new.id, key.case_id)
    store = open_store(place)
    with store.records.writing() as session:
        remove_evidence(session, key, new.id, at, AccountId(1))
    store.close()

    restore(place, backup, backup.with_name("monday.keys"), replaces=True)

    assert read(place, new.id, key.case_id) == with_files == (ORIGINAL, SHOWN)


@pytest.mark.parametrize("name", [KeyFile.MASTER, KeyFile.KEY_STORE])
def test_files_open_under_new_keys(place: Settings, at: datetime, name: KeyFile) -> None:
    assert_opens_under_new_key(place, at, name)


@pytest.mark.file_alone
def test_files_open_under_a_new_key_of_the_database(place: Settings, at: datetime) -> None:
    assert_opens_under_new_key(place, at, KeyFile.DATABASE)


def assert_opens_under_new_key(place: Settings, at: datetime, name: KeyFile) -> None:
    store = open_store(place)
    new, key = keep(store, at)
    store.close()

    rotate_key(place, name)

    assert read(place, new.id, key.case_id) == (ORIGINAL, SHOWN)


def test_who_saw_a_file_is_read_from_the_log(store: Store, at: datetime) -> None:
    new, _ = keep(store, at)
    other, _ = keep(store, at)

    for _ in range(2):
        with store.records.reading() as session:
            name_account(session, AccountId(1))
            note_act(session, Deed.SEEN, new.id)

    with store.records.reading() as session:
        assert [each.account for each in list_sights(session, new.id)] == [1, 1]
        assert list_sights(session, other.id) == ()
