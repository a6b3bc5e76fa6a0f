"""One person does so much in an hour what takes long, names many or leaves the house, no more."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from app.settings import REPOSITORY
from app.web import limits
from app.web.limits import LIMITS
from app.web.policy import Policy
from tests.web.conftest import SignIn
from tests.web.installation import MovingClock
from tests.web.page import Page
from tests.web.page_client import PageClient

ROW = re.compile(r"^\| `([a-z_.]+)` \| .+ \| (\d+) \|$", re.MULTILINE)
TOKEN = {"name": "csrf_token"}


def look_for_somebody(client: PageClient) -> int:
    page: Page = client.get("/persons")
    token = page.find_all("input", **TOKEN)[0].get("value") or ""
    return client.http.post("/persons", data={"csrf_token": token, "name": "Mira"}).status_code


def test_who_asks_too_often_waits_an_hour_and_nobody_else_does(
    sign_in: SignIn, moving: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LIMITS", {"persons.find": 2})
    busy, colleague = sign_in("inspector"), sign_in("colleague")

    asked = [look_for_somebody(busy) for _ in range(3)]
    others = look_for_somebody(colleague)
    looked = busy.get("/persons").status
    moving.moment += timedelta(hours=1)
    busy.sign_in("inspector")

    assert asked == [200, 200, 429]
    assert (others, looked) == (200, 200)
    assert look_for_somebody(busy) == 200


def test_limits_are_those_of_the_page_and_every_download_has_one(app: Flask) -> None:
    policies: dict[str, Policy] = app.extensions["threshold.policies"]
    page = (REPOSITORY / "docs" / "security.md").read_text(encoding="utf-8")
    downloads = {name for name, policy in policies.items() if policy.back}

    told = {name: int(number) for name, number in ROW.findall(page)}

    assert told == dict(LIMITS)
    assert set(LIMITS) <= set(policies)
    assert downloads
    assert downloads <= set(LIMITS)
