"""What is said of rules and their examples, to the letter: authors act on these words."""

import pytest

from app.documents.problem import Fault, word_path
from app.documents.reader import Data
from app.engine.changed import check_changed_strengths
from app.engine.checks import check_against_catalogue, check_rule_set
from app.engine.evaluate import assess_indicators
from app.engine.example_checks import compare
from app.engine.examples import check_example, expand_example
from app.engine.model import RuleSet
from app.instruments.model import Catalogue
from tests.engine.builders import (
    REASON,
    catalogue,
    compiled,
    example,
    finding,
    last_row,
    row,
    rule_set,
)
from tests.engine.shipped import load_catalogues

FINDINGS: Data = {"forced": finding({"force": "positive"})}
CHANGE: dict[str, Data] = {
    "indicator": "work.pay",
    "group": "adult",
    "strength": "strong",
    **REASON,
}
SIGN = row("sign", {"work": "positive"})


def say(fault: Fault) -> str:
    return f"{word_path(fault.path)}: {fault.what}. {fault.hint}"


def rules_with(**keys: Data) -> RuleSet:
    return rule_set(**{"findings": FINDINGS, **keys})


def about(rules: RuleSet, read: Catalogue) -> list[str]:
    """Give what is said of a rule set over a catalogue."""
    return [say(each) for each in (*check_rule_set(rules), *check_against_catalogue(rules, read))]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (
            {"groups": ["adult", "adult"]},
            "groups › 1: the group id “adult” stands here a second time. Give it another id.",
        ),
        (
            {"groups": ["adlut"]},
            "groups › 0: the catalogue has no group “adlut”. Did you mean “adult”?",
        ),
        (
            {"dimensions": ["work", "force", "work"]},
            (
                "dimensions › 2: the dimension id “work” stands here a second time. Give it "
                "another id."
            ),
        ),
        (
            {"findings": {"outcome": finding({"force": "positive"})}},
            (
                "findings › outcome: “outcome” is the name of another column. Give the finding "
                "another name."
            ),
        ),
        (
            {"outcomes": [SIGN, row("sign", {"force": "positive"}), last_row("rest")]},
            (
                "outcomes › 1 › code: the outcome id “sign” stands here a second time. Give it "
                "another id."
            ),
        ),
        (
            {"outcomes": [last_row("rest"), SIGN, last_row("end")]},
            (
                "outcomes › 0: the row “rest” isn't the last one and needs a condition. Give it "
                "`when:` and no `otherwise:`, or move it to the end."
            ),
        ),
        (
            {"outcomes": [SIGN, {"code": "rest", "label": "L", **REASON}]},
            (
                "outcomes › 1: the last row “rest” needs one of two things. Write `otherwise: yes` "
                "or `when:`, one of the two."
            ),
        ),
        (
            {"findings": {"forced": finding({"zzzz": "positive"})}},
            (
                "findings › forced › when › zzzz: there is no “zzzz” that this rule set reads for "
                "all its groups. Use the id of a dimension or indicator that exists."
            ),
        ),
        (
            {"findings": {"forced": finding({"work": "present"})}},
            (
                "findings › forced › when › work: “present” is nothing that it can be. Write one "
                "of: positive, negative, strong."
            ),
        ),
        (
            {"findings": {"forced": finding({"work": {"above": "2"}})}},
            (
                "findings › forced › when › work: “work” is no figure. Write one of: positive, "
                "negative, strong."
            ),
        ),
        (
            {"changed_strengths": [CHANGE, CHANGE]},
            (
                "changed_strengths › 1: the strength of “work.pay” is changed a second time. Keep "
                "one of the two."
            ),
        ),
    ],
)
def test_a_fault_of_a_rule_set_is_told_in_these_words(keys: dict[str, Data], said: str) -> None:
    assert about(rules_with(**keys), catalogue()) == [said]


def test_a_rule_set_without_findings_or_groups_is_told_what_to_add() -> None:
    of_nobody = rules_with().model_copy(update={"groups": ()})

    (nothing,) = check_rule_set(rule_set())
    (nobody,) = check_against_catalogue(of_nobody, catalogue())

    assert nothing == Fault(
        (), "this rule set finds nothing", "Add `findings:`, `outcomes:` or both."
    )
    assert nobody == Fault(
        (),
        "nothing says for which group of people these rules are",
        "Add `groups:` with some of: adult, child.",
    )


def test_where_a_catalogue_has_none_of_a_kind_the_kind_is_told() -> None:
    said = about(rules_with(), catalogue(graded=False).model_copy(update={"dimensions": ()}))

    assert said[:3] == [
        (
            "groups › 0: the catalogue has no group “adult”. Use the id of a group of the "
            "catalogue that exists."
        ),
        (
            "dimensions › 0: the catalogue has no dimension “work”. Use the id of a dimension of "
            "the catalogue that exists."
        ),
        (
            "dimensions › 1: the catalogue has no dimension “force”. Use the id of a dimension of "
            "the catalogue that exists."
        ),
    ]


def test_a_changed_strength_that_can_not_be_is_told_with_what_there_is() -> None:
    shipped = load_catalogues().newest("ilo-ec-2009-labour").item
    unknown = rules_with(changed_strengths=[{**CHANGE, "indicator": "zzzz"}])
    unread = rules_with(
        groups=["child"],
        changed_strengths=[{**CHANGE, "indicator": "force.rumour", "group": "child"}],
    )

    assert [say(each) for each in check_changed_strengths(unknown, shipped)] == [
        (
            "changed_strengths › 0 › indicator: the catalogue has no indicator “zzzz”. Use the id "
            "of an indicator of the catalogue that exists."
        )
    ]
    assert [say(each) for each in check_changed_strengths(unread, catalogue())] == [
        (
            "changed_strengths › 0 › group: “force.rumour” isn't read for “child”. Use the id of a "
            "group that reads it that exists."
        )
    ]


RULES = compiled(
    findings=FINDINGS, outcomes=[row("forced", {"force": "positive"}), last_row("nothing")]
)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (
            {"present": ["work.wage"]},
            (
                "examples › 0 › present › 0: the rule set has no catalogue indicator “work.wage” "
                "for this group. Did you mean “work.danger”?"
            ),
        ),
        (
            {"present": ["work.pay"], "unknown": ["work.pay"]},
            (
                "examples › 0 › unknown › 0: “work.pay” stands here a second time. Keep one of the "
                "two."
            ),
        ),
        (
            {"in_each_dimension": {"weak": "1"}},
            (
                "examples › 0: `in_each_dimension` and `expect › that_dimension` go together. "
                "Write both, or neither."
            ),
        ),
    ],
)
def test_a_fault_of_an_example_is_told_in_these_words(keys: dict[str, Data], said: str) -> None:
    (fault,) = check_example(example(**keys), ("examples", 0), RULES)

    assert say(fault) == said


def test_what_a_rule_set_has_none_of_is_told_by_its_kind() -> None:
    (fault,) = check_example(example(), ("examples", 0), compiled(findings=FINDINGS))

    assert say(fault) == (
        "examples › 0 › expect › outcome › 0: the rule set has no row of outcomes “open” for this "
        "group. Use the id of a row of outcomes that exists."
    )


def test_an_example_that_comes_out_differently_is_told_what_may_be_wrong() -> None:
    (person,) = expand_example(example(expect={"outcome": "forced"}), ("examples", 0), RULES)

    (fault,) = compare(person, assess_indicators(RULES, person.states))

    assert say(fault) == (
        "examples › 0 › expect › outcome: “N” gives nothing, not forced. Correct the example if it "
        "is wrong, and the rule set if that is."
    )
