"""What went wrong is told in our words, for people and for the script."""

import errno

import pytest
from flask import Flask, abort

from app.web.errors import WORDS
from app.web.policy import list_policies, public
from tests.web.page import Page, inspect
from tests.web.page_client import PageClient


@pytest.fixture
def failing(app: Flask) -> PageClient:
    @public
    def fail(name: str) -> str:
        if name == "507":
            raise OSError(errno.ENOSPC, "No space left on device")
        abort(int(name))

    app.add_url_rule("/fail/<name>", "fail", fail)
    app.extensions["threshold.policies"] = list_policies(app)
    return PageClient(app.test_client())


@pytest.mark.parametrize("code", [*WORDS, 410, 502])
def test_error_is_a_page_in_our_words(failing: PageClient, code: int) -> None:
    response = failing.http.get(f"/fail/{code}")

    assert response.status_code == code
    page = Page("/fail", code, response.text)
    inspect(page)
    known = WORDS.get(code) or WORDS[500 if code >= 500 else 400]
    assert page.heading == str(known.title)


@pytest.mark.parametrize("code", [400, 403, 404, 500, 507])
def test_script_is_told_in_json_that_nothing_was_saved(failing: PageClient, code: int) -> None:
    response = failing.http.get(f"/fail/{code}", headers={"Accept": "application/json"})

    assert response.status_code == code
    assert response.json is not None
    assert response.json["saved"] is False


def test_page_that_is_opened_in_a_wrong_way_names_the_right_one(inspector: PageClient) -> None:
    response = inspector.http.put("/interviews/new")

    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_form_without_its_token_is_refused_in_our_words(inspector: PageClient) -> None:
    response = inspector.http.post("/interviews/new", data={"country": "ZZ"})

    assert response.status_code == 400
    assert "This page could not be sent" in response.text


def test_page_that_is_too_large_is_refused(inspector: PageClient) -> None:
    response = inspector.http.post("/interviews/new", data={"country": "Z" * 3_000_000})

    assert response.status_code == 413
    assert "That was too much for one page" in response.text
