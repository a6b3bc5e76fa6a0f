"""A session lasts as long as it is used, no longer than a day's work, and ends when it is told."""

from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from flask import Flask

from app.store.setup import Store
from tests.web.conftest import SignIn
from tests.web.installation import PASSWORD, MovingClock, make_code
from tests.web.page import Page
from tests.web.page_client import PageClient, list_controls
from tests.web.walking import begin, topic

GO = "Save and continue"
STORY = "job_story"
IDLE = [("inspector", 30), ("outreach", 30), ("supervisor", 15), ("analyst", 15)]
IDLE.append(("administrator", 15))


def steal(client: PageClient, app: Flask) -> PageClient:
    """Give a browser that was handed a copy of another one's cookie."""
    cookie = client.http.get_cookie("threshold")
    assert cookie is not None
    thief = PageClient(app.test_client())
    thief.http.set_cookie("threshold", cookie.value)
    return thief


@pytest.mark.parametrize(("name", "minutes"), IDLE)
def test_session_ends_without_use(
    sign_in: SignIn, moving: MovingClock, name: str, minutes: int
) -> None:
    client = sign_in(name)

    moving.moment += timedelta(minutes=minutes) - timedelta(seconds=1)
    assert client.get("/").heading == "Start"
    moving.moment += timedelta(minutes=minutes)

    page = client.get("/")
    assert page.heading == "Sign in"
    assert "Your session has ended" in page.text


def test_session_that_is_used_lasts_twelve_hours_and_no_longer(
    inspector: PageClient, moving: MovingClock
) -> None:
    seen = []
    for _ in range(29):
        moving.moment += timedelta(minutes=25)
        seen.append(inspector.get("/").heading)

    assert seen == ["Start"] * 28 + ["Sign in"]


def test_copy_of_a_cookie_opens_nothing_after_sign_out(app: Flask, inspector: PageClient) -> None:
    thief = steal(inspector, app)
    assert thief.get("/").heading == "Start"

    inspector.send(inspector.get("/"), "Sign out")

    assert thief.get("/").heading == "Sign in"
    assert thief.http.post("/interviews/new").status_code == 401


def test_copy_of_a_cookie_opens_nothing_after_its_session_was_ended_on_the_page(
    app: Flask, inspector: PageClient, sign_in: SignIn
) -> None:
    thief = steal(inspector, app)
    elsewhere = sign_in("inspector")
    page = elsewhere.get("/account")

    done = elsewhere.send(page, "Sign out everywhere else")

    assert "signed out everywhere else" in done.text
    assert thief.get("/").heading == "Sign in"
    assert inspector.get("/").heading == "Sign in"
    assert elsewhere.get("/").heading == "Start"


def test_copy_of_a_cookie_opens_nothing_after_signing_in_again(
    app: Flask, inspector: PageClient, moving: MovingClock
) -> None:
    thief = steal(inspector, app)
    moving.moment += timedelta(minutes=6)

    show_again(inspector, inspector.get("/account/password"), moving)

    assert thief.get("/").heading == "Sign in"
    assert inspector.get("/").heading == "Start"


def test_nobody_ends_the_session_of_somebody_else(
    app: Flask, inspector: PageClient, sign_in: SignIn
) -> None:
    colleague = sign_in("colleague")
    page = colleague.get("/account")
    store: Store = app.extensions["threshold.store"]
    with store.records.engine.connect() as connection:
        ids = connection.exec_driver_sql("SELECT id FROM sign_in_sessions").scalars().all()
    token = page.find_all("input", name="csrf_token")[0].get("value") or ""
    own = inspector.get("/account").html
    (foreign,) = [each for each in ids if each in own and each not in page.html]

    refused = colleague.http.post(f"/account/sessions/{foreign}/end", data={"csrf_token": token})

    assert refused.status_code == 404
    assert inspector.get("/").heading == "Start"


def test_cookie_planted_before_sign_in_opens_nothing_afterwards(
    app: Flask, anybody: PageClient
) -> None:
    page = anybody.get("/sign-in")
    planted = steal(anybody, app)
    token = page.find_all("input", name="csrf_token")[0].get("value") or ""
    half = anybody.give_password(page, "inspector")
    half_planted = steal(anybody, app)

    anybody.give_code(half)

    assert planted.get("/").heading == "Sign in"
    assert half_planted.get("/").heading == "Sign in"
    assert anybody.http.post("/sign-out", data={"csrf_token": token}).status_code == 400


