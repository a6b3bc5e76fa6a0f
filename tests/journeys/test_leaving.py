"""The way out: the page is gone at once, and Back does not bring it back."""

import time

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenWindow
from tests.journeys.server import PATIENCE
from tests.journeys.visitor import Visitor
from tests.journeys.window import Window

pytestmark = pytest.mark.browser


@pytest.fixture
def window(open_window: OpenWindow, visitor: Visitor) -> Window:
    """A window in the middle of an interview, with a page of it behind."""
    window = open_window()
    window.let_leave()
    window.enter_as(visitor)
    interview = visitor.begin("full-assessment")
    window.open(f"/interviews/{interview}/topics/safe_to_talk")
    window.open(f"/interviews/{interview}/topics/job_story")
    return window


def test_leaving_replaces_the_page_in_the_history(window: Window) -> None:
    pages = window.page.evaluate("history.length")

    window.page.get_by_role("link", name="Leave this page").click()
    expect(window.page.locator("h1")).to_have_text("Weather")

    assert window.page.evaluate("history.length") == pages


def test_going_back_after_leaving_shows_nothing_of_the_interview(window: Window) -> None:
    window.page.get_by_role("link", name="Leave this page").click()
    expect(window.page.locator("h1")).to_have_text("Weather")

    window.page.go_back()

    assert window.heading == "Sign in"


def test_escape_pressed_three_times_leaves_too(window: Window) -> None:
    for _ in range(3):
        window.page.keyboard.press("Escape")

    expect(window.page.locator("h1")).to_have_text("Weather")


def test_leaving_works_without_scripts_too(open_window: OpenWindow, visitor: Visitor) -> None:
    window = open_window(java_script_enabled=False)
    window.let_leave()
    window.enter_as(visitor)
    window.open("/")

    window.page.get_by_role("link", name="Leave this page").click()

    expect(window.page.locator("h1")).to_have_text("Weather")


def test_an_answer_given_just_before_leaving_is_kept(window: Window, visitor: Visitor) -> None:
    address = window.path
    window.page.locator("#job_story").press_sequentially("They are coming")

    window.page.get_by_role("link", name="Leave this page").click()
    expect(window.page.locator("h1")).to_have_text("Weather")

    # The answer is still on its way when the other page is there already.
    until = time.monotonic() + PATIENCE
    while "They are coming" not in (text := visitor.get(address).page.text):
        assert time.monotonic() < until, text
        time.sleep(0.1)
