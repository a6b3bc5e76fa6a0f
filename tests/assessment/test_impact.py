"""What other rule sets would make of a frozen assessment is what assessing it again gives."""

import json
from dataclasses import replace

import pytest

from app.assessment.assess import assess
from app.assessment.compare import compare_frozen
from app.assessment.freeze import freeze
from app.assessment.impact import list_changes, list_deriving, reapply
from app.assessment.model import Interview
from app.conditions.values import Silence
from tests.assessment.story import (
    ADULT_SINCE_LONG,
    CHILD_THEN,
    HARD_WORK,
    Told,
    build_sources,
    give,
    list_editions,
    set_to,
)
from tests.builders import TODAY

UNSURE: Told = {**ADULT_SINCE_LONG, "birth_date": Silence.UNKNOWN}
PAST = "recruitment_by_abuse_of_vulnerability.past"
LEADING = tuple(list_editions("presumption-adult-rows-weak", "presumption-child"))
OTHERS = tuple(list_editions("presumption-adult-rows-strong"))


def interview(told: Told) -> Interview:
    return Interview(give({**told, **HARD_WORK}), set_to(present=[PAST]), TODAY)


@pytest.mark.parametrize("told", [ADULT_SINCE_LONG, CHILD_THEN, UNSURE])
def test_other_rule_sets_say_what_they_would_have_said_at_once(told: Told) -> None:
    sources = build_sources()
    before = freeze(assess(sources, interview(told)))

    again = json.loads(reapply(before, LEADING, OTHERS))

    other = replace(sources, leading=LEADING, others=OTHERS)
    expected = json.loads(freeze(assess(other, interview(told))))
    kept = json.loads(before)
    assert (again["leading"], again["others"]) == (expected["leading"], expected["others"])
    assert {**again, "leading": (), "others": ()} == {**kept, "leading": (), "others": ()}


def test_changes_are_those_between_the_old_and_the_new_result() -> None:
    before = freeze(assess(build_sources(), interview(ADULT_SINCE_LONG)))

    changes = list_changes(before, LEADING, OTHERS)

    assert changes
    assert changes == compare_frozen(before, reapply(before, LEADING, OTHERS)).results
    assert {change.rule_set for change in changes} == {
        "presumption-adult",
        "presumption-adult-rows-weak",
        "presumption-adult-rows-strong",
        "ilo-ec-2009-published",
    }


def test_the_same_rule_sets_change_nothing() -> None:
    sources = build_sources()
    before = freeze(assess(sources, interview(UNSURE)))

    assert list_changes(before, sources.leading, sources.others) == ()


def test_indicators_come_from_the_questionnaire_its_module_and_the_parameters() -> None:
    kinds = ("questionnaire", "module", "parameters", "catalogue", "rule_set")
    versions = [{"kind": kind, "name": f"{kind}@1.0.0"} for kind in kinds]

    deriving = list_deriving(json.dumps({"versions": versions}))

    assert deriving == {"questionnaire@1.0.0", "module@1.0.0", "parameters@1.0.0"}
