"""Who signed in on the pages when an installation was made: it takes a test a fifth of its time."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from jinja2 import BytecodeCache

from app.settings import Settings
from tests.web.installation import PEOPLE, MovingClock, running, settings_in
from tests.web.page_client import PageClient

FILE: Final = "signed-in.json"
# Some tests are about who never signed in before.
NEVER: Final = "southerner"


def keep_sign_ins(folder: Path, templates: BytecodeCache | None = None) -> None:
    """Sign everybody but one in with both factors, and keep what their browsers then hold."""
    held = {}
    with running(settings_in(folder), MovingClock(), templates) as app:
        for person in (each for each in PEOPLE if each.name != NEVER):
            client = PageClient(app.test_client())
            client.sign_in(person.name)
            held[person.name] = read_cookie(client)
    keep_cookies(folder, held)


def read_cookie(client: PageClient) -> str:
    """Give what a browser holds of the session of who is signed in."""
    cookie = client.http.get_cookie(client.http.application.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    return cookie.value


def keep_cookies(folder: Path, held: Mapping[str, str]) -> None:
    """Write the cookie of each person beside the installation."""
    (folder / FILE).write_text(json.dumps(held), encoding="ascii")


def take_sign_ins(settings: Settings) -> dict[str, str]:
    """Give the cookie of each person; nobody's where an installation was made otherwise."""
    path = settings.keys.parent / FILE
    held: dict[str, str] = json.loads(path.read_text("ascii")) if path.exists() else {}
    return held
