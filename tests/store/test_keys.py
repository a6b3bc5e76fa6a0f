"""Each case has a key of its own, kept apart from its rows, and destroyed for ever."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import text

from app.settings import Settings
from app.store.errors import CaseKeyError
from app.store.ids import CaseId, new_id
from app.store.key_files import Key
from app.store.keys import KeyStore, fingerprint_of
from app.store.setup import Store, open_store


@pytest.fixture
def keys(store: Store) -> KeyStore:
    return store.keys


@pytest.fixture
def case_id() -> CaseId:
    return CaseId(new_id())


def describe_problem(keys: KeyStore, case_id: CaseId) -> str:
    with pytest.raises(CaseKeyError) as caught:
        keys.get(case_id)
    return str(caught.value)


def test_a_created_key_is_given_back(keys: KeyStore, case_id: CaseId, at: datetime) -> None:
    created = keys.create(case_id, at)

    found = keys.get(case_id)

    assert (found.case_id, found.generation, found.secret) == (case_id, 1, created.secret)
    assert len(found.secret) == 32


def test_each_case_has_a_key_of_its_own(keys: KeyStore, at: datetime) -> None:
    secrets = {keys.create(CaseId(new_id()), at).secret for _ in range(20)}

    assert len(secrets) == 20


def test_a_created_key_outlives_the_program(place: Settings, case_id: CaseId, at: datetime) -> None:
    first = open_store(place)
    created = first.keys.create(case_id, at)
    # Another connection sees what is committed, and that is what a restart finds.
    second = open_store(place)

    found = second.keys.get(case_id)
    first.close()
    second.close()

    assert found.secret == created.secret


def test_a_key_is_never_replaced(keys: KeyStore, case_id: CaseId, at: datetime) -> None:
    created = keys.create(case_id, at)

    with pytest.raises(CaseKeyError, match="is not replaced"):
        keys.create(case_id, at)

    assert keys.get(case_id).secret == created.secret


def test_a_case_without_a_key_is_named(keys: KeyStore, case_id: CaseId) -> None:
    problem = describe_problem(keys, case_id)

    assert f"no key of case {case_id}" in problem
    assert keys.find(case_id) is None


def test_a_destroyed_key_does_not_come_back(keys: KeyStore, case_id: CaseId, at: datetime) -> None:
    keys.create(case_id, at)

    keys.destroy(case_id, at)
    keys.destroy(case_id, at)

    assert "was erased on 2026-03-04" in describe_problem(keys, case_id)
    assert keys.list_erased() == (case_id,)
    with pytest.raises(CaseKeyError, match="its id is not used again"):
        keys.create(case_id, at)


def test_a_destroyed_key_is_gone_from_the_log_of_the_key_store(
    keys: KeyStore, place: Settings, case_id: CaseId, at: datetime
) -> None:
    keys.create(case_id, at)

    keys.destroy(case_id, at)

    log = place.key_store.with_name(place.key_store.name + "-wal")
    assert log.stat().st_size == 0


def test_another_master_key_does_not_unwrap(keys: KeyStore, case_id: CaseId, at: datetime) -> None:
    keys.create(case_id, at)
    other = replace(keys, master=Key(bytes(32)))

    problem = describe_problem(other, case_id)

    assert "wrapped by another master key" in problem


def test_a_wrapped_key_moved_to_another_case_does_not_unwrap(
    keys: KeyStore, case_id: CaseId, at: datetime
) -> None:
    keys.create(case_id, at)
    other = CaseId(new_id())
    keys.create(other, at)
    with keys.database.writing() as session:
        session.execute(
            text(
                "UPDATE case_keys SET wrapped = "
                "(SELECT wrapped FROM case_keys WHERE case_id = :other) WHERE case_id = :one"
            ),
            {"other": other, "one": case_id},
        )

    problem = describe_problem(keys, case_id)

    assert "was changed and does not unwrap" in problem


def test_the_key_itself_is_not_stored(keys: KeyStore, case_id: CaseId, at: datetime) -> None:
    secret = keys.create(case_id, at).secret

    with keys.database.reading() as session:
        stored = session.scalar(text("SELECT wrapped FROM case_keys"))

    assert secret not in stored
    assert len(stored) == 12 + 32 + 16


def test_nothing_secret_shows_in_what_a_key_store_says_of_itself(keys: KeyStore) -> None:
    said = repr(keys)

    assert repr(keys.master.secret) not in said
    assert keys.master.secret.hex() not in fingerprint_of(keys.master)
