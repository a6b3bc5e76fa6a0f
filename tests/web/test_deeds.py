"""Who reads, prints, is refused, comes and goes: each is in the log, by ids alone."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from app.store.log import reading_log
from app.store.log_chain import Entry, LogKeys, check_log
from app.store.setup import Store
from app.web.strangers import ENTRIES_OF_THEIR_OWN
from tests.web.conftest import SignIn
from tests.web.installation import BEGIN, PEOPLE, MovingClock
from tests.web.page_client import PageClient
from tests.web.walking import begin, read_interview_id

LISTED = (1, "listed")
READERS = ("", "/review", "/indicators", "/sections/safety/end", "/result", "/stop")


def number(name: str) -> int:
    """Give the account of a person of the installation."""
    return [person.name for person in PEOPLE].index(name) + 1


def get_store(app: Flask) -> Store:
    store: Store = app.extensions["threshold.store"]
    return store


def read_log(app: Flask) -> list[Entry]:
    with get_store(app).records.reading() as session, reading_log(session, {}) as content:
        return list(content.entries)


def said_since(app: Flask, before: list[Entry]) -> list[tuple[int | None, str, str]]:
    return [(each.account, each.action, each.subject) for each in read_log(app)[len(before) :]]


@pytest.mark.parametrize("page", READERS)
def test_every_page_that_shows_an_interview_is_logged_as_read(
    app: Flask, inspector: PageClient, page: str
) -> None:
    interview = read_interview_id(begin(inspector))
    before = read_log(app)

    response = inspector.http.get(f"/interviews/{interview}{page}", follow_redirects=True)

    assert response.status_code == 200
    assert said_since(app, before)[0] == (1, "read", interview)


def test_every_address_with_an_interview_logs_it(app: Flask, inspector: PageClient) -> None:
    interview = read_interview_id(begin(inspector))
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.arguments == {"interview_id"}
    ]
    assert len(rules) > 5

    for rule in rules:
        before = read_log(app)
        inspector.http.get(rule.rule.replace("<interview_id>", interview))
        found = [subject for _, _, subject in said_since(app, before)]
        assert any(interview in subject for subject in found), rule.rule


def test_lists_of_cases_are_logged_with_the_cases_that_they_show(
    app: Flask, inspector: PageClient
) -> None:
    begin(inspector)
    before = read_log(app)

    inspector.http.get("/")

    [listed] = [subject for who, act, subject in said_since(app, before) if (who, act) == LISTED]
    assert [len(each) for each in listed.split()] == [36]


def test_a_printed_page_bears_where_the_log_ended(app: Flask, inspector: PageClient) -> None:
    interview = read_interview_id(begin(inspector))
    before = read_log(app)

    response = inspector.http.get(f"/interviews/{interview}/summary.pdf")

    assert response.status_code == 200
    assert (1, "printed", interview) in said_since(app, before)


def test_coming_and_going_is_logged(app: Flask, anybody: PageClient) -> None:
    before = read_log(app)

    client = PageClient(app.test_client())
    client.sign_in("colleague")
    client.send(client.get("/"), "Sign out")
    wrong = {"email": "colleague@people.example", "password": "wrong " * 4}
    anybody.send(anybody.get("/sign-in"), "Sign in", wrong)

    said = said_since(app, before)
    assert (number("colleague"), "signed_in", "") in said
    assert (number("colleague"), "signed_out", "") in said
    assert said[-1] == (None, "sign_in_failed", "")


def test_refusals_are_logged_with_what_was_asked_for(app: Flask, sign_in: SignIn) -> None:
    interview = read_interview_id(begin(sign_in("inspector")))
    stranger, analyst = sign_in("stranger"), sign_in("analyst")
    before = read_log(app)

    stranger.http.get(f"/interviews/{interview}/result")
    stranger.http.get("/cases/Maria")
    analyst.http.get(f"/interviews/{interview}/result")
    app.test_client().post("/interviews/new")

    assert said_since(app, before) == [
        (number("stranger"), "refused", f"404 results.show {interview}"),
        (number("stranger"), "refused", "404 cases.show"),
        (number("analyst"), "refused", f"403 results.show {interview}"),
        (None, "refused", "401 interviews.begin"),
    ]


def test_strangers_who_ask_without_end_do_not_make_the_log_grow_without_end(
    app: Flask, moving: MovingClock
) -> None:
    http, before = app.test_client(), read_log(app)

    for _ in range(100):
        http.post("/interviews/new")
    moving.moment += timedelta(hours=1)
    http.post("/interviews/new")

    kind, hour = "401 interviews.begin", f"{BEGIN:%Y-%m-%dT%H}"
    assert [subject for _, _, subject in said_since(app, before)] == [
        *[kind] * ENTRIES_OF_THEIR_OWN,
        *(f"{kind} times {count} since {hour}" for count in (20, 40, 80, 100)),
        kind,
    ]


def test_every_refusal_of_somebody_who_is_signed_in_is_an_entry(
    app: Flask, sign_in: SignIn
) -> None:
    analyst, before = sign_in("analyst"), read_log(app)

    for _ in range(ENTRIES_OF_THEIR_OWN + 5):
        analyst.http.get("/interviews/new")

    assert said_since(app, before) == [(number("analyst"), "refused", "403 interviews.begin")] * (
        ENTRIES_OF_THEIR_OWN + 5
    )


def test_a_page_whose_reading_cannot_be_logged_is_not_shown(
    app: Flask, inspector: PageClient
) -> None:
    interview = read_interview_id(begin(inspector))
    with get_store(app).records.engine.begin() as connection:
        connection.execute(text("DELETE FROM log_heads"))

    # As in production: what fails while a response is sent becomes an error page.
    app.config["PROPAGATE_EXCEPTIONS"] = False
    response = inspector.http.get(f"/interviews/{interview}/review")

    assert response.status_code == 500
    assert "Something went wrong in Threshold" in response.text


def test_what_requests_log_is_one_whole_chain(app: Flask, inspector: PageClient) -> None:
    begin(inspector)
    log = get_store(app).records.log
    assert log is not None

    with get_store(app).records.reading() as session, reading_log(session, {}) as content:
        verdict = check_log(LogKeys(log.key), content)

    assert verdict.fault is None
    assert verdict.held > 20
