"""A window of a real browser, and what it complains of while somebody works in it."""

import re
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Locator,
    Page,
    Request,
    Response,
    Route,
    ViewportSize,
    expect,
)

from tests.journeys.server import HOST
from tests.journeys.visitor import Visitor
from tests.web import page as web

UNRELATED: Final = "<!doctype html><title>Weather</title><h1>Weather</h1>"
# What came back is looked at as a response, and that a test took the network away is no mistake.
EXPECTED: Final = re.compile(
    "Failed to load resource: (net::ERR_INTERNET_DISCONNECTED|the server responded with)"
)
PAGES_AND_SAVING: Final = ("document", "fetch")
# Milliseconds, for a machine with much to do; how fast a page is, is for benchmarks.
PATIENCE: Final = 120_000
# What is expected of a page is waited for as long: five seconds are the library's own patience.
expect.set_options(timeout=PATIENCE)
TELL_OF_VIOLATIONS: Final = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`Content policy: ${event.violatedDirective} ${event.blockedURI}`), true)
"""


FILL_IN: Final = """
fields => {
  for (const [name, value, kind] of fields) {
    const named = [...document.getElementsByName(name)];
    if (kind === "radio" || kind === "checkbox") {
      const box = named.find(one => one.value === value);
      if (!box.checked) box.click();
    } else {
      named[0].focus();
      named[0].value = value;
      named[0].dispatchEvent(new Event("input", {bubbles: true}));
      named[0].dispatchEvent(new Event("change", {bubbles: true}));
    }
  }
}
"""

PHONE: Final = ViewportSize(width=390, height=844)
DESK: Final = ViewportSize(width=1280, height=900)


class Window:
    """One window with cookies of its own; `problems` gathers all that should not happen."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.context = context
        self.problems: list[str] = []
        self.warnings = 0  # How often the browser warned that something is not sent yet.
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.add_init_script(TELL_OF_VIOLATIONS)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.problems.append(f"Script: {error}"))
        self.page.on("dialog", self._answer)
        self.page.on("response", self._look_at)
        self.page.on("requestfailed", self._look_elsewhere)

    def let_leave(self) -> None:
        """Have an invented page stand in for every site but ours, which a page may not ask for.

        The browser then keeps no file of ours for the next page, and each request waits for us.
        """
        self.context.route(lambda url: urlsplit(url).hostname != HOST, _stand_in)

    def enter_as(self, visitor: Visitor) -> None:
        """Go on as somebody who signed in elsewhere."""
        self.context.add_cookies(
            [
                {"name": each.name, "value": each.value or "", "url": self.address}
                for each in visitor.cookies
            ]
        )

    def open(self, path: str) -> None:
        """Go to a page."""
        self.page.goto(urljoin(self.address, path))

    @property
    def heading(self) -> str:
        """The one heading that says what the page is."""
        return self.page.locator("h1").inner_text().strip()

    @property
    def path(self) -> str:
        """Where the window is, without host and fragment."""
        return urlsplit(self.page.url).path

    @property
    def text(self) -> str:
        """The words that can be read, and those that are folded away."""
        return " ".join((self.page.locator("body").text_content() or "").split())

    @property
    def width(self) -> int:
        """How wide the page is, with what one has to scroll to."""
        return int(self.page.evaluate("document.documentElement.scrollWidth"))

    def inspect(self) -> None:
        """Hold the page, as the server sends it, against what every page must hold to."""
        sent = self.context.request.get(self.page.url)
        web.inspect(web.Page(self.path, sent.status, sent.text()))

    def press(self, words: str) -> None:
        """Press a button or a link of the main part, and wait for the page that it leads to."""
        main = self.page.locator("main")
        either = main.get_by_role("button", name=words, exact=True).or_(
            main.get_by_role("link", name=words, exact=True)
        )
        with self.page.expect_navigation(wait_until="load"):
            either.first.click()

    def find_question(self, question: str) -> Locator:
        """Give the part of the page that asks a question."""
        return self.page.locator(f'[data-question="{question}"]')

    def list_open_questions(self) -> list[str]:
        """Give the ids of the questions that can be seen."""
        return [
            str(each)
            for each in self.page.eval_on_selector_all(
                "[data-question]:not([hidden])", "all => all.map(one => one.dataset.question)"
            )
        ]

    def list_fields(self) -> dict[str, str]:
        """Give the names of the fields that can be filled in, with the kind of each."""
        every = self.page.eval_on_selector_all(
            "main [name]:enabled", "all => all.map(one => [one.name, one.type])"
        )
        return {str(name): str(kind) for name, kind in every}

    def fill_all(self, fields: Iterable[tuple[str, str, str]]) -> None:
        """Fill in many fields at once: what the page's script sees is what a click or a key does.

        That fields can be reached by hand is for other tests: one field takes them a fifth of a
        second.
        """
        self.page.evaluate(FILL_IN, [list(each) for each in fields])

    def fill(self, name: str, value: str, kind: str) -> None:
        """Fill in one field, whatever kind of field it is."""
        if kind in ("radio", "checkbox"):
            self.page.check(f'[name="{name}"][value="{value}"]')
        elif kind == "select-one":
            self.page.select_option(f'[name="{name}"]', value)
        else:
            self.page.fill(f'[name="{name}"]', value)

    def wait_until_saved(self, questions: Iterable[str], patience: float = PATIENCE) -> None:
        """Wait until the page says of each of these questions that it is saved."""
        self.page.locator("h1").click()  # What was typed is sent once its field is left.
        for question in questions:
            state = self.find_question(question).locator("[data-save-state]")
            expect(state).to_have_attribute("data-state", "saved", timeout=patience)

    def close(self) -> list[str]:
        """Shut the window, and give all that should not have happened in it."""
        self.context.close()
        return self.problems

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not EXPECTED.match(message.text):
            self.problems.append(f"Console: {message.text} at {message.location['url']}")

    def _look_at(self, response: Response) -> None:
        """Take a missing file for a mistake; what a page is refused for, the page says itself."""
        kind = response.request.resource_type
        if response.status >= 500 or (response.status >= 400 and kind not in PAGES_AND_SAVING):
            self.problems.append(f"{response.status} {kind} {response.url}")

    def _look_elsewhere(self, request: Request) -> None:
        """Take whatever was asked of another site for a mistake; the browser finds none."""
        if urlsplit(request.url).hostname != HOST:
            self.problems.append(f"Elsewhere: {request.failure} {request.url}")

    def _answer(self, dialog: Dialog) -> None:
        if dialog.type == "beforeunload":
            self.warnings += 1
            dialog.accept()
            return
        self.problems.append(f"Dialog: {dialog.type} {dialog.message}")
        dialog.dismiss()


def _stand_in(route: Route) -> None:
    """Answer for every site but ours: tests leave the machine alone."""
    route.fulfill(status=200, content_type="text/html", body=UNRELATED)


def make_window(browser: Browser, address: str, **options: Any) -> Window:
    """Open a window with options of Playwright's browser contexts."""
    return Window(browser.new_context(locale="en-GB", **options), address)
