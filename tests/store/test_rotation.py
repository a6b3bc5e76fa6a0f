"""Keys are replaced by command; killed at any moment, everything is readable, and it can go on."""

import random
import re
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest

from app.conditions.values import Text
from app.settings import Settings
from app.store.answers import list_all_answers, record_answer
from app.store.backup import back_up
from app.store.backup_files import add_backup_key
from app.store.errors import StoreError
from app.store.ids import InterviewId
from app.store.interviews import get_interview
from app.store.key_files import Key, KeyFile, read_key_file
from app.store.log import reading_log
from app.store.log_chain import LogContent, LogKeys, check_log
from app.store.log_keys import read_log_keys
from app.store.places import get_path_of_records
from app.store.rekeying import is_opened_by
from app.store.restore import restore
from app.store.rotation import STEPS, WAITING, rotate_key
from app.store.setup import open_store
from tests.store.factories import answer, make_interview
from tests.store.killing import run_apart

pytestmark = pytest.mark.file_alone

WORDS: Final = Text("They took my phone.")
# Each kind of key is rotated by processes that are killed at their first, second, third … step
# with a file, until one comes through; and as many are killed at a moment of chance.
CHANCES: Final = 3


def fill(settings: Settings, at: datetime) -> InterviewId:
    store = open_store(settings)
    interview, key = make_interview(store, at)
    with store.records.writing() as session:
        record_answer(session, key, answer(interview, "story", WORDS))
    store.close()
    return interview.id


def read(settings: Settings, interview: InterviewId) -> list[object]:
    """Open the store as a server does, and read what was told."""
    store = open_store(settings)
    try:
        with store.records.reading() as session:
            key = store.keys.get(get_interview(session, interview).case_id)
            return [each.response for each in list_all_answers(session, key, interview)]
    finally:
        store.close()


def is_log_whole(settings: Settings) -> bool:
    store = open_store(settings)
    try:
        with store.records.reading() as session, reading_log(session, {}) as content:
            return check_log(read_log_keys(settings.keys), content).fault is None
    finally:
        store.close()


def is_under(settings: Settings, name: KeyFile, old: Key) -> bool:
    """Say whether anything is still under a key."""
    if name is KeyFile.DATABASE:
        return is_opened_by(get_path_of_records(settings), old)
    if name is KeyFile.KEY_STORE:
        return is_opened_by(settings.key_store, old)
    if name is KeyFile.MASTER:
        store = open_store(settings)
        try:
            return store.keys.is_wrapped_by(old)
        finally:
            store.close()
    return read_key_file(settings.keys / name.value).secret == old.secret


def list_left_behind(settings: Settings) -> list[Path]:
    """Give the files that a rotation works with and leaves to nobody."""
    left = get_path_of_records(settings).parent.glob("*.rotating*")
    waiting = settings.keys.glob(f"*{WAITING}")
    return [*left, *settings.key_store.parent.glob("*.rotating*"), *waiting]


@pytest.mark.parametrize("name", STEPS, ids=lambda name: name.name)
def test_rotation_killed_at_every_step_leaves_all_readable_and_goes_on(
    place: Settings, at: datetime, name: KeyFile
) -> None:
    chance = random.Random(name.value)  # noqa: S311 - It keeps no secret.
    interview = fill(place, at)
    old = read_key_file(place.keys / name.value)
    kills = 0

    while not run_apart(lambda: rotate_key(place, name), kill_at_step=kills + 1):
        kills += 1
        assert read(place, interview) == [WORDS]
    for _ in range(CHANCES):
        run_apart(lambda: rotate_key(place, name), kill_after=chance.uniform(0.001, 0.1))
        assert read(place, interview) == [WORDS]
    rotate_key(place, name)

    assert kills >= 3
    assert read(place, interview) == [WORDS]
    assert not is_under(place, name, old)
    assert is_log_whole(place)
    assert list_left_behind(place) == []


@pytest.mark.parametrize("name", [n for n in STEPS if n is not KeyFile.SESSIONS])
def test_no_key_is_rotated_under_a_program_that_runs(place: Settings, name: KeyFile) -> None:
    before = (place.keys / name.value).read_bytes()
    store = open_store(place)

    with pytest.raises(StoreError, match="Stop the server"):
        rotate_key(place, name)

    store.close()
    assert (place.keys / name.value).read_bytes() == before
    open_store(place).close()


def test_what_the_old_key_of_the_log_sealed_is_told_from_what_the_new_one_did(
    place: Settings, at: datetime
) -> None:
    fill(place, at)
    rotate_key(place, KeyFile.LOG)
    fill(place, at)
    keys = read_log_keys(place.keys)
    store = open_store(place)
    with store.records.reading() as session, reading_log(session, {}) as content:
        entries, head = list(content.entries), content.head
    store.close()

    content = LogContent(entries, head, {})
    found = [check_log(each, content) for each in (keys, LogKeys(keys.newest))]

    assert len(keys.older) == 1
    assert [each.fault is None for each in found] == [True, False]


def test_backup_of_before_a_rotation_can_be_restored_after_it(
    place: Settings, at: datetime, tmp_path: Path
) -> None:
    interview = fill(place, at)
    made = back_up(place, tmp_path / "monday")
    for name in (KeyFile.DATABASE, KeyFile.KEY_STORE, KeyFile.SESSIONS):
        rotate_key(place, name)
    add_backup_key(place.keys)

    restore(place, made.records, made.keys, replaces=True)

    assert read(place, interview) == [WORDS]


def test_backup_of_before_a_new_log_key_says_which_file_it_needs(
    place: Settings, at: datetime, tmp_path: Path
) -> None:
    interview = fill(place, at)
    made = back_up(place, tmp_path / "monday")
    rotate_key(place, KeyFile.LOG)

    with pytest.raises(StoreError, match=r"log-until-\d+\.key") as caught:
        restore(place, made.records, made.keys, replaces=True)
    older = re.search(r"log-until-\d+\.key", str(caught.value))
    assert older is not None
    (place.keys / older[0]).replace(place.keys / KeyFile.LOG.value)
    restore(place, made.records, made.keys, replaces=True)

    assert read(place, interview) == [WORDS]
    assert is_log_whole(place)
