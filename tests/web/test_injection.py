"""Hostile text in every field that is found: nothing of it runs, on no page, in no log, no file."""

import json
from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from app.store.log import reading_log
from app.store.log_files import write_log
from app.store.setup import Store
from tests.web.conftest import SignIn
from tests.web.installation import MovingClock
from tests.web.page import Page
from tests.web.page_client import PageClient, list_controls
from tests.web.payloads import PAYLOADS, TEXTS
from tests.web.test_hostile_text import assert_harmless
from tests.web.walking import begin, finish, topic

TYPED: Final = ("text", "search", "number", "email", "tel", "date", "password")
# How many pages are looked at: as many of each kind as there are, or those next to the start.
ALL, NEXT_TO_THE_START = 80, 14
AN_HOUR: Final = timedelta(minutes=61)
SIGNS_OUT: Final = ("/sign-out", "/stop", ".pdf", "/static/", "/batches")


class Typist(NamedTuple):
    """Somebody who types, what they type in each field, and on how many pages."""

    role: str
    texts: tuple[str, ...]
    most: int


ROLES: Final = [
    pytest.param(Typist("inspector", TEXTS[-1:], NEXT_TO_THE_START), id="inspector"),
    *(
        pytest.param(
            Typist(role, TEXTS, ALL),
            id=f"{role}-everywhere",
            marks=[pytest.mark.night, pytest.mark.timeout(3600)],
        )
        for role in ("inspector", "supervisor", "analyst", "administrator", "outreach")
    ),
]


@pytest.mark.parametrize("typist", ROLES)
def test_hostile_text_in_every_field_that_is_found_runs_nowhere(
    app: Flask,
    sign_in: SignIn,
    moving: MovingClock,
    tmp_path: Path,
    typist: Typist,
) -> None:
    role, texts, most = typist
    prepare(sign_in("inspector"))
    found: set[tuple[str, str]] = set()
    pages = 0

    for text in texts:
        # A text that is refused unread, for those sent within the hour, would prove nothing.
        moving.moment += AN_HOUR
        client = sign_in(role)
        for page in crawl(client, most):
            pages += 1
            assert_harmless_to_all(page)
            for form in list_forms(page):
                pages += 1
                found |= {(page.heading, name) for name in list_typed(form)}
                assert_harmless_to_all(send(client, page, form, text))
    for page in crawl(client, most):
        pages += 1
        assert_harmless_to_all(page)

    print(f"{role}: {len(found)} fields, {pages} pages")
    assert len(found) >= 3, found
    assert is_log_whole_by_lines(app, tmp_path / "log.jsonl")


def prepare(client: PageClient) -> None:
    """Make an interview that goes on, with hostile answers, and a finished one."""
    first = begin(client, questionnaire="full-assessment")
    story = topic(client, first, "job_story")
    client.send(story, "Save and continue", {"job_story": "\n".join(PAYLOADS[::7])[:4000]})
    finish(client, begin(client))


def crawl(client: PageClient, most: int) -> Iterator[Page]:
    """Open the pages that links lead to, beginning with the start page."""
    waiting: list[str] = ["/"]
    seen: set[str] = set()
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        if address in seen or any(each in address for each in SIGNS_OUT):
            continue
        seen.add(address)
        response = client.http.get(address, follow_redirects=True)
        if response.mimetype != "text/html" or response.status_code != 200:
            continue
        page = Page(response.request.path, response.status_code, response.text)
        yield page
        leads = (urljoin(page.address, each.get("href") or "") for each in page.root.iter("a"))
        waiting += [urlsplit(each).path for each in leads if not urlsplit(each).netloc]


def list_forms(page: Page) -> list[Element]:
    """Give the forms of a page that take text."""
    return [form for form in page.root.iter("form") if list_typed(form)]


def list_typed(form: Element) -> list[str]:
    """Give the names of the fields in which one types."""
    return [
        each.get("name", "")
        for each in form.iter()
        if each.get("name")
        and (each.tag == "textarea" or (each.tag == "input" and each.get("type") in TYPED))
    ]


def send(client: PageClient, page: Page, form: Element, text: str) -> Page:
    """Send a form with a text in each of these fields, whatever they are for."""
    button = next((each for each in form.iter("button") if each.get("type") != "button"), None)
    sent = list_controls(form, "".join(button.itertext()).strip() if button is not None else "")
    for name in list_typed(form):
        sent[name] = text
    address = urljoin(page.address, form.get("action") or page.address)
    ask = client.http.post if form.get("method") == "post" else client.http.get
    how = {"data": sent} if form.get("method") == "post" else {"query_string": sent}
    response = ask(address, follow_redirects=True, **how)
    assert response.status_code < 500, (page.address, response.status_code)
    assert response.status_code != HTTPStatus.TOO_MANY_REQUESTS, page.address
    return Page(response.request.path, response.status_code, response.text)


def assert_harmless_to_all(page: Page) -> None:
    """Find nothing that a browser would run, fetch from elsewhere, or take for a page's own."""
    for each in page.root.iter():
        assert not [name for name in each.attrib if name.lower().startswith("on")], page.address
        assert each.tag not in ("iframe", "object", "embed", "base", "video", "math"), page.address
        for name in ("src", "href", "action", "srcdoc"):
            value = (each.get(name) or "").strip().lower()
            assert not value.startswith(("javascript:", "//", "data:")), page.address
    if page.status in (200, 422):
        assert_harmless(page)


def is_log_whole_by_lines(app: Flask, file: Path) -> bool:
    """Say whether each entry of the exported log is one line, and none holds what was typed."""
    store: Store = app.extensions["threshold.store"]
    with store.records.reading() as session, reading_log(session, {}) as content:
        count = write_log(file, content)
    lines = file.read_text("utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    typed = [line for line in lines if "hurt" in line or "forged" in line or "example.test" in line]
    return len(entries) == count + 1 and typed == []
