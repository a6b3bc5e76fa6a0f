"""Browsers are kept strict: nothing inline, nothing from outside, nothing kept."""

from collections.abc import Iterator

import pytest
from flask import Flask

from app.settings import Settings
from app.web.application import create_app
from app.web.headers import HEADERS
from tests.web.conftest import SignIn
from tests.web.installation import in_production
from tests.web.page_client import PageClient

ADDRESSES = ("/", "/sign-in", "/interviews/new", "/nothing", "/interviews/nothing")


@pytest.fixture
def production(settings: Settings) -> Iterator[Flask]:
    application = create_app(in_production(settings))
    yield application
    application.extensions["threshold.store"].close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_strict_and_never_stored(inspector: PageClient, address: str) -> None:
    response = inspector.http.get(address)

    for name, value in HEADERS.items():
        assert response.headers[name] == value
    assert response.headers["Cache-Control"] == "no-store"


def test_policy_allows_no_inline_code_and_no_other_site() -> None:
    policy = HEADERS["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_static_files_are_kept_for_long_under_a_name_that_changes_with_them(
    anybody: PageClient,
) -> None:
    page = anybody.get("/sign-in")
    sheet = page.find_all("link", rel="stylesheet")[0].get("href") or ""

    with anybody.http.get(sheet, buffered=True) as response:
        pass

    assert response.status_code == 200
    assert "max-age=31536000" in response.headers["Cache-Control"]
    assert sheet.count("/") == 3


def test_cookie_is_out_of_reach_of_scripts_and_other_sites(anybody: PageClient) -> None:
    cookie = anybody.http.get("/sign-in").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_cookie_of_production_is_bound_to_its_host_and_to_tls(production: Flask) -> None:
    response = production.test_client().get("/sign-in", base_url="https://localhost")

    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-threshold=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert "max-age=31536000" in response.headers["Strict-Transport-Security"]


def test_demonstration_says_on_every_page_that_it_is_one(
    anybody: PageClient, sign_in: SignIn, production: Flask
) -> None:
    words = "every person and case here is invented"

    assert words in anybody.get("/sign-in").text
    assert words in sign_in("inspector").get("/").text
    assert words not in production.test_client().get("/sign-in").text
