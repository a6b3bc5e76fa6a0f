"""While the database does not answer, a page says so and keeps what was typed."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager

import pytest
from flask import Flask
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from app.store import database
from app.store.setup import Store
from tests.web.page import Page, inspect
from tests.web.page_client import PageClient, list_controls

TYPED = "Two lines,\nand <b>a mark</b>"


@contextmanager
def out_of_order(app: Flask, moment: str) -> Iterator[None]:
    """Let the database fail at a moment of each unit of work."""
    store: Store = app.extensions["threshold.store"]

    def fail(*_: object) -> None:
        raise OperationalError("SELECT 1", None, Exception("the server closed the connection"))

    event.listen(store.records.engine, moment, fail)
    try:
        yield
    finally:
        event.remove(store.records.engine, moment, fail)


@contextmanager
def busy_here(app: Flask) -> Iterator[None]:
    """Let another request of the same server write meanwhile."""
    store: Store = app.extensions["threshold.store"]
    with store.records.writing() as session:
        session.execute(text("SELECT 1"))
        yield


@contextmanager
def busy_elsewhere(app: Flask) -> Iterator[None]:
    """Let another program write meanwhile, as a command does."""
    store: Store = app.extensions["threshold.store"]
    own = store.records.engine
    with ThreadPoolExecutor(1) as other:
        connection = other.submit(own.raw_connection).result()
        other.submit(connection.cursor().execute, "BEGIN IMMEDIATE").result()
        try:
            yield
        finally:
            other.submit(connection.close).result()


@pytest.mark.file_alone
@pytest.mark.parametrize("busy", [busy_here, busy_elsewhere])
def test_who_can_not_write_for_all_who_write_keeps_what_was_typed_and_sends_it_again(
    app: Flask,
    inspector: PageClient,
    monkeypatch: pytest.MonkeyPatch,
    busy: Callable[[Flask], AbstractContextManager[None]],
) -> None:
    form = inspector.get("/interviews/new").find_form("Begin the interview")
    fields = list_controls(form, "Begin the interview")
    fields["note"] = TYPED
    monkeypatch.setattr(database, "SECONDS_TO_WAIT_FOR_WRITERS", 0.01)
    # Connections are told how long to wait as they are made.
    app.extensions["threshold.store"].records.engine.dispose()

    with busy(app):
        refused = inspector.http.post("/interviews/new", data=fields)
        script = inspector.http.post(
            "/interviews/new", data=fields, headers={"Accept": "application/json"}
        )
    page = Page("/interviews/new", refused.status_code, refused.text)
    kept = list_controls(page.find_form("Send it again"), "Send it again")
    again = inspector.http.post("/interviews/new", data=kept)

    assert (refused.status_code, script.status_code) == (503, 503)
    assert refused.headers["Retry-After"] == "10"
    inspect(page)
    assert page.heading == "Threshold can't save just now"
    assert script.json is not None
    assert script.json["saved"] is False
    assert kept["note"].splitlines() == TYPED.splitlines()
    assert again.status_code == 302


@pytest.mark.parametrize("moment", ["before_cursor_execute", "commit"])
def test_what_was_typed_is_kept_on_the_page_and_saved_when_it_is_sent_again(
    app: Flask, inspector: PageClient, moment: str
) -> None:
    form = inspector.get("/interviews/new").find_form("Begin the interview")
    fields = list_controls(form, "Begin the interview")
    fields["note"] = TYPED

    with out_of_order(app, moment):
        refused = inspector.http.post("/interviews/new", data=fields)
    page = Page("/interviews/new", refused.status_code, refused.text)
    kept = list_controls(page.find_form("Send it again"), "Send it again")
    again = inspector.http.post("/interviews/new", data=kept)

    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "10"
    inspect(page)
    assert kept["note"].splitlines() == TYPED.splitlines()
    assert kept.to_dict() == fields.to_dict() | {
        "csrf_token": kept["csrf_token"],
        "note": kept["note"],
    }
    assert again.status_code == 302


def test_script_of_a_page_is_told_to_try_again(app: Flask, inspector: PageClient) -> None:
    with out_of_order(app, "before_cursor_execute"):
        refused = inspector.http.get("/", headers={"Accept": "application/json"})

    assert refused.status_code == 503
    assert refused.json is not None
    assert refused.json["saved"] is False


def test_page_that_was_only_looked_at_has_nothing_to_send(
    app: Flask, inspector: PageClient
) -> None:
    with out_of_order(app, "before_cursor_execute"):
        refused = inspector.http.get("/rules?x=1")

    inspect(Page("/rules", refused.status_code, refused.text))
    assert refused.status_code == 503
    assert "Send it again" not in refused.text


def test_password_is_kept_on_no_page(app: Flask, anybody: PageClient) -> None:
    fields = list_controls(anybody.get("/sign-in").find_form("Sign in"), "Sign in")
    fields["email"], fields["password"] = "inspector@people.example", "a secret word"

    with out_of_order(app, "before_cursor_execute"):
        refused = anybody.http.post("/sign-in", data=fields)

    assert refused.status_code == 503
    assert "a secret word" not in refused.text
