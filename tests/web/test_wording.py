"""Every code has its words: tables of sentences are whole."""

import ast
import string
from pathlib import Path

import pytest
from flask import Flask

from app.cases.roles import Role
from app.cases.tasks import TaskOrigin, Urgency
from app.cases.workflow import CaseEventKind, CaseState, Decision
from app.conditions.values import DurationUnit, Period, Silence
from app.engine.result import FindingStatus
from app.instruments.vocabulary import QuestionType
from app.questionnaire import intake
from app.questionnaire.intake import IntakeError
from app.questionnaire.model import Basis
from app.reports.case_words import DECISIONS, STATES
from app.web.cases.wording import FINDINGS, SENTENCES
from app.web.frame import NAMES_OF_ROLES
from app.web.interviews.fields import PARTS
from app.web.interviews.live_state import PRESUMPTION_SO_FAR
from app.web.interviews.question_views import BUILDERS
from app.web.interviews.wording import (
    BASES,
    ERRORS,
    PERIODS,
    SILENCES,
    UNITS,
    place_error,
    word_error,
)
from app.web.review.context import word_presumption
from app.web.reviewing.wording import CHOICES
from app.web.tasks.wording import MARKS, PROPOSED
from tests.builders import question

DATA = {"low": "3", "high": "99", "option": "Nobody", "first": "1234", "second": "1.23"}


def list_keys_of_intake() -> list[str]:
    """Give the key of every error that intake can raise."""
    tree = ast.parse(Path(intake.__file__).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    raised = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "IntakeError"]
    keys = [call.args[0] for call in raised]
    return sorted({str(key.value) for key in keys if isinstance(key, ast.Constant)})


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (STATES, CaseState),
        (DECISIONS, Decision),
        (CHOICES, Decision),
        (FINDINGS, FindingStatus),
        (SENTENCES, CaseEventKind),
        (NAMES_OF_ROLES, Role),
        (PRESUMPTION_SO_FAR, FindingStatus),
        (BASES, Basis),
        (PERIODS, Period),
        (UNITS, DurationUnit),
        (MARKS, Urgency),
        (PROPOSED, [each for each in TaskOrigin if each is not TaskOrigin.OWN]),
        (PARTS, QuestionType),
        (BUILDERS, QuestionType),
        (SILENCES, [each for each in Silence if each is not Silence.NOT_ASKED]),
    ],
)
def test_table_has_a_row_for_every_code(table: dict[object, object], codes: list[object]) -> None:
    assert set(table) == set(codes)


def test_every_error_of_intake_has_its_sentence() -> None:
    sentences = set(ERRORS) - {"too_low", "too_high"}

    assert list_keys_of_intake() == sorted(sentences)


@pytest.mark.parametrize("key", list_keys_of_intake())
def test_sentence_names_the_thing_and_is_filled_in(app: Flask, key: str) -> None:
    asked = question("age_now", "whole_number", thing="the age")

    with app.test_request_context():
        sentence = word_error(asked, IntakeError(key, data=tuple(DATA.items())))

    assert sentence.startswith("The age")
    assert sentence.endswith(".")
    assert "%" not in sentence
    assert set(sentence) <= {*string.printable, "“", "”"}


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("3", "None", "The age must be 3 or more."),
        ("None", "99", "The age must be 99 or less."),
    ],
)
def test_range_that_is_open_on_one_side_is_worded_so(
    app: Flask, low: str, high: str, words: str
) -> None:
    asked = question("age_now", "whole_number", thing="the age")
    error = IntakeError("out_of_range", data=(("low", low), ("high", high)))

    with app.test_request_context():
        assert word_error(asked, error) == words


def test_question_without_a_thing_is_named_by_its_words(app: Flask) -> None:
    asked = question("papers_held", "yes_no", ask="Who has your passport?")

    with app.test_request_context():
        sentence = word_error(asked, IntakeError("not_an_option"))

    expected = "The answer to “Who has your passport?”: choose from what is offered."
    assert sentence == expected


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ("", "pay"),
        ("amount", "pay"),
        ("day", "pay"),
        ("number", "pay"),
        ("currency", "pay-currency"),
        ("year", "pay-year"),
        ("basis", "pay-basis"),
        ("silence", "pay-silence-unknown"),
    ],
)
def test_error_is_placed_where_its_input_is(part: str, place: str) -> None:
    assert place_error(question("pay", "money"), IntakeError("not_an_amount", part)) == place


@pytest.mark.parametrize("status", FindingStatus)
def test_presumption_has_one_word_for_lists(app: Flask, status: FindingStatus) -> None:
    with app.test_request_context():
        assert word_presumption(status)
