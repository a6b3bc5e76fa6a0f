"""Tasks on pages: proposed, set, first in the list of who must do them, done, and told of."""

from datetime import date, timedelta

import pytest
from flask import Flask

from app.store.ids import TaskId
from app.store.tasks import TaskMark
from app.web.home import routes as home
from app.web.tasks.context import read_mark, write_mark
from tests.web.conftest import SignIn
from tests.web.installation import MovingClock
from tests.web.page_client import PageClient
from tests.web.tasks.setting import set_a_task
from tests.web.walking import Finished

GUARDIAN = "Find out who the guardian is, or have one appointed by child protection"


def test_proposed_guardian_is_set_waits_first_is_overdue_done_and_told_of(
    inspector: PageClient, finished: Finished, sign_in: SignIn, moving: MovingClock
) -> None:
    supervisor = sign_in("supervisor")
    page = supervisor.get(f"/cases/{finished.case}")
    asked = supervisor.follow(page, "Set this as a task")

    nobody = supervisor.send(asked, "Set the task")
    done = supervisor.send(asked, "Set the task", {"whom": "role-inspector"})

    assert nobody.status == 422
    assert "Choose who is to do it" in nobody.text
    assert "The task is set" in done.text
    assert "Set this as a task" not in done.text
    assert "Nothing waits for you" in supervisor.get("/tasks").text
    moving.moment += timedelta(days=4)
    inspector.sign_in("inspector")
    start = inspector.get("/").text
    assert start.index(GUARDIAN) < start.index("Screen a worker Find a case")
    assert "Overdue" in start
    assert GUARDIAN in inspector.get("/tasks").text
    told = inspector.send(inspector.get(f"/cases/{finished.case}"), f"Done: {GUARDIAN}")
    assert "The task is done" in told.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"words": " "}, "Enter what is to be done"),
        ({"due_on": "2026-03-03"}, "today or later"),
        ({"due_on": "soon"}, "today or later"),
    ],
)
def test_task_without_words_or_a_day_to_come_is_asked_for_again(
    inspector: PageClient, finished: Finished, fields: dict[str, str], sentence: str
) -> None:
    asked = inspector.get(f"/cases/{finished.case}/tasks/new")
    sound = {"words": "Call the shelter", "due_on": "2026-03-05", "whom": "role-supervisor"}

    refused = inspector.send(asked, "Set the task", {**sound, **fields})

    assert refused.status == 422
    assert sentence in refused.text


def test_list_of_many_tasks_comes_in_pages(
    app: Flask, inspector: PageClient, finished: Finished, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        set_a_task(app, finished.interview)
    monkeypatch.setattr(home, "MOST_TASKS", 2)

    start = inspector.get("/")

    assert start.text.count("Call the shelter") == 2 * 2
    assert inspector.follow(start, "All your tasks").text.count("Call the shelter") == 3 * 2


def test_place_of_a_page_is_read_as_it_was_written_and_nonsense_is_the_beginning() -> None:
    mark = TaskMark(date(2026, 3, 4), TaskId("x"))

    assert read_mark(write_mark(mark)) == mark
    assert read_mark("x_y") is None
