"""An interview in a browser, from sign-in to the result, answered from a list of answers."""

from tests.journeys.filling import Entries, write_fields
from tests.journeys.visitor import find_sign_in, make_code
from tests.journeys.window import Window

END = "Look at all answers"


def sign_in(window: Window, role: str) -> None:
    """Sign in on the page that asks for it."""
    person = find_sign_in(role)
    window.open("/")
    window.page.get_by_label("E-mail address").fill(person.email)
    window.page.get_by_label("Password").fill(person.password)
    window.press("Sign in")
    window.page.get_by_label("Code from your authenticator app").fill(make_code(window.address))
    window.press("Continue")


def begin(window: Window, title: str) -> None:
    """Begin an interview with a questionnaire from the start page."""
    window.press("Screen a worker")
    window.page.get_by_label(title).check()
    window.press("Begin the interview")


def answer_with_buttons(window: Window, entries: Entries) -> None:
    """Answer all questions, and send each page with its button, up to the look back."""
    left = set(entries)
    while window.heading != END:
        if window.page.locator("form [name=go]").count():
            asked = answer_page(window, entries, left)
            left -= asked
            window.press("Save and continue")
        else:
            window.press("Continue")
    assert not left, f"These were not asked: {left}"


def answer_with_saving(window: Window, entries: Entries) -> None:
    """Answer all questions without ever sending a page: each answer is saved as it is given."""
    left = set(entries)
    resume = window.path.partition("/topics/")[0]
    while window.heading != END:
        while asked := answer_page(window, entries, left):
            window.wait_until_saved(asked)
            left -= asked
        window.open(resume)
    assert not left, f"These were not asked: {left}"


def answer_page(window: Window, entries: Entries, left: set[str]) -> set[str]:
    """Answer what can be seen of what is left; give what that was."""
    fields = window.list_fields()
    asked = left.intersection(window.list_open_questions())
    window.fill_all(
        (name, value, fields[name])
        for question in sorted(asked)
        for name, value in write_fields(question, entries[question])
        # How it is known is not asked of the interview itself.
        if name in fields or not name.endswith("-basis")
    )
    return asked
