"""A password and a second factor open a session, and nothing else does."""

import re
from urllib.parse import quote

import pytest
from flask import Flask

from app.store.accounts import find_account
from app.store.setup import Store
from tests.web.conftest import SignIn
from tests.web.installation import PASSWORD
from tests.web.page_client import PageClient

REFUSED = "This e-mail address and password don't open an account. Look at both and try again."


def try_to_sign_in(client: PageClient, email: str, password: str) -> str:
    """Try, and give the page that comes without what differs by chance or by what was typed."""
    page = client.send(client.get("/sign-in"), "Sign in", {"email": email, "password": password})
    return re.sub(r'name="(csrf_token|email)"[^>]*>', "", page.html)


def test_wrong_password_and_unknown_address_read_alike(anybody: PageClient) -> None:
    wrong = try_to_sign_in(anybody, "inspector@people.example", "wrong")
    unknown = try_to_sign_in(anybody, "nobody@people.example", "wrong")

    assert wrong == unknown
    assert REFUSED.replace("'", "&#39;") in wrong


def test_empty_form_is_explained(anybody: PageClient) -> None:
    page = anybody.send(anybody.get("/sign-in"), "Sign in")

    assert page.list_error_links() == ["email"]


def test_account_that_was_closed_opens_nothing(app: Flask, anybody: PageClient) -> None:
    store: Store = app.extensions["threshold.store"]
    with store.records.writing() as session:
        account = find_account(session, "inspector@people.example")
        assert account is not None
        account.active = False

    assert anybody.sign_in("inspector").heading == "Sign in"


def test_address_is_taken_in_any_letter_case(anybody: PageClient) -> None:
    fields = {"email": "Inspector@People.Example", "password": PASSWORD}

    page = anybody.send(anybody.get("/sign-in"), "Sign in", fields)

    assert anybody.give_code(page).heading == "Start"


def test_sign_in_leads_to_the_page_that_was_asked_for(anybody: PageClient) -> None:
    asked = anybody.get("/interviews/new")
    assert asked.heading == "Sign in"

    second = anybody.give_password(asked, "inspector")

    assert anybody.give_code(second).heading == "Screen a worker"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example"]
)
def test_sign_in_leads_to_no_other_site(anybody: PageClient, elsewhere: str) -> None:
    page = anybody.get("/sign-in")
    token = page.find_all("input", name="csrf_token")[0].get("value") or ""
    fields = {"csrf_token": token, "email": "inspector@people.example", "password": PASSWORD}

    response = anybody.http.post("/sign-in", data={**fields, "next": elsewhere})

    assert response.headers["Location"] == "/sign-in/second?next=/"
    second = anybody.get(f"/sign-in/second?next={quote(elsewhere)}")
    assert anybody.give_code(second).heading == "Start"


def test_signed_out_browser_is_asked_to_sign_in_again(inspector: PageClient) -> None:
    inspector.send(inspector.get("/"), "Sign out")

    assert inspector.get("/").heading == "Sign in"


def test_sign_out_needs_the_token_of_a_page(inspector: PageClient) -> None:
    assert inspector.http.post("/sign-out").status_code == 400
    assert inspector.http.get("/sign-out").status_code == 405
    assert inspector.get("/").heading == "Start"


def test_tokens_and_passwords_in_headers_open_nothing(app: Flask, sign_in: SignIn) -> None:
    sign_in("inspector")
    store: Store = app.extensions["threshold.store"]
    with store.records.reading() as session, app.test_request_context():
        account = find_account(session, "inspector@people.example")
        assert account is not None
        token = str(account.get_auth_token())
    client = app.test_client()

    for headers in (
        {"Authentication-Token": token},
        {"Authorization": f"Bearer {token}"},
    ):
        assert client.get("/", headers=headers).status_code == 302
    assert client.get(f"/?auth_token={token}").status_code == 302
    basic = ("inspector@people.example", PASSWORD)
    assert client.get("/", auth=basic).status_code == 302


def test_browser_is_never_remembered_beyond_its_session(anybody: PageClient) -> None:
    page = anybody.get("/sign-in")
    token = page.find_all("input", name="csrf_token")[0].get("value") or ""
    fields = {"csrf_token": token, "email": "inspector@people.example", "password": PASSWORD}

    response = anybody.http.post("/sign-in", data={**fields, "remember": "y"})

    cookies = response.headers.getlist("Set-Cookie")
    assert not [each for each in cookies if each.startswith("remember_token=ey")]
    assert not any("Expires" in each and "1970" not in each for each in cookies)
