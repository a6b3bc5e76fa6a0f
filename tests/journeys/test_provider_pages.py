"""With an identity provider, a few pages have more on them: axe finds nothing on these either."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.conftest import OpenWindow, enter
from tests.journeys.server import Server, copy_data
from tests.journeys.test_accessibility import assert_narrow, list_violations
from tests.journeys.window import DESK, PHONE, Window

NAME = "Ministry of Labour and Social Affairs"
# How the sample's inspector is asked about: the first of the addresses about a link.
ASKED = re.compile(r"/people/[0-9a-f-]+/provider")


@pytest.fixture
def joined(prepared_data: Path, tmp_path: Path) -> Iterator[Server]:
    """A server at which people may sign in by a provider too, whom nobody asks."""
    server = Server(copy_data(prepared_data, tmp_path / "data"))
    secret = tmp_path / "secret"
    secret.write_text("a secret of nobody")
    secret.chmod(0o600)
    server.environment |= {
        "THRESHOLD_OIDC_ISSUER": "https://identity.example",
        "THRESHOLD_OIDC_CLIENT_ID": "threshold",
        "THRESHOLD_OIDC_CLIENT_SECRET_FILE": str(secret),
        "THRESHOLD_OIDC_NAME": NAME,
    }
    server.start()
    yield server
    server.stop()
    assert server.list_errors() == []


@pytest.mark.night
@pytest.mark.browser
def test_axe_finds_nothing_where_people_may_sign_in_by_a_provider(
    open_window: OpenWindow, joined: Server
) -> None:
    stranger, administrator = (open_window(joined, viewport=PHONE) for _ in range(2))
    visitor = enter(joined, "administrator")
    administrator.enter_as(visitor)

    look(stranger, "/sign-in", f"Sign in with {NAME}")
    look(stranger, "/sign-in/provider/back?code=x&state=y", "Continue")
    look(administrator, "/account", "Passkeys")
    asked = ASKED.findall(look(administrator, "/people", NAME))[0]
    look(administrator, asked, "Let them link")
    visitor.post(asked, ())
    look(administrator, asked, "Take it away")


def look(window: Window, path: str, words: str) -> str:
    """Let axe judge a page, on a phone and at a desk, and give the page."""
    window.open(path)
    assert words in window.page.content()
    for size in (DESK, PHONE):
        window.page.set_viewport_size(size)
        assert list_violations(window) == []
    assert_narrow(window)
    return window.page.content()
