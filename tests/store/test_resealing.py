"""Every case gets a new key by command; killed anywhere, all is readable and it can go on."""

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import pytest
from sqlalchemy import Engine, event, select, text
from sqlalchemy.exc import DBAPIError

from app.cases.consents import Consent, ConsentBy, ConsentKind
from app.cases.second_coding import CodingBasis, CodingState
from app.clock import stopped_at
from app.conditions.values import PartialDate
from app.settings import Settings
from app.store import resealing
from app.store.append_only import APPEND_ONLY_TABLES
from app.store.cases import Reach
from app.store.consents import ConsentRecord, record_consent
from app.store.errors import StoreError
from app.store.events import record_event
from app.store.ids import ConsentId, OrganisationId, SecondCodingId, TaskId, new_id
from app.store.keys import INDEX_OF_NAMES
from app.store.name_index import digest_word, find_by_words, index_person
from app.store.persons import store_person
from app.store.records import SecondCodingRecord
from app.store.resealing import MARK, list_sealed, rotate_case_keys
from app.store.sealing import CaseKey, Place, read_generation, unseal_bytes
from app.store.second_codings import create_second_coding
from app.store.setup import Store, open_store
from app.store.tables import CaseKeyRow, Interview, PersonToken
from app.store.tasks import TaskRecord, record_task
from tests.store.factories import FIRST_ACCOUNT, make_interview, person
from tests.store.factories import event as new_event
from tests.store.killing import run_apart
from tests.store.test_append_only import fill
from tests.store.test_evidence_files import keep

NIGHT: Final = bool(os.environ.get("THRESHOLD_NIGHT"))
# The first process is killed at its first step with the databases, the next so many steps later.
STRIDE: Final = 3 if NIGHT else 29
LEAST_KILLS: Final = 20 if NIGHT else 3
WORD: Final = "sita"
Sealed = dict[tuple[str, str, str], bytes]


def fill_all(place: Settings, at: datetime) -> None:
    """Make a row at least for every column that is sealed, in four cases."""
    store = open_store(place)
    fill(store, at)
    keep(store, at)
    interview, key = make_interview(store, at)
    with store.records.writing() as session:
        record_event(session, key, new_event(interview.case_id, "closed", at, "She left."))
        said = Consent(
            ConsentKind.SHARING, ConsentBy.PERSON, agrees=True, said_on=at.date(), purpose="A bed"
        )
        record = ConsentRecord(ConsentId(new_id()), key.case_id, said, at, FIRST_ACCOUNT)
        record_consent(session, key, record)
        named = replace(person(key.case_id, "Sita", "0101", at), birth=PartialDate(1999, 5))
        store_person(session, key, named)
        index_person(session, store.keys.get_name_key(at), named.id, {WORD})
        asked = SecondCodingRecord(
            SecondCodingId(new_id()), interview.id, FIRST_ACCOUNT, CodingBasis.RECORD,
            CodingState.ASKED, at, FIRST_ACCOUNT,
        )  # fmt: skip
        create_second_coding(session, key, asked, "What was written down")
        record_task(session, key, build_task(key, at))
    make_interview(store, at)
    store.close()


def build_task(key: CaseKey, at: datetime) -> TaskRecord:
    return TaskRecord(
        TaskId(new_id()), key.case_id, OrganisationId(1), "typed", "Call her", at.date(),
        FIRST_ACCOUNT, None, at, FIRST_ACCOUNT,
    )  # fmt: skip


def rotate(place: Settings, at: datetime) -> None:
    rotate_case_keys(place, lambda _: {WORD}, stopped_at(at))


