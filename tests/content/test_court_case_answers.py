"""Decided cases, answered question by question, come out as their published facts were coded."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.conditions.evaluate import evaluate
from app.conditions.judge import judge_statement
from app.conditions.truth import Truth
from app.documents.reader import load_document
from app.engine.evaluate import assess_indicators
from app.engine.result import RuleSetResult
from app.instruments.ids import GroupId
from app.instruments.questions import map_questions
from tests.content.sheets import FULL, Told, questionnaire, tell
from tests.engine.shipped import compiled
from tests.journeys.court_case_answers import read_entries, read_sheet

REFERENCE = Path(__file__).parents[1] / "reference" / "court-cases.yaml"
ANSWERED = ("V01", "V02", "V03", "V06")
RULE_SETS = ("presumption", "ilo-ec-2009-published")


@cache
def _read_cases() -> dict[str, Any]:
    data = load_document(REFERENCE, REFERENCE.name).data
    assert isinstance(data, dict)
    return {str(case["id"]): case for case in data["cases"] if isinstance(case, dict)}


@cache
def _tell(case: str) -> Told:
    return tell(FULL, read_sheet(case, questionnaire(FULL)))


def _group(case: str) -> str:
    return str(_read_cases()[case]["group"]).removesuffix("_labour")


def _assess(case: str, rule_set: str) -> RuleSetResult:
    states = {name: result.truth for name, result in _tell(case).indicators.items()}
    name = f"presumption-{_group(case)}" if rule_set == "presumption" else rule_set
    return assess_indicators(compiled(name, GroupId(_group(case))), states)


@pytest.mark.parametrize("case", ANSWERED)
def test_every_question_that_is_shown_is_answered_and_no_other(case: str) -> None:
    answered = set(read_entries(case))

    shown = {str(question) for question in _tell(case).way.shown}

    assert answered == shown


@pytest.mark.parametrize("case", ANSWERED)
def test_answers_can_be_given_on_the_page(case: str) -> None:
    placed = map_questions(questionnaire(FULL))
    for name, answer in read_sheet(case, questionnaire(FULL)).answers.items():
        codes = [option.code for option in placed[name].question.options]
        if codes and isinstance(answer.value, str):
            assert answer.value in codes
        if isinstance(answer.value, frozenset):
            assert answer.value <= set(codes)


@pytest.mark.parametrize("case", ANSWERED)
def test_indicators_present_are_those_of_the_case_and_all_others_are_no(case: str) -> None:
    truths = {str(name): result.truth for name, result in _tell(case).indicators.items()}

    present = {name for name, truth in truths.items() if truth is Truth.YES}

    assert present == set(_read_cases()[case]["indicators_present"])
    assert Truth.UNKNOWN not in truths.values()


@pytest.mark.parametrize("case", ANSWERED)
def test_no_yes_rests_on_assumed_answers_alone(case: str) -> None:
    bases = {name: entry.get("basis") for name, entry in read_entries(case).items()}
    assumed = {name for name, basis in bases.items() if basis == "assumed"}
    told = read_sheet(case, questionnaire(FULL))
    known = type(told)({k: v for k, v in told.answers.items() if str(k) not in assumed})

    states = tell(FULL, known).indicators

    present = {str(name) for name, result in states.items() if result.truth is Truth.YES}
    assert present == set(_read_cases()[case]["indicators_present"])


@pytest.mark.parametrize("case", ANSWERED)
def test_the_case_counts_as_a_child_or_an_adult_as_it_was(case: str) -> None:
    condition = questionnaire(FULL).child_when
    facts = _tell(case).way.facts

    child = evaluate(condition, lambda statement: judge_statement(statement, facts)).truth

    assert child is (Truth.YES if _group(case) == "child" else Truth.NO)


@pytest.mark.parametrize("case", ANSWERED)
@pytest.mark.parametrize("rule_set", RULE_SETS)
def test_rule_sets_find_what_the_case_expects(case: str, rule_set: str) -> None:
    expected = _read_cases()[case]["expected_with_assumed_noes"]
    name = f"presumption-{_group(case)}" if rule_set == "presumption" else rule_set

    result = _assess(case, rule_set)

    findings = {str(key): each.status.value for key, each in result.findings.items()}
    assert result.outcome is not None
    assert {**findings, "outcome": result.outcome.decided} == expected[name]


def test_the_two_sisters_have_opposite_presumptions() -> None:
    found = [
        {str(key): each.status.value for key, each in _assess(case, "presumption").findings.items()}
        for case in ("V02", "V03")
    ]

    assert [each["presumption"] for each in found] == ["yes", "no"]
