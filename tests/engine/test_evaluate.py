"""Applying a small rule set: statuses, counts, outcomes and what decides."""

import pytest

from app.documents.reader import Data
from app.engine.compile import CompiledRuleSet
from app.engine.evaluate import assess_indicators, count_indicators
from app.engine.ids import FindingId
from app.engine.result import (
    DimensionStatus,
    FindingStatus,
    StrengthCount,
)
from app.instruments.ids import DimensionId, IndicatorId
from app.instruments.vocabulary import Strength
from tests.engine.builders import ADULT, CHILD, all_but, compiled, finding, last_row, row, states

WORK, FORCE = DimensionId("work"), DimensionId("force")
FORCED = FindingId("forced")


@pytest.fixture(scope="module")
def rules() -> CompiledRuleSet:
    return compiled(
        findings={"forced": finding({"all": [{"work": "positive"}, {"force": "positive"}]})},
        outcomes=[
            row("both", {"all": [{"work": "positive"}, {"force": "positive"}]}),
            row(
                "sign",
                {"any": [{"any_dimension": "positive"}, {"any_strong_indicator": "present"}]},
            ),
            last_row("nothing"),
        ],
    )


def test_a_finding_is_open_only_while_yes_and_no_are_possible(rules: CompiledRuleSet) -> None:
    work = ("work.hours", "work.danger")

    nothing_known = assess_indicators(rules, {})
    half = assess_indicators(rules, states(present=work))
    excluded = assess_indicators(rules, states(present=work, absent=("force.rumour", "force.lie")))

    assert nothing_known.findings[FORCED].status is FindingStatus.OPEN
    assert half.findings[FORCED].status is FindingStatus.OPEN
    assert excluded.findings[FORCED].status is FindingStatus.NO


def test_a_finding_that_is_decided_waits_for_nothing(rules: CompiledRuleSet) -> None:
    known = states(
        present=("work.hours", "work.danger", "force.threat", "force.debt", "force.rumour")
    )

    result = assess_indicators(rules, known)

    assert result.group == ADULT
    assert result.findings[FORCED].status is FindingStatus.YES
    assert result.findings[FORCED].deciding == {}
    assert result.outcome is not None
    assert result.outcome.decided == "both"
    assert result.deciding == {}


def test_deciding_indicators_stand_by_rank_and_then_as_in_the_catalogue(
    rules: CompiledRuleSet,
) -> None:
    known = states(present=("work.hours", "force.threat", "force.rumour"))

    deciding = assess_indicators(rules, known).findings[FORCED].deciding

    assert list(deciding.items()) == [
        ("work.danger", 2),
        ("work.pay", 2),
        ("work.food", 2),
        ("work.lodging", 2),
        ("force.debt", 2),
        ("force.lie", 2),
    ]


def test_the_union_of_what_decides_keeps_the_best_rank(rules: CompiledRuleSet) -> None:
    known = states(absent=all_but("work.hours", "work.pay"))

    result = assess_indicators(rules, known)

    assert result.outcome is not None
    assert result.outcome.possible == ("sign", "nothing")
    assert result.outcome.decided is None
    assert result.deciding == {"work.hours": 1}


def test_dimensions_are_counted_by_strength(rules: CompiledRuleSet) -> None:
    known = states(
        present=("work.hours", "work.pay"), absent=("work.food", "force.rumour", "force.lie")
    )

    dimensions = assess_indicators(rules, known).dimensions

    assert dimensions[WORK].status is DimensionStatus.POSITIVE
    assert dimensions[WORK].counts == (
        StrengthCount(Strength.STRONG, 1, 0, 1),
        StrengthCount(Strength.MEDIUM, 1, 1, 1),
    )
    assert dimensions[FORCE].status is DimensionStatus.NEGATIVE
    assert dimensions[FORCE].counts == (
        StrengthCount(Strength.MEDIUM, 0, 1, 2),
        StrengthCount(Strength.WEAK, 0, 1, 0),
    )


def test_a_stronger_indicator_stands_in_for_a_weaker_one(rules: CompiledRuleSet) -> None:
    known = states(present=("force.threat", "force.debt", "force.lie"), absent=("force.rumour",))

    assert assess_indicators(rules, known).dimensions[FORCE].status is DimensionStatus.POSITIVE


def test_an_indicator_that_the_group_lacks_is_not_read() -> None:
    rules = compiled(
        CHILD, groups=["child"], outcomes=[row("sign", {"force": "positive"}), last_row("no")]
    )
    known = states(
        present=("force.threat", "force.debt", "force.rumour", "unheard.of"), absent=("force.lie",)
    )

    result = assess_indicators(rules, known)

    assert result.dimensions[FORCE].status is DimensionStatus.NEGATIVE
    assert IndicatorId("force.rumour") not in rules.class_of


def test_an_indicator_of_a_dimension_that_is_not_read_is_passed_over() -> None:
    rules = compiled(dimensions=["force"], findings={"forced": finding({"force": "positive"})})

    bounds, unknown = count_indicators(rules, states(present=("work.hours",)))

    assert bounds == ((0, 3), (0, 1))
    assert unknown == [
        ("force.threat", 0),
        ("force.debt", 0),
        ("force.lie", 0),
        ("force.rumour", 1),
    ]


def test_a_rule_set_without_rows_has_no_outcome() -> None:
    rules = compiled(findings={"forced": finding({"force": "positive"})})

    result = assess_indicators(rules, {})

    assert result.outcome is None
    assert set(result.deciding) == {"force.threat", "force.debt", "force.lie", "force.rumour"}


def test_a_rule_set_can_read_a_catalogue_without_strengths_and_dimensions() -> None:
    when: Data = {"all": [{"work.hours": "present"}, {"not": {"work.pay": "absent"}}]}
    rules = compiled(None, groups=[], dimensions=[], findings={"found": finding(when)})

    result = assess_indicators(rules, states(present=("work.hours",)))

    assert result.dimensions == {}
    assert result.findings[FindingId("found")].status is FindingStatus.OPEN
    assert result.findings[FindingId("found")].deciding == {"work.pay": 1}


def test_an_indicator_read_singly_still_counts_in_its_dimension() -> None:
    rules = compiled(
        findings={"found": finding({"any": [{"work.pay": "present"}, {"force": "positive"}]})}
    )

    result = assess_indicators(rules, states(present=("work.pay", "work.hours")))

    assert result.findings[FindingId("found")].status is FindingStatus.YES
    assert result.dimensions[WORK].status is DimensionStatus.POSITIVE
    assert result.dimensions[WORK].counts[1] == StrengthCount(Strength.MEDIUM, 1, 0, 2)
