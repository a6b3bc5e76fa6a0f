"""A passkey opens its own person's account, on our pages, once for each challenge."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.web.account.soft_key import SoftKey
from tests.web.conftest import SignIn
from tests.web.installation import MovingClock
from tests.web.page import Page
from tests.web.page_client import PageClient

EVIL = "https://evil.example"


def ask(client: PageClient, page: Page, address: str) -> dict[str, Any]:
    """Ask for a challenge as the script of the page does."""
    token = page.find_all("input", name="csrf_token")[0].get("value") or ""
    headers = {"X-CSRFToken": token, "Accept": "application/json"}
    options: dict[str, Any] = client.http.post(address, headers=headers).get_json()
    return options


def post(client: PageClient, page: Page, address: str, **fields: str) -> Page:
    token = page.find_all("input", name="csrf_token")[0].get("value") or ""
    sent = {"csrf_token": token, **fields}
    response = client.http.post(address, data=sent, follow_redirects=True)
    return Page(response.request.path, response.status_code, response.text)


def add(client: PageClient, key: SoftKey, **options: str) -> Page:
    """Add a key on the page for it."""
    page = client.get("/account/passkeys/new")
    asked = ask(client, page, "/account/passkeys/challenge")
    made = key.make(asked, **options)
    return post(client, page, "/account/passkeys/new", credential=made, name="blue key")


@pytest.fixture
def key(inspector: PageClient) -> SoftKey:
    """A key of the inspector."""
    key = SoftKey()
    assert "The passkey is added" in add(inspector, key).text
    return key


@pytest.fixture
def half_way(key: SoftKey, anybody: PageClient) -> Page:
    """The page that asks the inspector, who has a key, for the second factor."""
    assert key.count == 0
    return anybody.give_password(anybody.get("/sign-in"), "inspector")


def show(client: PageClient, page: Page, credential: str) -> Page:
    return post(client, page, "/sign-in/second", credential=credential, next="/")


def test_passkey_opens_the_account_of_its_person(
    key: SoftKey, anybody: PageClient, half_way: Page
) -> None:
    signed = key.sign(ask(anybody, half_way, "/sign-in/challenge"))

    assert show(anybody, half_way, signed).heading == "Start"
    assert "blue key" in anybody.get("/account").text


def test_signature_is_taken_once(
    app: Flask, key: SoftKey, anybody: PageClient, half_way: Page
) -> None:
    signed = key.sign(ask(anybody, half_way, "/sign-in/challenge"))
    show(anybody, half_way, signed)
    thief = PageClient(app.test_client())

    page = thief.give_password(thief.get("/sign-in"), "inspector")

    assert show(thief, page, signed).status == 422


def test_signature_of_one_session_opens_no_other(
    app: Flask, key: SoftKey, anybody: PageClient, half_way: Page
) -> None:
    signed = key.sign(ask(anybody, half_way, "/sign-in/challenge"))
    thief = PageClient(app.test_client())
    page = thief.give_password(thief.get("/sign-in"), "inspector")

    assert show(thief, page, signed).status == 422
    assert show(anybody, half_way, signed).heading == "Start"


def test_challenge_is_used_up_by_a_wrong_answer(
    key: SoftKey, anybody: PageClient, half_way: Page
) -> None:
    asked = ask(anybody, half_way, "/sign-in/challenge")

    assert show(anybody, half_way, key.sign(asked, EVIL)).status == 422
    assert show(anybody, half_way, key.sign(asked)).status == 422


def test_signature_made_on_another_site_is_refused(
    key: SoftKey, anybody: PageClient, half_way: Page
) -> None:
    signed = key.sign(ask(anybody, half_way, "/sign-in/challenge"), EVIL)

    assert show(anybody, half_way, signed).status == 422


def test_copy_of_a_key_is_refused(key: SoftKey, anybody: PageClient, half_way: Page) -> None:
    key.count = 5
    page = show(anybody, half_way, key.sign(ask(anybody, half_way, "/sign-in/challenge")))
    anybody.send(page, "Sign out")
    key.count = 3
    again = anybody.give_password(anybody.get("/sign-in"), "inspector")

    copied = show(anybody, again, key.sign(ask(anybody, again, "/sign-in/challenge")))

    assert page.heading == "Start"
    assert copied.status == 422


def test_key_of_somebody_else_is_refused(sign_in: SignIn, key: SoftKey, app: Flask) -> None:
    others = SoftKey()
    add(sign_in("colleague"), others)
    thief = PageClient(app.test_client())
    page = thief.give_password(thief.get("/sign-in"), "colleague")

    signed = key.sign(ask(thief, page, "/sign-in/challenge"))

    assert show(thief, page, signed).status == 422


def test_answer_that_comes_too_late_is_refused(
    key: SoftKey, anybody: PageClient, half_way: Page, moving: MovingClock
) -> None:
    asked = ask(anybody, half_way, "/sign-in/challenge")
    moving.moment += timedelta(minutes=5)

    assert show(anybody, half_way, key.sign(asked)).status == 422


@pytest.mark.parametrize("nonsense", ["{}", "[]", "nothing", '{"id": 1}', '{"response": null}'])
def test_nonsense_is_refused_and_not_a_failure(
    anybody: PageClient, half_way: Page, inspector: PageClient, nonsense: str
) -> None:
    page = inspector.get("/account/passkeys/new")

    assert show(anybody, half_way, nonsense).status == 422
    made = post(inspector, page, "/account/passkeys/new", credential=nonsense, name="")
    assert made.status == 422


def test_key_made_on_another_site_is_not_added(inspector: PageClient) -> None:
    page = add(inspector, SoftKey(), origin=EVIL)

    assert page.status == 422
    assert page.list_error_links() == ["name"]


def test_key_that_belongs_to_somebody_is_not_added_again(key: SoftKey, sign_in: SignIn) -> None:
    assert add(sign_in("colleague"), key).status == 422


def test_key_that_was_removed_opens_nothing(
    key: SoftKey, inspector: PageClient, anybody: PageClient
) -> None:
    half_way = anybody.give_password(anybody.get("/sign-in"), "inspector")
    asked = ask(anybody, half_way, "/sign-in/challenge")
    page = inspector.get("/account")
    form = next(f for f in page.root.iter("form") if "/remove" in (f.get("action") or ""))

    removed = post(inspector, page, form.get("action") or "")

    assert "The passkey is removed" in removed.text
    assert show(anybody, half_way, key.sign(asked)).status == 422


def test_challenge_is_given_to_nobody_without_a_password(anybody: PageClient) -> None:
    page = anybody.get("/sign-in")
    token = page.find_all("input", name="csrf_token")[0].get("value") or ""

    response = anybody.http.post("/sign-in/challenge", headers={"X-CSRFToken": token})

    assert response.status_code == 401
