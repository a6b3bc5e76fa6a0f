"""The server is killed at any moment of an interview: what was acknowledged is there, once.

By day it is killed four times while 20 write, by night 1,000 times, and 100 times while 200 write.
"""

import random
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select

from app.conditions.values import Silence, Text, Value
from app.store.answers import list_all_answers
from app.store.ids import InterviewId
from app.store.interviews import get_interview
from app.store.setup import Store
from app.store.tables import Answer, LogEntry
from tests.journeys.canaries import CANARY
from tests.journeys.conftest import enter
from tests.journeys.server import Server
from tests.journeys.teller import STORY, Teller
from tests.journeys.window import Window, make_window

LONGEST_LIFE = 0.5  # Seconds.
AS_LONG_AS_IT_TAKES = 300_000  # Milliseconds: a page waits longer after each failure.
# How many kills, how many who write at once, and how many answers each of the kills waits for.
KILLS = [
    pytest.param(4, 20, 10, marks=pytest.mark.timeout(900)),
    pytest.param(1000, 4, 1, marks=[pytest.mark.night, pytest.mark.timeout(6 * 3600)]),
]
MANY = [
    pytest.param(20, 50, 50, marks=pytest.mark.timeout(3600)),
    pytest.param(100, 200, 10, marks=pytest.mark.timeout(2 * 3600)),
]


@pytest.mark.browser
@pytest.mark.parametrize(("kills", "clients", "answers"), KILLS)
def test_every_acknowledged_answer_outlives_the_server_is_shown_and_none_is_doubled(
    mortal_server: Server, chromium: Browser, kills: int, clients: int, answers: int
) -> None:
    person = enter(mortal_server, "inspector")
    tellers = [Teller(person.open_another()) for _ in range(clients)]
    window, stop = make_window(chromium, mortal_server.address), Event()
    window.enter_as(person)
    shown = person.begin("full-assessment")
    window.open(address := f"/interviews/{shown}/topics/{STORY}")

    with ThreadPoolExecutor(clients + 1) as threads:
        telling = [threads.submit(each.tell_until, stop) for each in tellers]
        killing = threads.submit(kill_often, mortal_server, [answers] * kills, tellers, stop)
        typed = type_until(window, stop)
    for done in (killing, *telling):
        done.result()
    mortal_server.kill()
    mortal_server.start()
    window.open(address)

    assert Text(window.page.input_value(f"#{STORY}")) == typed[-1]
    window.close()
    assert_nothing_is_lost(mortal_server, tellers, [answers] * kills)
    with mortal_server.open_store() as store:
        assert read_history(store, shown) == {STORY: typed}


@pytest.mark.night
@pytest.mark.parametrize(("kills", "clients", "answers"), MANY)
def test_every_answer_of_many_outlives_the_server_and_none_is_doubled(
    mortal_server: Server, kills: int, clients: int, answers: int
) -> None:
    person, stop = enter(mortal_server, "inspector"), Event()
    # Where lives are short some wait for half an hour, and a browser that was told nothing for so
    # long is signed out.
    tellers = [Teller(person.open_tab()) for _ in range(clients)]

    with ThreadPoolExecutor(clients + 1) as threads:
        telling = [threads.submit(each.tell_until, stop) for each in tellers]
        killing = threads.submit(kill_often, mortal_server, [answers] * kills, tellers, stop)
    for done in (killing, *telling):
        done.result()

    assert_nothing_is_lost(mortal_server, tellers, [answers] * kills)


def assert_nothing_is_lost(server: Server, tellers: list[Teller], kills: list[int]) -> None:
    """Compare what is stored and logged with what was acknowledged, answer by answer."""
    again, acknowledged = sum(each.sent_again for each in tellers), count_acknowledged(tellers)
    assert again >= len(kills)
    assert acknowledged >= sum(kills)
    with server.open_store() as store:
        for each in tellers:
            assert read_history(store, each.interview) == each.acknowledged
    stored, logged = list_stored_and_logged(server)
    assert stored == logged
    print(
        f"{len(kills)} kills, {acknowledged} acknowledged, {len(stored)} rows, sent again {again}"
    )


def kill_often(server: Server, kills: list[int], tellers: list[Teller], stop: Event) -> None:
    """Kill now the whole server and now the one process that answers, at moments of chance.

    Each number says how many answers a kill waits for; what is acknowledged after the kill before
    shows that it serves again. No page is asked for besides: it would stand behind all who write.
    """
    try:
        for kill, answers in enumerate(kills):
            before = count_acknowledged(tellers)
            while count_acknowledged(tellers) < before + answers:
                time.sleep(0.02)
            time.sleep(random.uniform(0, LONGEST_LIFE))  # noqa: S311 - It keeps no secret.
            if kill % 2:
                server.kill_worker()
            else:
                server.kill()
                server.launch()
    finally:
        stop.set()


def count_acknowledged(tellers: list[Teller]) -> int:
    """Count the answers that the server said it keeps."""
    return sum(len(told) for each in tellers for told in list(each.acknowledged.values()))


def type_until(window: Window, stop: Event) -> list[Value]:
    """Type one text after another over the last, each once the page says that the last is saved."""
    typed: list[Value] = []
    while not stop.is_set():
        words = f"{CANARY} typed {len(typed)}"
        window.fill(STORY, words, "textarea")
        window.wait_until_saved([STORY], AS_LONG_AS_IT_TAKES)
        typed.append(Text(words))
    return typed


def list_stored_and_logged(server: Server) -> tuple[list[str], list[str]]:
    """Give the ids of all answers that are stored, and of all that the log says were."""
    inserts = select(LogEntry.subject).where(LogEntry.action == "answers.insert")
    with server.open_store() as store, store.records.reading() as session:
        stored = sorted(session.scalars(select(Answer.id)))
        return list(stored), sorted(session.scalars(inserts))


def read_history(store: Store, interview: str) -> dict[str, list[Value | Silence]]:
    """Give every answer that is stored, by question, oldest first."""
    history: dict[str, list[Value | Silence]] = defaultdict(list)
    with store.records.reading() as session:
        record = get_interview(session, InterviewId(interview))
        key = store.keys.get(record.case_id)
        for answer in list_all_answers(session, key, record.id):
            history[answer.question_id].append(answer.response)
    return history
