"""Backups are consistent while others write, open under their key alone, and come back whole."""

import random
import shutil
from datetime import datetime
from pathlib import Path

import pyrage
import pytest
from sqlalchemy import func, select

from app.conditions.values import Text
from app.settings import Settings
from app.store.answers import list_all_answers, record_answer
from app.store.backup import back_up
from app.store.backup_files import BACKUP_KEY, make_backup_key
from app.store.erasing import erase_case
from app.store.errors import StoreError
from app.store.ids import CaseId
from app.store.key_files import KeyFile
from app.store.log_anchors import read_anchors
from app.store.places import get_path_of_records
from app.store.restore import restore
from app.store.setup import Store, list_anchor_files, open_store
from app.store.tables import Answer, Case
from tests.store.conftest import settings_in
from tests.store.factories import answer, make_interview
from tests.store.test_log import is_whole

pytestmark = pytest.mark.file_alone

FLIPS = [pytest.param(20), pytest.param(200, marks=pytest.mark.night)]


@pytest.fixture
def elsewhere(place: Settings, tmp_path: Path) -> Settings:
    """Another machine, with nothing but the folder of keys brought back."""
    there = tmp_path / "elsewhere"
    make_backup_key(place.keys)
    shutil.copytree(place.keys, there / "keys")
    return settings_in(there)


def fill(store: Store, at: datetime, words: str = "They took my phone.") -> CaseId:
    interview, key = make_interview(store, at)
    with store.records.writing() as session:
        record_answer(session, key, answer(interview, "story", Text(words)))
    return interview.case_id


def count(store: Store, table: type[Case] | type[Answer]) -> int:
    with store.records.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def list_files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def backed_up(place: Settings, at: datetime, tmp_path: Path) -> Path:
    store = open_store(place)
    fill(store, at)
    store.close()
    return back_up(place, tmp_path / "backups" / "monday").records


def test_backup_comes_back_on_another_machine_with_every_case_readable(
    elsewhere: Settings, backed_up: Path
) -> None:
    (elsewhere.keys / KeyFile.DATABASE.value).unlink()
    (elsewhere.keys / KeyFile.KEY_STORE.value).unlink()

    restored = restore(elsewhere, backed_up, backed_up.with_name("monday.keys"))

    assert restored.erased == ()
    store = open_store(elsewhere)
    with store.records.reading() as session:
        [row] = session.scalars(select(Answer))
        [case] = session.scalars(select(Case.id))
        [told] = list_all_answers(session, store.keys.get(case), row.interview_id)
    assert told.response == Text("They took my phone.")
    assert is_whole(store)
    store.close()


def test_case_erased_after_the_backup_stays_erased_when_it_is_restored(
    place: Settings, at: datetime, backed_up: Path
) -> None:
    store = open_store(place)
    with store.records.writing() as session:
        [case] = session.scalars(select(Case.id))
        erase_case(session, case)
    store.keys.destroy(case, at)
    later = fill(store, at)
    store.close()

    restored = restore(place, backed_up, None, replaces=True)

    store = open_store(place)
    assert restored.erased == (case,)
    assert (count(store, Case), count(store, Answer)) == (0, 0)
    assert store.keys.find(case) is None
    assert store.keys.find(later) is not None
    assert is_whole(store)
    store.close()


def test_old_backup_of_the_keys_does_not_bring_an_erased_case_back(
    place: Settings, at: datetime, backed_up: Path
) -> None:
    store = open_store(place)
    with store.records.writing() as session:
        [case] = session.scalars(select(Case.id))
        erase_case(session, case)
    store.keys.destroy(case, at)
    store.close()

    restore(place, backed_up, backed_up.with_name("monday.keys"), replaces=True)

    store = open_store(place)
    assert store.keys.find(case) is None
    assert store.keys.list_erased() == (case,)
    assert count(store, Case) == 0
    store.close()


def test_what_is_there_is_not_replaced_unless_somebody_says_so_and_is_kept_beside(
    place: Settings, backed_up: Path
) -> None:
    before = list_files(place.key_store.parent) | list_files(place.keys)

    with pytest.raises(StoreError, match=r"already.*Nothing was restored"):
        restore(place, backed_up, None)

    assert list_files(place.key_store.parent) | list_files(place.keys) == before
    restore(place, backed_up, None, replaces=True)
    kept = [path.name for path in get_path_of_records(place).parent.iterdir()]
    assert [name for name in kept if ".replaced-" in name]


