"""Answers are saved as they are given: what a page calls saved is kept, and nothing else is."""

import time

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.canaries import CANARY
from tests.journeys.conftest import OpenWindow
from tests.journeys.server import PATIENCE
from tests.journeys.visitor import Visitor, find_sign_in, make_code
from tests.journeys.window import Window

pytestmark = pytest.mark.browser
STORY = "job_story"
FOUND = "job_found"
HALF = f"{CANARY} and half a sent"


@pytest.fixture
def address(visitor: Visitor) -> str:
    """The first page of the story of an interview that has just begun."""
    return f"/interviews/{visitor.begin('full-assessment')}/topics/{STORY}"


@pytest.fixture
def window(open_window: OpenWindow, visitor: Visitor, address: str) -> Window:
    """A window of the same inspector, at that page."""
    window = open_window()
    window.enter_as(visitor)
    window.open(address)
    return window


def find_state(window: Window, question: str) -> Locator:
    return window.find_question(question).locator("[data-save-state]")


def has_chosen(visitor: Visitor, address: str, code: str) -> bool:
    page = visitor.get(address).page
    buttons = page.find_all("input", name=FOUND, value=code)
    return any(each.get("checked") is not None for each in buttons)


def test_a_browser_that_is_closed_loses_nothing_that_was_acknowledged(
    window: Window, visitor: Visitor, address: str
) -> None:
    window.fill(STORY, f"A cousin knew {CANARY}.", "textarea")
    window.fill(FOUND, "friend", "radio")
    window.wait_until_saved([STORY, FOUND])

    window.context.close()

    assert f"A cousin knew {CANARY}." in visitor.get(address).page.text
    assert has_chosen(visitor, address, "friend")


def test_what_is_still_being_typed_is_sent_when_the_page_is_left(
    window: Window, visitor: Visitor, address: str
) -> None:
    window.page.locator(f"#{STORY}").press_sequentially(HALF)

    window.open("/")

    assert window.warnings == 1
    # It goes on its way while the next page comes, and may arrive behind that.
    until = time.monotonic() + PATIENCE
    while HALF not in visitor.get(address).text and time.monotonic() < until:
        time.sleep(0.1)
    window.open(address)
    assert window.page.input_value(f"#{STORY}") == HALF


def test_without_network_a_page_says_so_and_saves_once_there_is_some(
    window: Window, visitor: Visitor, address: str
) -> None:
    window.context.set_offline(True)
    window.fill(FOUND, "friend", "radio")
    expect(find_state(window, FOUND)).to_have_text("Not saved yet – trying again")

    window.context.set_offline(False)

    expect(find_state(window, FOUND)).to_have_text("Saved")
    assert has_chosen(visitor, address, "friend")


def test_a_page_is_not_sent_into_a_dead_network(
    window: Window, visitor: Visitor, address: str
) -> None:
    window.context.set_offline(True)
    window.fill(FOUND, "friend", "radio")
    window.page.get_by_role("button", name="Save and continue").click()
    expect(find_state(window, FOUND)).to_have_text("Not saved yet – trying again")
    stayed = window.path

    with window.page.expect_navigation():
        window.context.set_offline(False)

    assert stayed == address
    assert window.path != address
    assert has_chosen(visitor, address, "friend")


def test_whoever_is_signed_out_meanwhile_is_told_and_loses_nothing(
    window: Window, visitor: Visitor, address: str
) -> None:
    other = window.context.new_page()
    other.goto(window.page.url)
    other.get_by_role("button", name="Sign out").click()
    window.fill(FOUND, "friend", "radio")
    expect(find_state(window, FOUND)).to_contain_text("Not saved – you are signed out")

    other.get_by_label("E-mail address").fill("inspector@vardania.example")
    other.get_by_label("Password").fill("only for trying: inspector")
    other.get_by_role("button", name="Sign in").click()
    other.get_by_label("Code from your authenticator app").fill(make_code(window.address))
    other.get_by_role("button", name="Continue").click()
    expect(other.locator("h1")).to_have_text("Start")
    window.press("Save and continue")

    # Signing out ended the session of the visitor too, as it was the same one.
    visitor.sign_in(find_sign_in("inspector"))
    assert has_chosen(visitor, address, "friend")


def test_an_answer_that_another_answer_hides_does_not_count(
    window: Window, visitor: Visitor, address: str
) -> None:
    window.open(address.replace(STORY, "debts"))
    window.fill("any_debt", "yes", "radio")
    expect(window.find_question("debt_if_left")).to_be_visible()
    window.fill("debt_if_left", "must_stay", "radio")
    window.wait_until_saved(["any_debt", "debt_if_left"])

    window.fill("any_debt", "no", "radio")
    window.wait_until_saved(["any_debt"])

    expect(window.find_question("debt_if_left")).to_be_hidden()
    review = visitor.get(address.partition("/topics/")[0] + "/review").page.text
    assert "I have to stay until it is paid" not in review


def test_an_answer_that_was_hidden_stands_where_it_counts_again(
    window: Window, visitor: Visitor, address: str
) -> None:
    window.open(address.replace(STORY, "debts"))
    window.fill("any_debt", "yes", "radio")
    expect(window.find_question("debt_if_left")).to_be_visible()
    window.fill("debt_if_left", "must_stay", "radio")
    window.wait_until_saved(["any_debt", "debt_if_left"])

    for answer in ("no", "yes"):
        window.fill("any_debt", answer, "radio")
        window.wait_until_saved(["any_debt"])

    expect(window.page.locator("[name=debt_if_left]:checked")).to_have_value("must_stay")
    review = visitor.get(address.partition("/topics/")[0] + "/review").page.text
    assert "I have to stay until it is paid" in review
