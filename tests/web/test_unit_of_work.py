"""One unit of work for each request: kept after a successful POST, never after a GET."""

from typing import Any

import pytest
from flask import Flask, abort
from flask.typing import ResponseReturnValue

from app.services.session import Session
from app.store.setup import Store
from app.store.tables import Attempt, Base, Organisation
from app.web.policy import list_policies, public
from app.web.unit_of_work import get_session, keep_in_spite_of_error
from tests.databases import FILE
from tests.web.page_client import PageClient
from tests.web.walking import begin, read_interview_id

NEW = "New organisation"
PAGES = ("", "/review", "/result", "/indicators", "/stop", "/sections/safety/end", "/summary.pdf")


def put_in(session: Session) -> None:
    session.add(Organisation(name=NEW, kind="service", country="ZZ"))
    session.flush()


def count(app: Flask) -> int:
    store: Store = app.extensions["threshold.store"]
    with store.records.reading() as session:
        return session.query(Organisation).filter_by(name=NEW).count()


def read_database(app: Flask) -> dict[str, list[tuple[Any, ...]]]:
    """Give the rows of every table but the log and the counted attempts: reading is logged, and
    downloads are counted.
    """
    store: Store = app.extensions["threshold.store"]
    kept = (each for each in Base.metadata.sorted_tables if each.name != Attempt.__tablename__)
    tables = [each for each in kept if not each.name.startswith("log_")]
    with store.records.reading() as session:
        return {
            each.name: [tuple(row) for row in session.execute(each.select())] for each in tables
        }


@pytest.fixture
def http(app: Flask) -> PageClient:
    """A browser beside routes that write and then end in different ways."""

    @public
    def write(name: str) -> ResponseReturnValue:
        put_in(get_session())
        if name == "fails":
            raise RuntimeError("a secret that somebody told")
        if name == "refused":
            abort(422)
        if name == "kept":
            keep_in_spite_of_error()
            return "partly wrong", 422
        return "done"

    app.add_url_rule("/write/<name>", "write", write, methods=["GET", "POST"])
    app.extensions["threshold.policies"] = list_policies(app)
    app.config["WTF_CSRF_ENABLED"] = False
    return PageClient(app.test_client())


@pytest.mark.parametrize(("how", "kept"), [("well", 1), ("kept", 1), ("refused", 0), ("fails", 0)])
def test_post_is_kept_only_where_it_went_well(
    app: Flask, http: PageClient, how: str, kept: int
) -> None:
    http.http.post(f"/write/{how}")

    assert count(app) == kept


def test_get_can_write_nothing(app: Flask, http: PageClient, kind: str) -> None:
    response = http.http.get("/write/well")

    # A file refuses as it would on a disk that nothing can be written to; a server says why.
    assert response.status_code == (503 if kind == FILE else 500)
    assert count(app) == 0


def test_failure_shows_and_logs_nothing_of_what_was_said(
    http: PageClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = http.http.post("/write/fails")

    assert response.status_code == 500
    assert "Something went wrong in Threshold" in response.text
    assert "secret" not in response.text + caplog.text
    assert "RuntimeError on write" in caplog.text


def test_no_get_of_the_application_writes(app: Flask, inspector: PageClient) -> None:
    first = begin(inspector)
    before = read_database(app)

    interview = f"/interviews/{read_interview_id(first)}"
    for address in (first.address, "/", "/interviews/new", *(interview + each for each in PAGES)):
        assert inspector.http.get(address, follow_redirects=True).status_code == 200

    assert before["interviews"]
    assert read_database(app) == before
