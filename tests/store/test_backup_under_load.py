"""Backups made while others write hold every answer that was acknowledged before them."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import select

from app.settings import Settings
from app.store.answers import list_all_answers, record_answer
from app.store.backup import Backup, back_up
from app.store.backup_files import make_backup_key
from app.store.records import InterviewRecord
from app.store.restore import restore
from app.store.sealing import CaseKey
from app.store.setup import Store, open_store
from app.store.tables import LogEntry
from tests.store.conftest import settings_in
from tests.store.factories import answer, make_interview
from tests.store.test_log import is_whole

pytestmark = pytest.mark.file_alone

BACKUPS = [
    pytest.param(3),
    pytest.param(50, marks=[pytest.mark.night, pytest.mark.timeout(3600)]),
]
Made = tuple[set[str], Backup]


@dataclass
class Writers:
    """Four who write answers until they are stopped, and what was acknowledged to them."""

    store: Store
    interview: InterviewRecord
    key: CaseKey
    acknowledged: list[str] = field(default_factory=list)
    stop: Event = field(default_factory=Event)

    def write(self, number: int) -> None:
        while not self.stop.is_set():
            given = answer(self.interview, f"question_{number}", number)
            with self.store.records.writing() as session:
                record_answer(session, self.key, given)
            self.acknowledged.append(given.id)


def back_up_often(place: Settings, writers: Writers, folder: Path, times: int) -> list[Made]:
    """Give each backup with what was acknowledged before it was begun."""
    made = []
    with ThreadPoolExecutor(4) as threads:
        for number in range(4):
            threads.submit(writers.write, number)
        try:
            for number in range(times):
                before = set(writers.acknowledged)
                made.append((before, back_up(place, folder / str(number))))
        finally:
            writers.stop.set()
    return made


@pytest.mark.parametrize("times", BACKUPS)
def test_backups_made_while_others_write_hold_every_answer_acknowledged_before_them(
    place: Settings, at: datetime, tmp_path: Path, times: int
) -> None:
    make_backup_key(place.keys)
    elsewhere = settings_in(tmp_path / "elsewhere")
    shutil.copytree(place.keys, elsewhere.keys)
    store = open_store(place)
    writers = Writers(store, *make_interview(store, at))

    made = back_up_often(place, writers, tmp_path / "backups", times)
    store.close()

    assert len(made) == times
    for before, backup in made:
        restore(elsewhere, backup.records, backup.keys, replaces=True)
        again = open_store(elsewhere)
        with again.records.reading() as session:
            held = {e.id for e in list_all_answers(session, writers.key, writers.interview.id)}
            inserts = select(LogEntry.subject).where(LogEntry.action == "answers.insert")
            logged = list(session.scalars(inserts))
        assert before <= held
        assert (len(logged), set(logged)) == (len(held), held)
        assert is_whole(again)
        again.close()
