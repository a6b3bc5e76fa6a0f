"""Write answers without end from four threads, and acknowledge each on standard output."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.store.answers import record_answer
from app.store.ids import InterviewId
from app.store.interviews import get_interview
from app.store.setup import Store, open_store
from tests.store.conftest import settings_in
from tests.store.factories import answer

THREADS = 4


def write_without_end(store: Store, interview_id: InterviewId) -> None:
    with store.records.reading() as session:
        interview = get_interview(session, interview_id)
    key = store.keys.get(interview.case_id)
    while True:
        given = answer(interview, "weekly_hours", 84)
        with store.records.writing() as session:
            record_answer(session, key, given)
        # One write of one line: the system gives it to the reader whole.
        os.write(sys.stdout.fileno(), f"{given.id}\n".encode())


if __name__ == "__main__":
    opened = open_store(settings_in(Path(sys.argv[1])))
    with ThreadPoolExecutor(THREADS) as threads:
        for _ in range(THREADS):
            threads.submit(write_without_end, opened, InterviewId(sys.argv[2]))