def test_nothing_is_restored_under_a_program_that_runs(place: Settings, backed_up: Path) -> None:
    store = open_store(place)

    with pytest.raises(StoreError, match="Stop the server"):
        restore(place, backed_up, None, replaces=True)

    assert count(store, Answer) == 1
    store.close()


@pytest.mark.parametrize("flips", FLIPS)
def test_a_flipped_bit_anywhere_is_refused_and_nothing_is_restored(
    elsewhere: Settings, backed_up: Path, flips: int
) -> None:
    chance, taken = random.Random(7), list[object]()  # noqa: S311 - It keeps no secret.
    files = [backed_up, backed_up.with_name("monday.keys")]
    before = list_files(elsewhere.keys)

    for number in range(flips):
        damaged = bytearray(files[number % 2].read_bytes())
        # Every third flip is in the header, which is short and would seldom be hit.
        place = chance.randrange(200 if number % 3 == 0 else len(damaged))
        damaged[place] ^= 1 << chance.randrange(8)
        copies = [path.with_suffix(".damaged") for path in files]
        for path, copy in zip(files, copies, strict=True):
            shutil.copy(path, copy)
        copies[number % 2].write_bytes(damaged)
        try:
            restore(elsewhere, copies[0], copies[1])
            taken.append(place)
        except StoreError as error:
            taken += [] if "Nothing was restored" in str(error) else [str(error)]

    assert taken == []
    assert not [path for path in list_files(elsewhere.keys.parent) if path not in before]


def test_a_cut_backup_is_refused(elsewhere: Settings, backed_up: Path) -> None:
    whole = backed_up.read_bytes()

    for size in (0, 1, 100, 300, len(whole) // 2, len(whole) - 1):
        backed_up.write_bytes(whole[:size])
        with pytest.raises(StoreError, match="was damaged or changed"):
            restore(elsewhere, backed_up, backed_up.with_name("monday.keys"))


def test_a_wrong_key_is_refused(elsewhere: Settings, backed_up: Path) -> None:
    (elsewhere.keys / BACKUP_KEY).write_text(str(pyrage.x25519.Identity.generate()))

    with pytest.raises(StoreError, match="made under another key"):
        restore(elsewhere, backed_up, backed_up.with_name("monday.keys"))

    assert not get_path_of_records(elsewhere).exists()


@pytest.mark.parametrize(
    ("name", "told"),
    [(KeyFile.MASTER, "another master key"), (KeyFile.LOG, "The log does not hold")],
)
def test_other_key_files_beside_a_backup_are_told(
    elsewhere: Settings, backed_up: Path, name: KeyFile, told: str
) -> None:
    (elsewhere.keys / name.value).write_bytes(b"0" * 32)

    with pytest.raises(StoreError, match=told):
        restore(elsewhere, backed_up, backed_up.with_name("monday.keys"))

    assert not get_path_of_records(elsewhere).exists()


def test_the_two_files_are_not_taken_for_each_other(elsewhere: Settings, backed_up: Path) -> None:
    with pytest.raises(StoreError, match="is a backup of the keys, not of the records"):
        restore(elsewhere, backed_up.with_name("monday.keys"), backed_up)


def test_records_without_their_keys_are_not_restored(elsewhere: Settings, backed_up: Path) -> None:
    with pytest.raises(StoreError, match="no case of the backup can be read"):
        restore(elsewhere, backed_up, None)


def test_backup_replaces_no_file_and_shows_nothing_in_the_clear(
    place: Settings, backed_up: Path
) -> None:
    with pytest.raises(StoreError, match="is not replaced"):
        back_up(place, backed_up)

    written = backed_up.read_bytes() + backed_up.with_name("monday.keys").read_bytes()
    assert b"phone" not in written
    assert b"SQLite" not in written
    assert sorted(path.name for path in backed_up.parent.iterdir()) == ["monday", "monday.keys"]
    assert backed_up.stat().st_mode & 0o077 == 0


def test_anchors_from_after_the_backup_are_given_up_when_it_is_restored(
    place: Settings, at: datetime, backed_up: Path
) -> None:
    store = open_store(place)
    for _ in range(30):
        fill(store, at)
    store.close()
    assert read_anchors(list_anchor_files(place)[0])

    restore(place, backed_up, None, replaces=True)

    assert read_anchors(list_anchor_files(place)[0]) == {}
