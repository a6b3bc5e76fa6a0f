"""Somebody who uses the keyboard alone: Tab, arrows, space and Enter, and the letters they type."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import expect

from app.conditions.values import PartialDate, Value
from tests.journeys.window import Window

# More presses than any page needs from its top to its end.
MOST_PRESSES: Final = 400
LOOK: Final = """() => {
  const here = document.activeElement;
  const ring = (element, part) => {
    const look = element ? getComputedStyle(element, part) : null;
    return look && (look.outlineStyle !== "none" || look.boxShadow !== "none");
  };
  const label = here.labels && here.labels[0];
  return {
    tag: here.localName,
    name: here.name || "",
    value: here.value || "",
    words: here.innerText || "",
    is_seen: ring(here) || ring(label) || ring(label, "::before"),
  };
}"""


@dataclass(frozen=True)
class Focus:
    """Where the keyboard is; `is_seen` says whether a ring or line shows it."""

    tag: str
    name: str
    value: str
    words: str
    is_seen: bool


class Keyboard:
    """The keyboard of one window; the mouse is never touched."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.unseen: list[Focus] = []

    def press(self, key: str) -> None:
        """Press one key."""
        self.window.page.keyboard.press(key)

    def type(self, words: str) -> None:
        """Type some letters."""
        self.window.page.keyboard.type(words)

    def look(self) -> Focus:
        """Give where the keyboard is."""
        return Focus(**self.window.page.evaluate(LOOK))

    def tab_to(self, is_it: Callable[[Focus], bool]) -> Focus:
        """Press Tab until it is reached; remember places on the way that can't be seen."""
        for _ in range(MOST_PRESSES):
            self.press("Tab")
            focus = self.look()
            if focus.tag != "body" and not focus.is_seen:
                self.unseen.append(focus)
            if is_it(focus):
                return focus
        raise AssertionError("The keyboard does not get there.")

    def skip_to_main(self) -> None:
        """Take the way past the top of the page."""
        self.tab_to(lambda focus: focus.words == "Skip to the main part")
        self.press("Enter")

    def enter(self, words: str) -> None:
        """Go to a link or a button by its words, press Enter, and wait for the page."""
        self.tab_to(lambda focus: focus.tag in ("a", "button") and focus.words.startswith(words))
        with self.window.page.expect_navigation(wait_until="load"):
            self.press("Enter")

    def answer(self, question: str, value: Value) -> None:
        """Answer a question that comes after where the keyboard is."""
        kind = self.window.find_question(question).get_attribute("data-kind")
        if isinstance(value, PartialDate):
            self.tab_to(lambda focus: focus.name == f"{question}-year")
            self.type(str(value.year))
        elif isinstance(value, frozenset):
            self._tick(question, value)
        elif kind in ("yes_no", "one_choice"):
            self._choose(question, str(value))
        else:
            self.tab_to(lambda focus: focus.name == question)
            self.type("English" if kind == "language" else str(value))

    def _choose(self, question: str, code: str) -> None:
        self.tab_to(lambda focus: focus.name == question)
        self.press("Space")
        while self.look().value != code:
            self.press("ArrowDown")
        self._wait_until_saved(question)

    def _tick(self, question: str, codes: frozenset[str]) -> None:
        left = set(codes)
        while left:
            focus = self.tab_to(lambda focus: focus.name == question and focus.value in left)
            self.press("Space")
            left.discard(focus.value)
        self._wait_until_saved(question)

    def _wait_until_saved(self, question: str) -> None:
        """What is chosen may show further questions once it is saved."""
        state = self.window.find_question(question).locator("[data-save-state]")
        expect(state).to_have_attribute("data-state", "saved")
