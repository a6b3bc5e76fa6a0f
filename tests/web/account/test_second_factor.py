"""A second factor opens an account once, in the session that asked for it, for its own person."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app.store.accounts import find_account
from app.store.setup import Store
from tests.web.installation import MovingClock, make_code
from tests.web.page import Page
from tests.web.page_client import SECOND_STEP, PageClient

NewClient = Callable[[], PageClient]


@pytest.fixture
def new_client(app: Flask) -> NewClient:
    """Give a browser of its own."""
    return lambda: PageClient(app.test_client())


@pytest.fixture
def half_way(anybody: PageClient) -> Page:
    """The page that asks the inspector for the second factor."""
    return anybody.give_password(anybody.get("/sign-in"), "inspector")


def read_codes(page: Page) -> list[str]:
    found = [each for each in page.root.iter("bdi") if each.get("data-recovery-code") == ""]
    return [each.text or "" for each in found]


def make_recovery_codes(client: PageClient) -> list[str]:
    return read_codes(client.send(client.get("/account"), "Make new recovery codes"))


def test_password_alone_opens_nothing(anybody: PageClient, half_way: Page) -> None:
    assert half_way.heading == SECOND_STEP
    for address in ("/", "/interviews/new", "/account"):
        assert anybody.get(address).heading == "Sign in"


def test_half_open_session_closes_after_ten_minutes(
    anybody: PageClient, half_way: Page, moving: MovingClock
) -> None:
    moving.moment += timedelta(minutes=10)

    page = anybody.send(half_way, "Continue", {"code": make_code(moving.moment)})

    assert page.heading == "Sign in"


def test_code_is_taken_once(
    anybody: PageClient, half_way: Page, new_client: NewClient, moving: MovingClock
) -> None:
    code = make_code(moving.moment)
    assert anybody.send(half_way, "Continue", {"code": code}).heading == "Start"
    thief = new_client()
    stolen = thief.give_password(thief.get("/sign-in"), "inspector")

    again = thief.send(stolen, "Continue", {"code": code})
    older = thief.send(
        again, "Continue", {"code": make_code(moving.moment - timedelta(seconds=30))}
    )

    assert (again.status, older.status) == (422, 422)
    assert again.list_error_links() == ["code"]


@pytest.mark.parametrize("minutes", [-2, -1, 1, 2])
def test_code_of_another_minute_is_refused(
    anybody: PageClient, half_way: Page, moving: MovingClock, minutes: int
) -> None:
    code = make_code(moving.moment + timedelta(minutes=minutes))

    assert anybody.send(half_way, "Continue", {"code": code}).status == 422


def test_code_of_a_clock_that_is_a_little_off_is_taken(
    anybody: PageClient, half_way: Page, moving: MovingClock
) -> None:
    code = make_code(moving.moment - timedelta(seconds=30))

    assert (
        anybody.send(half_way, "Continue", {"code": f" {code[:3]} {code[3:]} "}).heading == "Start"
    )


def test_recovery_code_is_taken_once_and_by_its_own_person_only(
    inspector: PageClient, new_client: NewClient
) -> None:
    codes = make_recovery_codes(inspector)
    first, other, again = new_client(), new_client(), new_client()

    def use(client: PageClient, name: str) -> Page:
        page = client.give_password(client.get("/sign-in"), name)
        return client.send(page, "Continue", {"recovery": codes[0].upper()})

    assert len(set(codes)) == 10
    assert use(other, "colleague").status == 422
    assert use(first, "inspector").heading == "Start"
    assert use(again, "inspector").status == 422


def test_new_recovery_codes_take_the_place_of_older_ones(
    inspector: PageClient, new_client: NewClient
) -> None:
    old = make_recovery_codes(inspector)
    make_recovery_codes(inspector)
    client = new_client()

    page = client.give_password(client.get("/sign-in"), "inspector")

    assert client.send(page, "Continue", {"recovery": old[0]}).status == 422
    assert "10 codes are left" in inspector.get("/account").text


def test_codes_and_secrets_are_not_kept_as_they_are(app: Flask, inspector: PageClient) -> None:
    codes = make_recovery_codes(inspector)
    store: Store = app.extensions["threshold.store"]

    with store.records.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT fingerprint FROM recovery_codes").all()
        sealed = connection.exec_driver_sql("SELECT totp_secret FROM accounts").all()

    assert len(rows) == 10
    for code in codes:
        assert code.replace("-", "") not in str(rows)
    assert b"JBSWY3DP" not in b"".join(secret for (secret,) in sealed)


def test_authenticator_app_is_set_up_only_with_a_code_of_its_own(
    inspector: PageClient, new_client: NewClient, moving: MovingClock
) -> None:
    page = inspector.get("/account/authenticator")
    secret = re.sub(r"\s", "", next(e.text or "" for e in page.root.iter("bdi")))
    reloaded = inspector.get("/account/authenticator")

    wrong = inspector.send(page, "Set up", {"code": "000000"})
    done = inspector.send(page, "Set up", {"code": make_code(moving.moment, secret)})

    assert secret in re.sub(r"\s", "", reloaded.text)
    assert wrong.list_error_links() == ["code"]
    assert "Your authenticator app is set up" in done.text
    moving.moment += timedelta(minutes=1)
    client = new_client()
    second = client.give_password(client.get("/sign-in"), "inspector")
    refused = client.send(second, "Continue", {"code": make_code(moving.moment)})
    assert refused.status == 422
    assert (
        client.send(refused, "Continue", {"code": make_code(moving.moment, secret)}).status == 200
    )


def test_code_stands_on_the_page_for_invented_people_of_a_demonstration_only(
    half_way: Page,
) -> None:
    assert "data-demonstration-code" not in half_way.html


def test_person_without_second_factor_can_only_set_one_up(app: Flask, anybody: PageClient) -> None:
    store: Store = app.extensions["threshold.store"]
    with store.records.writing() as session:
        account = find_account(session, "inspector@people.example")
        assert account is not None
        account.totp_secret = None

    page = anybody.sign_in("inspector")

    assert page.heading == "Your sign-in"
    assert "Add a second factor" in page.text
    assert anybody.get("/interviews/new").heading == "Your sign-in"
    assert anybody.http.post("/interviews/new").status_code == 403
