"""A passkey in a real browser: added on its page, used to sign in, and refused as a copy."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.journeys.server import Server
from tests.journeys.visitor import find_sign_in, make_code

pytestmark = pytest.mark.browser
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

WITHOUT_KEY = """() => {
  navigator.credentials.create = () => Promise.reject(new Error("none"));
}"""


@pytest.fixture
def place(request: pytest.FixtureRequest) -> Server:
    """The server of all journeys; one of its own for a test that changes how somebody signs in."""
    found: Server = request.getfixturevalue(getattr(request, "param", "server"))
    return found


@pytest.fixture
def page(chromium: Browser, place: Server) -> Iterator[Page]:
    """A page of a browser at the name of this machine: passkeys are bound to names."""
    address = place.address.replace("127.0.0.1", "localhost")
    context = chromium.new_context(locale="en-GB", base_url=address)
    yield context.new_page()
    context.close()


class PluggedInKey:
    """A security key that is plugged in, and what somebody would have who copied it."""

    def __init__(self, session: CDPSession) -> None:
        self.session = session
        session.send("WebAuthn.enable")
        added = session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
        self.name = {"authenticatorId": added["authenticatorId"]}

    def copy(self) -> dict[str, Any]:
        """Give all that the key holds."""
        held = self.session.send("WebAuthn.getCredentials", self.name)["credentials"]
        found: dict[str, Any] = held[0]
        return found

    def become(self, copied: dict[str, Any]) -> None:
        """Be the copy from now on."""
        self.session.send("WebAuthn.clearCredentials", self.name)
        self.session.send("WebAuthn.addCredential", {**self.name, "credential": copied})


@pytest.fixture
def key(page: Page) -> PluggedInKey:
    return PluggedInKey(page.context.new_cdp_session(page))


def give_password(page: Page) -> None:
    person = find_sign_in("inspector")
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password").fill(person.password)
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.parametrize("place", ["mortal_server"], indirect=True)
def test_a_passkey_is_added_signs_in_and_is_refused_as_a_copy(
    page: Page, key: PluggedInKey, place: Server
) -> None:
    give_password(page)
    page.get_by_label("Code from your authenticator app").fill(make_code(place.address))
    page.get_by_role("button", name="Continue").click()

    page.get_by_role("link", name="Your sign-in").click()
    page.get_by_role("link", name="Add a passkey or security key").click()
    page.get_by_label("What you call it").fill("blue key")
    page.get_by_role("button", name="Add it now").click()
    expect(page.get_by_role("status")).to_contain_text("The passkey is added")
    expect(page.get_by_text("blue key").first).to_be_visible()
    copied = key.copy()
    page.get_by_role("button", name="Sign out").first.click()

    give_password(page)
    page.get_by_role("button", name="Use your passkey or security key").click()
    expect(page.locator("h1")).to_have_text("Start")
    page.get_by_role("button", name="Sign out").first.click()

    key.become(copied)
    give_password(page)
    page.get_by_role("button", name="Use your passkey or security key").click()
    expect(page.get_by_role("alert").first).to_contain_text("That was not right")


def test_a_browser_without_the_key_says_so_and_offers_other_ways(page: Page, place: Server) -> None:
    give_password(page)
    page.get_by_label("Code from your authenticator app").fill(make_code(place.address))
    page.get_by_role("button", name="Continue").click()
    page.goto(f"{place.address}/account/passkeys/new".replace("127.0.0.1", "localhost"))

    page.evaluate(WITHOUT_KEY)
    page.get_by_role("button", name="Add it now").click()

    expect(page.get_by_role("alert")).to_have_text(
        "No passkey was made. Try again, or take an authenticator app."
    )
