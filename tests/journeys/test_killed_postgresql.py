"""PostgreSQL, its connections and the application are killed: what was acknowledged is there.

By night ten rounds of it, and saving works again within ten seconds. By day one, and nobody is
refused more often than there are connections once the database is back: that is no matter of how
fast a machine is.
"""

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from app.conditions.values import Text
from app.settings import DatabaseServer
from app.store.carrying_rows import copy_to_server
from app.store.database import CONNECTIONS_AT_MOST
from app.store.key_files import KeyFile
from app.store.opening import read_key
from app.store.places import get_path_of_records
from tests.databases import ADDRESS, is_night
from tests.journeys.canaries import CANARY, find_canaries
from tests.journeys.conftest import enter
from tests.journeys.server import PATIENCE, Server, copy_data
from tests.journeys.teller import STORY, Teller
from tests.journeys.test_killed_server import (
    count_acknowledged,
    list_stored_and_logged,
    read_history,
)
from tests.journeys.visitor import Reply
from tests.postgresql import TestServer, running_postgresql
from tests.web.page_client import list_controls

TELLERS = 3
SECONDS_TO_COME_BACK = 10
ROUNDS = [
    pytest.param(1, marks=pytest.mark.timeout(600)),
    pytest.param(10, marks=[pytest.mark.night, pytest.mark.timeout(3600)]),
]


class PatientTeller(Teller):
    """Sends again what the server said it can't save just now."""

    def takes(self, reply: Reply) -> bool:
        return reply.status != 503


@pytest.fixture(scope="module")
def postgresql() -> Iterator[TestServer]:
    """A server of these tests alone, to be killed."""
    with running_postgresql() as server:
        yield server


@pytest.fixture(scope="module")
def on_postgresql(
    postgresql: TestServer, prepared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """Threshold on that server, with the records of the sample carried there."""
    folder = copy_data(prepared_data, tmp_path_factory.mktemp("on-postgresql") / "data")
    in_file = Server(folder).settings()
    address = postgresql.address_of(postgresql.create())
    key = read_key(in_file, KeyFile.DATABASE)
    copy_to_server(get_path_of_records(in_file), key, DatabaseServer(address), "unused")
    (folder / ADDRESS).write_text(address, encoding="ascii")
    server = Server(folder)
    server.start()
    yield server
    server.kill()
    assert find_canaries([folder, postgresql.data]) == []


@pytest.mark.parametrize("rounds", ROUNDS)
def test_no_acknowledged_answer_is_lost_and_saving_works_again(
    on_postgresql: Server, postgresql: TestServer, rounds: int
) -> None:
    tellers = [PatientTeller(enter(on_postgresql, "inspector")) for _ in range(TELLERS)]
    stop = Event()

    with ThreadPoolExecutor(TELLERS) as threads:
        telling = [threads.submit(each.tell_until, stop) for each in tellers]
        try:
            waited = [
                each
                for _ in range(rounds)
                for each in break_in_every_way(on_postgresql, postgresql, tellers)
            ]
        finally:
            stop.set()
    for done in telling:
        done.result()

    assert all(refused <= CONNECTIONS_AT_MOST for _, refused in waited), waited
    assert not is_night() or all(each <= SECONDS_TO_COME_BACK for each, _ in waited), waited
    assert sum(each.sent_again for each in tellers) >= rounds
    with on_postgresql.open_store() as store:
        for each in tellers:
            assert read_history(store, each.interview) == each.acknowledged
    stored, logged = list_stored_and_logged(on_postgresql)
    assert stored == logged


def test_page_without_a_database_keeps_what_was_typed(
    on_postgresql: Server, postgresql: TestServer
) -> None:
    visitor = enter(on_postgresql, "inspector")
    interview = visitor.begin("full-assessment")
    address = f"/interviews/{interview}/topics/{STORY}"
    postgresql.kill()

    refused = visitor.post(address, ((STORY, f"They took {CANARY}.\nThen they left."),))
    postgresql.start()
    kept = list_controls(refused.page.find_form("Send it again"), "Send it again")
    again = visitor.post(address, kept.items(multi=True))

    assert refused.status == 503
    assert "kept on this page" in refused.text
    assert again.follows
    with on_postgresql.open_store() as store:
        [story] = read_history(store, interview)[STORY]
    assert isinstance(story, Text)
    assert story.text.splitlines() == [f"They took {CANARY}.", "Then they left."]


def break_in_every_way(
    server: Server, postgresql: TestServer, tellers: list[PatientTeller]
) -> list[tuple[float, int]]:
    """Drop the connections; kill the database; kill both.

    Give after how many seconds each came back, and how often somebody was refused meanwhile.
    """
    name = postgresql.name_in((server.folder / ADDRESS).read_text(encoding="ascii"))
    waited = []
    postgresql.drop_connections(name)
    waited.append(wait_until_saved(tellers))
    postgresql.kill()
    time.sleep(random.uniform(0, 1))  # noqa: S311 - It keeps no secret.
    postgresql.start()
    waited.append(wait_until_saved(tellers))
    postgresql.kill()
    server.kill()
    postgresql.start()
    server.start()
    waited.append(wait_until_saved(tellers))
    return waited


def wait_until_saved(tellers: list[PatientTeller]) -> tuple[float, int]:
    """Give after how many seconds each teller had something acknowledged again.

    With it comes how often one of them had to send something again meanwhile.
    """
    begin, sent_again = time.monotonic(), [each.sent_again for each in tellers]
    before = [count_acknowledged([each]) for each in tellers]
    while any(count_acknowledged([t]) <= b for t, b in zip(tellers, before, strict=True)):
        assert time.monotonic() < begin + PATIENCE
        time.sleep(0.02)
    refused = max(t.sent_again - b for t, b in zip(tellers, sent_again, strict=True))
    return time.monotonic() - begin, refused
