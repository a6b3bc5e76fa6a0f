"""Every list that grows is shown some at a time, and all of it can be reached."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.web import paging
from app.web.paging import cut, read_number, turn_pages
from tests.web.canaries import Carrier, make_carrier
from tests.web.conftest import SignIn
from tests.web.page import Page, read
from tests.web.page_client import PageClient
from tests.web.walking import begin

# Who looks, and where: each of these pages has a list of at least two lines in it.
LISTS: dict[str, Callable[[Carrier], str]] = {
    "what happened": lambda case: f"/cases/{case.named['number']}",
    "consents": lambda case: f"/cases/{case.named['number']}/consents",
    "who saw a file": lambda case: f"/evidence/{case.named['evidence_id']}",
    "not finished": lambda _: "/",
}


@pytest.mark.parametrize("name", LISTS)
def test_all_of_a_long_list_is_reached_some_at_a_time(
    name: str, app: Flask, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make_carrier(app, "southerner", "canary", is_begun=False)
    inspector, address = sign_in("southerner"), LISTS[name](case)
    if name in MADE:
        MADE[name](inspector, sign_in("supervisor"), case)
    whole = list_lines(inspector.get(address))
    monkeypatch.setattr(paging, "ON_A_PAGE", 8 if name == "what happened" else 1)

    page = inspector.get(address)
    found, pages = list_lines(page), 1
    while has_link(page, "Older"):
        page = inspector.follow(page, "Older")
        found, pages = found | list_lines(page), pages + 1

    assert pages > 1
    assert whole <= found
    assert has_link(page, "Newer")


def test_page_that_is_none_is_the_first_and_behind_the_end_is_nothing(app: Flask) -> None:
    for written, meant in (("2", 2), ("0", 1), ("-1", 1), ("²", 1), ("9" * 5000, 1), ("", 1)):
        with app.test_request_context(query_string={"page": written}):
            assert read_number() == meant
    assert cut(range(30), 2) == (25, 26, 27, 28, 29)
    assert cut(range(30), 3) == ()


def test_oldest_come_first_where_somebody_waits(app: Flask) -> None:
    with app.test_request_context():
        pages = turn_pages(60, 2, "/referrals", is_newest_first=False)
        assert turn_pages(25, 1, "/referrals") is None

    assert pages is not None
    assert pages.previous is not None
    assert pages.following is not None
    assert (pages.previous.words, pages.previous.address) == ("Older", "/referrals?page=1")
    assert (pages.following.words, pages.following.address) == ("Newer", "/referrals?page=3")


def see_a_file(inspector: PageClient, supervisor: PageClient, case: Carrier) -> None:
    for client in (inspector, supervisor):
        client.http.get(f"/evidence/{case.named['evidence_id']}/copy")


def begin_two(inspector: PageClient, _: PageClient, __: Carrier) -> None:
    begin(inspector)
    begin(inspector)


# What makes a second line where a case alone does not.
MADE = {"who saw a file": see_a_file, "not finished": begin_two}


def list_lines(page: Page) -> set[str]:
    """Give the lines of all lists in a page."""
    return {read(each) for each in (*page.find_all("li"), *page.find_all("dd"))}


def has_link(page: Page, words: str) -> bool:
    return any(read(each) == words for each in page.find_all("a"))
