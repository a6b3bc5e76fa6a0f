"""The drill of an operator: everything is back from the newest backup within a minute."""

import shutil
import time
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from app.conditions.values import Text
from app.settings import Settings
from app.store.answers import list_all_answers, record_answer
from app.store.backup import back_up
from app.store.cases import create_case
from app.store.interviews import create_interview
from app.store.restore import restore
from app.store.setup import Store, open_store
from app.store.tables import Interview
from tests.store.conftest import settings_in
from tests.store.factories import answer, interview, new_case
from tests.store.test_log import is_whole

AT_ONCE = 500
LONGEST = 60.0  # Seconds.
CASES = [
    pytest.param(50),
    pytest.param(10_000, marks=[pytest.mark.night, pytest.mark.timeout(3600)]),
]


def fill(store: Store, at: datetime, cases: int) -> None:
    """Make cases, each with an interview and an answer."""
    for begin in range(0, cases, AT_ONCE):
        with store.records.writing() as session:
            for number in range(begin, min(begin + AT_ONCE, cases)):
                case = create_case(session, store.keys, new_case(at))
                made = create_interview(session, interview(case))
                told = answer(made, "story", Text(f"Told {number}."))
                record_answer(session, store.keys.get(case.id), told)


def read_every_story(store: Store) -> set[str]:
    """Open every case of a store."""
    told = set()
    with store.records.reading() as session:
        for row in session.execute(select(Interview.id, Interview.case_id)):
            [one] = list_all_answers(session, store.keys.get(row.case_id), row.id)
            assert isinstance(one.response, Text)
            told.add(one.response.text)
    return told


@pytest.mark.parametrize("cases", CASES)
def test_every_case_is_back_within_a_minute(
    place: Settings, at: datetime, tmp_path: Path, cases: int
) -> None:
    store = open_store(place)
    fill(store, at, cases)
    store.close()
    made = back_up(place, tmp_path / "backups" / "monday")
    elsewhere = settings_in(tmp_path / "elsewhere")
    shutil.copytree(place.keys, elsewhere.keys)

    begin = time.monotonic()
    restore(elsewhere, made.records, made.keys)
    back = open_store(elsewhere)
    took = time.monotonic() - begin

    print(f"{cases} cases back within {took:.1f} s")
    assert took <= LONGEST
    assert len(read_every_story(back)) == cases
    assert is_whole(back)
    back.close()