def test_token_of_another_person_sends_nothing(inspector: PageClient, sign_in: SignIn) -> None:
    colleague = sign_in("colleague").get("/")
    token = colleague.find_all("input", name="csrf_token")[0].get("value") or ""

    response = inspector.http.post("/account/sessions/end-others", data={"csrf_token": token})

    assert response.status_code == 400


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost.evil.example"])
def test_form_from_another_origin_is_refused(inspector: PageClient, origin: str) -> None:
    page = inspector.get("/")
    token = page.find_all("input", name="csrf_token")[0].get("value") or ""

    response = inspector.http.post(
        "/sign-out", data={"csrf_token": token}, headers={"Origin": origin}
    )

    assert response.status_code == 403
    assert inspector.get("/").heading == "Start"


def test_sign_out_lets_the_browser_forget(inspector: PageClient) -> None:
    page = inspector.get("/")
    token = page.find_all("input", name="csrf_token")[0].get("value") or ""

    response = inspector.http.post("/sign-out", data={"csrf_token": token})

    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    left = SimpleCookie(response.headers["Set-Cookie"])["threshold"]
    assert left.value == "" or left["max-age"] == "0" or "user" not in left.value


def test_what_was_typed_survives_a_session_that_ended_meanwhile(
    inspector: PageClient, moving: MovingClock
) -> None:
    page = topic(inspector, begin(inspector, questionnaire="full-assessment"), STORY)
    sent = list_controls(page.find_form(GO), GO)
    sent[STORY] = "What must not be lost"
    moving.moment += timedelta(minutes=31)

    refused = inspector.http.post(page.address, data=sent)
    inspector.sign_in("inspector")
    again = inspector.http.post(page.address, data=sent)

    assert refused.status_code in (400, 401)
    assert "Go back" in refused.text or "reload" in refused.text
    assert again.status_code == 409
    inspector.send(Page(page.address, 409, again.text), GO)
    assert "What must not be lost" in inspector.get(page.address).text


def show_again(client: PageClient, page: Page, moving: MovingClock) -> Page:
    fields = {"password": PASSWORD, "code": make_code(moving.moment)}
    return client.send(page, "Continue", fields)


def test_fresh_page_asks_to_sign_in_again_after_five_minutes(
    inspector: PageClient, moving: MovingClock
) -> None:
    moving.moment += timedelta(minutes=5)
    assert inspector.get("/account/password").heading == "Choose a new password"
    moving.moment += timedelta(seconds=1)

    asked = inspector.get("/account/password")

    assert asked.heading == "Show again that it is you"
    assert show_again(inspector, asked, moving).heading == "Choose a new password"


def test_fresh_form_that_is_sent_too_late_does_nothing(
    inspector: PageClient, moving: MovingClock
) -> None:
    page = inspector.get("/account")
    moving.moment += timedelta(minutes=6)

    refused = inspector.send(page, "Make new recovery codes")

    assert refused.status == 401
    assert refused.heading == "Show once more that it is you"
    assert "0 codes are left" in inspector.get("/account").text


@pytest.mark.parametrize("wrong", [{"password": "wrong"}, {"code": "000000"}])
def test_signing_in_again_needs_both_factors(
    inspector: PageClient, moving: MovingClock, wrong: dict[str, str]
) -> None:
    moving.moment += timedelta(minutes=6)
    asked = inspector.get("/account/password")

    fields = {"password": PASSWORD, "code": make_code(moving.moment), **wrong}
    page = inspector.send(asked, "Continue", fields)

    assert page.status == 422
    assert inspector.get("/account/password").heading == "Show again that it is you"


def test_password_of_a_colleague_does_not_make_a_session_fresh(
    app: Flask, inspector: PageClient, moving: MovingClock
) -> None:
    store: Store = app.extensions["threshold.store"]
    with store.records.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE accounts SET password = NULL WHERE id = 1")
    moving.moment += timedelta(minutes=6)

    page = show_again(inspector, inspector.get("/account/password"), moving)

    assert page.status == 422
