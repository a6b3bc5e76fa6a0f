"""The disk is full: no half of anything is left, it is said in a sentence, and it works again."""

import errno
import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from app.settings import Settings
from app.store.backup import back_up
from app.store.errors import BackupError, is_out_of_room
from app.store.log import Deed, note_act, reading_log
from app.store.log_anchors import keep_anchors, read_anchors
from app.store.log_chain import ANCHOR_EVERY, Entry
from app.store.log_files import write_log
from app.store.setup import open_store
from app.store.spool import SealedSpool
from tests.store.factories import make_interview
from tests.store.small_disk import SmallDisk, small_disk
from tests.store.test_log import is_whole


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk") as made:
        yield made


def list_left(disk: SmallDisk) -> list[str]:
    return sorted(path.name for path in disk.folder.iterdir() if path.name != "ballast")


def test_backup_that_finds_no_room_leaves_nothing_and_is_made_once_there_is(
    place: Settings, at: datetime, disk: SmallDisk
) -> None:
    store = open_store(place)
    make_interview(store, at)
    disk.fill()

    with pytest.raises(BackupError, match="There is no room left"):
        back_up(place, disk.folder / "monday")
    left = list_left(disk)
    disk.make_room()
    made = back_up(place, disk.folder / "monday")

    assert left == []
    assert made.records.exists()
    assert is_whole(store)
    store.close()


def test_exported_log_that_finds_no_room_leaves_nothing_and_is_written_once_there_is(
    place: Settings, disk: SmallDisk
) -> None:
    store, file = open_store(place), disk.folder / "log.jsonl"
    disk.fill()

    with store.records.reading() as session, reading_log(session, {}) as content:
        with pytest.raises(OSError, match=r"(space|large)") as caught:
            write_log(file, content)
        left = list_left(disk)
    disk.make_room()
    with store.records.reading() as session, reading_log(session, {}) as content:
        count = write_log(file, content)

    assert is_out_of_room(caught.value)
    assert left == []
    assert count > 0
    store.close()


def test_anchors_that_find_no_room_keep_nobody_from_working_and_go_on_once_there_is(
    place: Settings, disk: SmallDisk, caplog: pytest.LogCaptureFixture
) -> None:
    anchors = disk.folder / "anchors"
    store = open_store(Settings(**{**vars(place), "log_anchors": anchors}))

    def do_much() -> None:
        with store.records.writing() as session:
            for number in range(ANCHOR_EVERY):
                note_act(session, Deed.READ, str(number))

    disk.fill()
    do_much()
    disk.make_room()
    do_much()

    assert "can't be kept" in caplog.text
    assert len(read_anchors(anchors)) == 1
    assert is_whole(store)
    store.close()


def test_half_an_anchor_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    anchors, write = tmp_path / "anchors", os.write
    entry = Entry(100, datetime(2026, 3, 4, tzinfo=UTC), None, "read", "", "a" * 64)
    keep_anchors([anchors], [entry])

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", lambda handle, content: write(handle, content[:9]))
        keep_anchors([anchors], [entry._replace(sequence=200)])
    keep_anchors([anchors], [entry._replace(sequence=300)])

    assert "can't be kept" in caplog.text
    assert list(read_anchors(anchors)) == [100, 300]


def test_spool_that_finds_no_room_gives_back_what_it_took_before_and_afterwards(
    disk: SmallDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(disk.folder))
    spool = SealedSpool()
    first = spool.add(b"first" * 10_000)

    disk.fill()
    with pytest.raises(OSError, match=r"(space|large)"):
        spool.add(b"second" * 10_000)
    disk.make_room()
    third = spool.add(b"third" * 10_000)

    assert spool.read(first) == b"first" * 10_000
    assert spool.read(third) == b"third" * 10_000
    spool.close()


def test_other_failures_are_not_taken_for_a_full_disk() -> None:
    assert not is_out_of_room(OSError(errno.EACCES, "Permission denied"))
    assert not is_out_of_room(ValueError("database or disk is full"))


class ServerIsFullError(Exception):
    """What a driver of PostgreSQL raises, as far as it matters."""

    sqlstate = "53100"


def test_full_disk_of_a_database_server_is_told_as_well() -> None:
    error = DBAPIError("COMMIT", None, ServerIsFullError())
    error.__cause__ = error.orig

    assert is_out_of_room(error)
