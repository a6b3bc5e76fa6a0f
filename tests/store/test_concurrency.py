"""Many write at once, and a process is killed: what was acknowledged is there, once."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest

from app.settings import Settings
from app.store.answers import list_all_answers, record_answer
from app.store.cases import Reach, list_cases
from app.store.ids import OrganisationId
from app.store.records import AnswerRecord
from app.store.setup import Store, open_store
from tests.store.factories import answer, make_case, make_interview

THREADS: Final = 16
ANSWERS_OF_EACH: Final = 10
KILLS: Final = 3
ROOT: Final = Path(__file__).resolve().parents[2]
WRITER: Final = ["-W", "error", "-m", "tests.store.writer"]


@pytest.mark.both
def test_sixteen_threads_write_at_once_and_nothing_is_lost_or_doubled(
    store: Store, at: datetime
) -> None:
    interview, key = make_interview(store, at)
    mine = [
        [answer(interview, f"question_{thread}", number) for number in range(ANSWERS_OF_EACH)]
        for thread in range(THREADS)
    ]

    def write(answers: list[AnswerRecord]) -> None:
        for one in answers:
            with store.records.writing() as session:
                record_answer(session, key, one)

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(write, mine))

    with store.records.reading() as session:
        stored = list_all_answers(session, key, interview.id)
    assert {one.id for one in stored} == {one.id for answers in mine for one in answers}
    assert [one.sequence for one in stored] == list(range(1, THREADS * ANSWERS_OF_EACH + 1))


@pytest.mark.both
def test_the_same_answer_from_sixteen_threads_is_stored_once(store: Store, at: datetime) -> None:
    interview, key = make_interview(store, at)
    given = answer(interview, "papers_held", "yes")

    def write(_: int) -> AnswerRecord:
        with store.records.writing() as session:
            return record_answer(session, key, given)

    with ThreadPoolExecutor(THREADS) as threads:
        stored = set(threads.map(write, range(THREADS)))

    assert stored == {replace(given, sequence=1)}


def test_sixteen_threads_make_cases_with_keys_and_numbers_of_their_own(
    store: Store, at: datetime
) -> None:
    with ThreadPoolExecutor(THREADS) as threads:
        made = list(threads.map(lambda _: make_case(store, at), range(THREADS * 2)))

    with store.records.reading() as session:
        listed = list_cases(session, Reach(OrganisationId(1)), 100).cases
    assert set(listed) == set(made)
    assert len({case.number for case in made}) == len(made)
    assert len({store.keys.get(case.id).secret for case in made}) == len(made)


def test_a_reader_sees_one_moment_while_others_write(store: Store, at: datetime) -> None:
    interview, key = make_interview(store, at)

    with store.records.reading() as reader:
        before = list_all_answers(reader, key, interview.id)
        with store.records.writing() as session:
            record_answer(session, key, answer(interview, "papers_held", "yes"))
        during = list_all_answers(reader, key, interview.id)
    with store.records.reading() as reader:
        after = list_all_answers(reader, key, interview.id)

    assert (len(before), len(during), len(after)) == (0, 0, 1)


@pytest.mark.parametrize("kill", range(KILLS))
def test_what_was_acknowledged_outlives_the_process(
    place: Settings, at: datetime, kill: int
) -> None:
    store = open_store(place)
    interview, key = make_interview(store, at)
    store.close()
    command = [sys.executable, *WRITER, str(place.keys.parent), interview.id]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:  # noqa: S603
        assert writer.stdout is not None
        acknowledged = [writer.stdout.readline().strip() for _ in range(20 + 15 * kill)]
        writer.send_signal(signal.SIGKILL)
        acknowledged += [line.strip() for line in writer.stdout if line.endswith("\n")]

    again = open_store(place)
    with again.records.reading() as session:
        stored = [one.id for one in list_all_answers(session, key, interview.id)]
    again.close()

    assert all(acknowledged)
    assert set(acknowledged) <= set(stored)
    # At most the answers whose commit was not yet told: one of each thread.
    assert len(stored) - len(acknowledged) <= 4
    assert writer.returncode == -signal.SIGKILL
