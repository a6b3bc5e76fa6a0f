"""The statistical definitions say what the reference data says, no more and no less sure."""

from typing import Any

import pytest

from app.documents.reader import parse_document
from app.engine.evaluate import assess_indicators
from app.instruments.ids import GroupId
from app.instruments.model import Catalogue
from app.instruments.vocabulary import Provenance, Strength
from tests.content.sheets import FULL, load_shipped, questionnaire, tell
from tests.content.test_catalogues import OLDER_WORDS, REFERENCE
from tests.engine.shipped import ADULT, CHILD, compiled
from tests.engine.shipped import load_shipped as load_rules
from tests.journeys.court_case_answers import read_sheet

PARTS = {
    "unfree_recruitment": "recruitment",
    "work_and_life_under_duress": "duress",
    "impossibility_of_leaving_employer": "leaving",
}


def read(name: str) -> Any:  # Text, lists and mappings, as the reader gives them.
    content = (REFERENCE / f"{name}.yaml").read_bytes()
    # One row of the survey has no position in its second source; a document has no empty values.
    return parse_document(content.replace(b"dol_item: null", b"dol_item: none"), name).data


@pytest.fixture(scope="module")
def elements() -> Catalogue:
    return load_shipped().catalogues.newest("icls-2018").item


@pytest.fixture(scope="module")
def survey() -> Catalogue:
    return load_shipped().catalogues.newest("ilo-survey-2012").item


@pytest.mark.parametrize(
    ("dimension", "key", "groups"),
    [
        ("involuntariness", "involuntariness_elements", {ADULT}),
        ("coercion", "coercion_elements", {ADULT, CHILD}),
    ],
)
def test_elements_are_those_of_the_reference_and_as_sure(
    elements: Catalogue, dimension: str, key: str, groups: set[GroupId]
) -> None:
    listed = read("icls-2018")[key]
    expected = OLDER_WORDS[listed["confidence"]]

    found = [each for each in elements.indicators if each.id.startswith(f"{dimension}.")]

    assert [(each.id.partition(".")[2], each.label) for each in found] == [
        (item["id"].partition(".")[2], item["label"]) for item in listed["items"]
    ]
    for each in found:
        assert set(each.strengths) == groups
        assert {(g.strength, g.provenance) for g in each.strengths.values()} == {(None, expected)}


def test_what_is_asked_of_children_besides_is_no_surer_than_the_reference(
    elements: Catalogue,
) -> None:
    found = {each.id: each.strengths[CHILD].provenance for each in elements.indicators[15:]}

    assert found == {
        "third_party.menace": Provenance.ONE_SOURCE_AND_RECOLLECTION,
        "child_categories.parents": Provenance.RECOLLECTION,
        "child_categories.worst_form": Provenance.RECOLLECTION,
    }
    assert "(c) and (d) recollection" in read("icls-2018-children")["icls20_2018"]["note"]


def test_that_one_element_of_each_kind_is_enough_is_said_to_be_ours(elements: Catalogue) -> None:
    assert elements.dimension_rule is not None
    assert elements.dimension_rule.provenance is Provenance.PROPOSAL
    rule = load_rules().rule_sets.newest("icls-2018-adult").item.findings
    assert {each.provenance for each in rule.values()} == {
        OLDER_WORDS[read("icls-2018")["decision_rule"]["confidence"]]
    }


def test_which_answers_mean_an_element_is_said_to_be_a_proposal() -> None:
    (asked,) = [each for each in questionnaire(FULL).catalogues if each.id == "icls-2018"]

    assert asked.complete
    assert asked.provenance is Provenance.PROPOSAL


@pytest.mark.parametrize("part", PARTS)
def test_indicators_of_the_survey_are_those_of_the_reference_and_as_sure(
    survey: Catalogue, part: str
) -> None:
    reference = read("ilo-survey-2012")
    penalties = {each["id"].partition(".")[2]: each for each in reference["penalties"]}
    expected = {
        f"{PARTS[part]}_involuntariness.{each['id'].partition('.')[2]}": each
        for each in reference["involuntariness"][part]
    } | {
        f"{PARTS[part]}_penalty.{name}": penalties[name]
        for name in reference["penalties_per_dimension"][part]
    }

    found = {each.id: each for each in survey.indicators if each.id.startswith(PARTS[part])}

    assert list(found) == list(expected)
    for name, each in found.items():
        graded = each.strengths[ADULT]
        assert each.label == expected[name]["label"]
        assert each.provenance is OLDER_WORDS[expected[name]["label_confidence"]]
        assert graded.strength is Strength(expected[name]["strength"])
        assert graded.provenance is OLDER_WORDS[expected[name]["strength_confidence"]]


def test_the_survey_is_off_by_default_and_says_why() -> None:
    rules = load_rules().rule_sets

    off = {each.id for each in rules if each.item.off_by_default is not None}

    assert off == {"ilo-survey-2012-adult"}
    item = rules.newest("ilo-survey-2012-adult").item
    assert "Superseded in 2024" in (item.off_by_default or "")
    assert "superseded, unverified" in item.title


def test_statistical_rule_sets_state_the_period_that_they_speak_of() -> None:
    for name in ("icls-2018-adult", "icls-2018-child", "ilo-survey-2012-adult"):
        assert load_rules().rule_sets.newest(name).item.reference_period is not None


@pytest.mark.parametrize(
    ("case", "rule_set", "group", "expected"),
    [
        ("V01", "icls-2018-child", CHILD, "yes"),
        ("V02", "icls-2018-child", CHILD, "yes"),
        ("V03", "icls-2018-child", CHILD, "no"),
        ("V06", "icls-2018-adult", ADULT, "yes"),
    ],
)
def test_decided_cases_come_out_by_the_statistical_definition_as_they_were_decided(
    case: str, rule_set: str, group: GroupId, expected: str
) -> None:
    told = tell(FULL, read_sheet(case, questionnaire(FULL)))
    states = {name: result.truth for name, result in told.everything.items()}

    result = assess_indicators(compiled(rule_set, group), states)

    assert [each.status.value for each in result.findings.values()] == [expected]
