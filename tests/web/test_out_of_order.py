"""While the database does not answer, a page says so and keeps what was typed."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

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
