"""Hostile text in every field is shown as text: nothing of it runs, in no page and no PDF.

By day every twelfth question with a free answer is asked in the browser, by night each.
"""

import os

import pytest
from pypdf import PdfReader

from app.instruments.questions import place_questions
from app.instruments.vocabulary import QuestionType
from tests.content.sheets import FULL, SHORT, questionnaire
from tests.journeys.conftest import OpenWindow
from tests.journeys.hostile import IN_PRINT, ONE_LINE, TEXT, find_changed
from tests.journeys.visitor import Visitor
from tests.journeys.window import PHONE, Window

INDICATORS = ("exploitation.hours", "coercion_at_destination.debt")
# One page for each kind of question, and every other form.
FORMS = [
    "/interviews/new",
    "/interviews/{interview}/topics/safe_to_talk",
    "/interviews/{interview}/topics/age",
    "/interviews/{interview}/topics/told",
    "/interviews/{interview}/topics/pay",
    "/interviews/{interview}/indicators/exploitation.hours",
]
# Sends what no page offers: the fields become plain ones, as in the hands of an attacker.
SEND_IN_EVERY_FIELD = """text => {
  const form = document.querySelector("main form");
  const keep = ["csrf_token", "go"];
  const names = new Set(
    [...form.elements].map(one => one.name).filter(one => one && !keep.includes(one)));
  for (const control of [...form.elements]) if (names.has(control.name)) control.remove();
  for (const name of names) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = text;
    form.append(field);
  }
  form.submit();
}"""
FREE = [
    (str(placed.topic.id), str(placed.question.id))
    for placed in place_questions(questionnaire(FULL))
    if placed.question.type is QuestionType.TEXT
]


@pytest.mark.browser
def test_hostile_text_is_shown_as_text_on_every_page_and_in_the_summary(
    open_window: OpenWindow, visitor: Visitor
) -> None:
    window = open_window(viewport=PHONE)
    window.enter_as(visitor)
    begun = visitor.begin(FULL)
    visitor.save(begun, "consent_storage", [("consent_storage", "yes")])
    interview = f"/interviews/{begun}"

    for topic, question in FREE if os.environ.get("THRESHOLD_NIGHT") else FREE[::12]:
        tell(window, f"{interview}/topics/{topic}", question)
    for indicator in INDICATORS:
        give_reason(window, f"{interview}/indicators/{indicator}")

    for page in ("review", "result", "indicators"):
        window.open(f"{interview}/{page}")
        window.inspect()
        assert find_changed(window.text) == [], page
        assert window.width <= PHONE["width"], page
    window.open(f"{interview}/review")
    window.press("Finish the interview")
    assert find_changed(window.text) == []
    assert find_changed(read_summary(window), IN_PRINT) == []


@pytest.mark.browser
@pytest.mark.parametrize("form", FORMS)
def test_hostile_text_in_any_field_of_a_form_runs_nowhere(
    open_window: OpenWindow, visitor: Visitor, form: str
) -> None:
    window = open_window()
    window.enter_as(visitor)
    window.open(form.format(interview=visitor.begin(SHORT)))
    before = window.path

    with window.page.expect_navigation():
        window.page.evaluate(SEND_IN_EVERY_FIELD, ONE_LINE)

    assert window.path == before
    assert window.page.title().startswith("Error: ")


@pytest.mark.browser
def test_hostile_text_at_sign_in_runs_nowhere(open_window: OpenWindow) -> None:
    window = open_window()
    window.open("/sign-in")

    with window.page.expect_navigation():
        window.page.evaluate(SEND_IN_EVERY_FIELD, ONE_LINE)

    assert window.page.title() == "Error: Sign in – Threshold"


def tell(window: Window, address: str, question: str) -> None:
    """Type it all as a free answer, and find it on the page again."""
    window.open(address)
    window.fill(question, TEXT, "textarea")
    window.wait_until_saved([question])
    window.open(address)
    window.inspect()
    assert find_changed(window.page.input_value(f"#{question}")) == [], question


def give_reason(window: Window, address: str) -> None:
    """Type it all as the reason why an indicator is set."""
    window.open(address)
    window.fill("choice", "yes", "radio")
    window.fill("reason", TEXT, "textarea")
    window.press("Save")


def read_summary(window: Window) -> str:
    """Give the words of the PDF, which holds nothing that runs, and one file of ours."""
    with window.page.expect_download() as download:
        window.page.get_by_role("link", name="Summary to print (PDF)").click()
    summary = PdfReader(download.value.path())
    root = str(summary.root_object) + str(summary.root_object["/Names"])
    assert not [name for name in ("/JavaScript", "/OpenAction", "/AA") if name in root]
    assert list(summary.attachments) == ["assessment.json"]
    return " ".join(page.extract_text() for page in summary.pages)
