"""Questionnaires that can't be meant as they are written are told so, with the fewest answers.

The first line of a broken file is a comment with the problem that must be reported, from its line
number on.
"""

from pathlib import Path

import pytest

from app.documents.model import parse_as
from app.documents.reader import load_document
from app.instruments.checks import check_questionnaire
from app.instruments.model import Questionnaire
from app.instruments.proofs import prove_module, prove_questionnaire
from tests.builders import question, questionnaire
from tests.instruments.test_extend import added, derivation, module, story

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))


def list_problems(path: Path) -> list[str]:
    """Give what is told of a questionnaire, without the name of the file."""
    document = load_document(path, path.name)
    asked = parse_as(document, Questionnaire)
    assert list(check_questionnaire(asked)) == []
    problems = (document.problem(f.path, f.what, f.hint) for f in prove_questionnaire(asked))
    return [str(problem).partition(".yaml:")[2] for problem in problems]


def test_there_is_a_broken_file_for_every_proof() -> None:
    assert len(BROKEN) >= 14


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_the_fault_of_a_questionnaire_is_the_one_problem_told(path: Path) -> None:
    expected = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")

    assert list_problems(path) == [expected]


def test_what_a_questionnaire_can_not_keep_is_not_told_again_of_each_module() -> None:
    asked = story()
    new = {"id": "fields_a", "title": "T", "questions": [question("fields_a_tea")]}
    found = module(
        topics=[added("fields_b"), {"section": "story", "topic": new}],
        indicators={"pay.low": derivation("fields_b_asked")},
    )

    own = {fault.what for fault in prove_questionnaire(asked)}
    told = [fault.what for fault in prove_module(found, {"short": asked})]

    assert "nothing follows from “wished”" in own
    assert told == ["nothing follows from “fields_a_tea”"]


def test_an_answer_that_the_law_is_held_against_counts_where_it_is_asked() -> None:
    week = question("week", "whole_number")
    above = {"week": {"above": {"parameter": "maximum_weekly_hours"}}}
    hours = {"when": above, "because": "B"}

    faults = prove_questionnaire(questionnaire(question(), week, indicators={"hours": hours}))

    assert [fault.what for fault in faults] == []
