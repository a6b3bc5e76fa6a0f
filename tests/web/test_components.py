"""The component templates give valid, labelled markup for every kind of question."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import html5lib  # type: ignore[import-untyped]  # It has no types of its own.
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.web.components import (
    Choice,
    Contact,
    Danger,
    Parts,
    QuestionView,
    Step,
    join_dangers,
)

TEMPLATES = Path(__file__).parents[2] / "templates"
KINDS = [
    "yes_no",
    "one_choice",
    "several_choices",
    "whole_number",
    "money",
    "duration",
    "date",
    "text",
    "country",
    "language",
]
PARTS_OF_KIND = {
    "money": {"q-amount", "q-currency", "q-period"},
    "duration": {"q-number", "q-unit"},
    "date": {"q-day", "q-month", "q-year", "q-about"},
}
HOSTILE = '"><script>alert(1)</script>'
CONTROLS = ("input", "select", "textarea")


@pytest.fixture(scope="module")
def templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    environment.globals["csrf_token"] = lambda: "token"
    return environment


def choices(*codes: str) -> tuple[Choice, ...]:
    return tuple(Choice(code, code.upper()) for code in codes)


def view(kind: str, **changes: Any) -> QuestionView:
    whole = QuestionView(
        id="q",
        kind=kind,
        ask="Who has it?",
        choices=choices("me", "other"),
        units=choices("days"),
        currencies=choices("RSD"),
        periods=choices("hour"),
        silences=choices("unknown", "prefer_not_to_say"),
        bases=choices("told", "assumed"),
        unit="hours a day",
    )
    return replace(whole, **changes)


def render(templates: Environment, file: str, macro: str, *arguments: object) -> Any:
    module = templates.get_template(f"components/{file}.html").module
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    fragment = parser.parseFragment(getattr(module, macro)(*arguments))
    assert parser.errors == []
    return fragment


def list_controls(fragment: Any) -> list[Any]:
    return [element for element in fragment.iter() if element.tag in CONTROLS]


@pytest.mark.parametrize("kind", KINDS)
def test_every_control_of_a_question_has_one_label_and_an_id_of_its_own(
    templates: Environment, kind: str
) -> None:
    asked = view(kind)

    fragment = render(templates, "questions", "question", asked)

    ids = [control.get("id") for control in list_controls(fragment)]
    assert len(set(ids)) == len(ids)
    assert sorted(label.get("for") for label in fragment.iter("label")) == sorted(ids)


@pytest.mark.parametrize("kind", KINDS)
def test_names_of_fields_are_those_that_forms_promise(templates: Environment, kind: str) -> None:
    asked = view(kind)

    controls = list_controls(render(templates, "questions", "question", asked))

    names = {control.get("name") for control in controls}
    assert names == PARTS_OF_KIND.get(kind, {"q"}) | {"q-silence", "q-basis"}
    assert controls[0].get("id") == "q"


@pytest.mark.parametrize("kind", KINDS)
def test_hidden_question_is_disabled_too(templates: Environment, kind: str) -> None:
    asked = view(kind, shown=False)

    fragment = render(templates, "questions", "question", asked)

    assert fragment[0].get("hidden") is not None
    assert fragment.find("./div/fieldset").get("disabled") is not None


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_words_stay_words(templates: Environment, kind: str) -> None:
    parts = Parts(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    asked = view(kind, ask=HOSTILE, hint=HOSTILE, guidance=HOSTILE, error=HOSTILE, parts=parts)

    fragment = render(templates, "questions", "question", asked)

    assert list(fragment.iter("script")) == []


def test_danger_that_does_not_hold_yet_is_there_and_hidden(templates: Environment) -> None:
    danger = Danger("injured", "Call a doctor.", shown=False)

    fragment = render(templates, "parts", "danger_banner", danger)

    assert fragment[0].get("hidden") is not None


def test_progress_says_in_words_which_section_is_open(templates: Environment) -> None:
    steps = (Step("Safety", "done", "/1"), Step("Work", "current", "/2"), Step("Needs", "ahead"))

    fragment = render(templates, "parts", "progress", steps)

    words = " ".join("".join(fragment.find("./nav/p").itertext()).split())
    assert words == "Section 2 of 3: Work"


def test_dangers_for_which_the_same_people_are_called_stand_together() -> None:
    police, doctor = (Contact("Police", "1"),), (Contact("Doctor", "2"),)
    hurt = Danger("hurt", "Get help.", doctor)
    threat, child = Danger("threat", "Stop.", police), Danger("child", "Stay.", police)
    hidden = Danger("fire", "Leave.", police, shown=False)

    joined = join_dangers([threat, hurt, hidden, child])

    assert joined == (Danger("threat", "Stop. Stay.", police), hurt)
