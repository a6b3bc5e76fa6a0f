"""A case that was there before a test began: finishing one takes longer than most tests."""

import json
from pathlib import Path
from typing import Final

from jinja2 import BytecodeCache

from app.settings import Settings
from tests.web.installation import MovingClock, running, settings_in
from tests.web.kept_sign_ins import keep_cookies, read_cookie, take_sign_ins
from tests.web.page import Page
from tests.web.page_client import PageClient
from tests.web.walking import Finished, begin, finish

FILE: Final = "finished.json"
WHO: Final = "inspector"


def keep_finished(folder: Path, templates: BytecodeCache) -> None:
    """Have the inspector finish an interview on the pages, as it stands, and keep what came."""
    settings = settings_in(folder)
    held = take_sign_ins(settings)
    with running(settings, MovingClock(), templates) as app:
        client = PageClient(app.test_client())
        client.http.set_cookie(app.config["SESSION_COOKIE_NAME"], held[WHO])
        done = finish(client, begin(client))
        keep_cookies(folder, {**held, WHO: read_cookie(client)})
    page = (done.page.address, done.page.status, done.page.html)
    (folder / FILE).write_text(json.dumps((done.interview, done.case, page)), encoding="utf-8")


def take_finished(settings: Settings) -> Finished:
    """Give the interview that was finished when the installation was made."""
    path = settings.keys.parent / FILE
    interview, case, page = json.loads(path.read_text("utf-8"))
    return Finished(interview, case, Page(*page))