def list_rows(store: Store) -> Iterator[tuple[CaseKey, tuple[str, str, str], bytes]]:
    """Give everything that is sealed, with the key of its case and where it stands."""
    with store.records.reading() as session:
        held = session.execute(select(Interview.id, Interview.case_id))
        cases = {each.id: each.case_id for each in held}
        for table, columns in list_sealed().items():
            for row in session.connection().execute(select(table)).mappings():
                case = row["case_id"] if "case_id" in row else cases[row["interview_id"]]
                for name in columns:
                    if row[name] is not None:
                        yield store.keys.get(case), (table.name, name, row["id"]), row[name]


def read(place: Settings) -> Sealed:
    """Open the store as a server does, and read everything that is sealed."""
    store = open_store(place)
    try:
        return {at: unseal_bytes(key, Place(*at), sealed) for key, at, sealed in list_rows(store)}
    finally:
        store.close()


def is_found(place: Settings) -> bool:
    """Say whether a person is found by a word, as the search does it."""
    store = open_store(place)
    try:
        with store.records.reading() as session:
            key = store.keys.get(INDEX_OF_NAMES)
            return bool(find_by_words(session, key, {WORD}, Reach(OrganisationId(1))))
    finally:
        store.close()


def die_at(step: int) -> None:
    """Kill this process before it does so many things with a database."""
    left = step

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "commit"):
        event.listen(Engine, name, count)


def check_renewed(place: Settings, old: CaseKey) -> None:
    """Say that nothing is under an old key, and that there is none."""
    store = open_store(place)
    with store.keys.database.reading() as session:
        rows = session.scalars(select(CaseKeyRow.case_id)).all()
    with store.records.reading() as session:
        tokens = set(session.scalars(select(PersonToken.token)))
    assert len(rows) == len(set(rows))
    assert all(read_generation(each) == key.generation > 1 for key, _, each in list_rows(store))
    assert digest_word(store.keys.get(INDEX_OF_NAMES), WORD) in tokens
    assert digest_word(old, WORD) not in tokens
    store.close()
    assert not (place.key_store.parent / MARK).exists()


def find_index_key(place: Settings) -> CaseKey:
    store = open_store(place)
    key = store.keys.get(INDEX_OF_NAMES)
    store.close()
    return key


@pytest.mark.both
def test_everything_sealed_is_under_a_new_key_and_says_the_same(
    place: Settings, at: datetime
) -> None:
    fill_all(place, at)
    before, old = read(place), find_index_key(place)

    rotate(place, at + timedelta(days=1))

    columns = {(table.name, name) for table, names in list_sealed().items() for name in names}
    assert {each[:2] for each in before} == columns
    assert read(place) == before
    assert is_found(place)
    check_renewed(place, old)


@pytest.mark.both
def test_rows_that_are_only_added_cannot_be_changed_once_keys_are_new(
    place: Settings, at: datetime
) -> None:
    fill_all(place, at)
    rotate(place, at + timedelta(days=1))
    store = open_store(place)

    for table in APPEND_ONLY_TABLES:
        with store.records.writing() as session, pytest.raises(DBAPIError, match="are only added"):
            session.execute(text(f"UPDATE {table} SET id = 'other'"))  # noqa: S608 # It is ours.

    store.close()


@pytest.mark.file_alone
def test_killed_at_many_moments_all_is_readable_and_the_next_goes_on(
    place: Settings, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing, "AT_ONCE", 1)
    fill_all(place, at)
    before, old, kills = read(place), find_index_key(place), 0

    while not run_apart(dying(place, at, step=1 + kills * STRIDE)):
        kills += 1
        assert read(place) == before
        assert is_found(place)

    assert kills >= LEAST_KILLS
    assert read(place) == before
    check_renewed(place, old)


def dying(place: Settings, at: datetime, step: int) -> Callable[[], None]:
    def task() -> None:
        die_at(step)
        rotate(place, at + timedelta(days=1))

    return task


@pytest.mark.file_alone
def test_no_case_gets_a_new_key_under_a_program_that_runs(place: Settings, at: datetime) -> None:
    store = open_store(place)

    with pytest.raises(StoreError, match="Stop the server"):
        rotate(place, at)

    store.close()
