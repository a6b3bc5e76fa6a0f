"""The compiled form: classes that no rule can tell apart, and functions that mean the rules."""

import pytest

from app.conditions.model import All, Any, Codes, Comparison, Not, Number, Statement
from app.documents.reader import Data
from app.engine.classes import find_dimension
from app.engine.compile import list_caps
from app.engine.diagram import NO, YES
from app.engine.ids import FindingId, OutcomeCode
from app.instruments.ids import DimensionId, IndicatorId
from app.instruments.vocabulary import Strength
from tests.engine.builders import catalogue, compiled, finding, last_row, row

FINDINGS: Data = {"forced": finding({"all": [{"force": "positive"}, {"work.pay": "present"}]})}
WORK, FORCE = DimensionId("work"), DimensionId("force")


def test_an_indicator_that_a_rule_names_is_a_class_of_its_own() -> None:
    rules = compiled(findings=FINDINGS)

    assert [(each.dimension, each.strength, each.indicators) for each in rules.classes] == [
        (WORK, Strength.STRONG, ("work.hours", "work.danger")),
        (WORK, Strength.MEDIUM, ("work.pay",)),
        (WORK, Strength.MEDIUM, ("work.food", "work.lodging")),
        (FORCE, Strength.MEDIUM, ("force.threat", "force.debt", "force.lie")),
        (FORCE, Strength.WEAK, ("force.rumour",)),
    ]


def test_the_indicators_of_a_strength_come_together_again_in_the_order_of_the_catalogue() -> None:
    rules = compiled(findings=FINDINGS)

    assert rules.list_indicators(WORK, Strength.MEDIUM) == ["work.pay", "work.food", "work.lodging"]
    assert rules.list_indicators(WORK, Strength.WEAK) == []


def test_the_last_row_holds_where_no_other_does() -> None:
    rules = compiled(outcomes=[row("sign", {"work": "positive"}), last_row("rest")])
    sign, rest = (rules.outcomes[OutcomeCode(code)] for code in ("sign", "rest"))

    assert rest == rules.diagrams.negate(sign)


def test_each_part_of_a_condition_has_its_own_function() -> None:
    rules = compiled(findings=FINDINGS)
    positive = Statement("force", Comparison.IS, Codes(("positive",)))
    negative = Statement("force", Comparison.IS, Codes(("negative",)))
    present = Statement("work.pay", Comparison.IS, Codes(("present",)))

    assert rules.node_of(positive) == rules.dimensions[FORCE]
    assert rules.node_of(Not(negative)) == rules.node_of(positive)
    assert rules.node_of(Any((positive, negative))) == YES
    assert rules.node_of(All((positive, present))) == rules.findings[FindingId("forced")]


def test_a_comparison_with_a_figure_is_refused_since_checks_let_none_through() -> None:
    rules = compiled(findings=FINDINGS)

    with pytest.raises(TypeError, match="ABOVE"):
        rules.node_of(Statement("force", Comparison.ABOVE, Number(2)))  # type: ignore[arg-type]


def test_compiled_rule_sets_are_equal_only_when_they_are_the_same() -> None:
    assert compiled(findings=FINDINGS) != compiled(findings=FINDINGS)


def test_a_dimension_has_a_strong_indicator_where_one_of_its_own_is_present() -> None:
    rules = compiled(findings=FINDINGS)
    of_work, of_force = (
        Statement(name, Comparison.IS, Codes(("strong",))) for name in ("work", "force")
    )

    assert rules.node_of(of_work) == rules.diagrams.at_least_one(0)
    assert rules.node_of(of_force) == NO


def test_an_indicator_is_of_the_dimension_that_its_id_begins_with() -> None:
    ids = [IndicatorId(each) for each in ("work.pay", "work.pay.late", "talk.pay", "force")]

    assert [find_dimension(each, catalogue()) for each in ids] == [WORK, WORK, None, FORCE]


def test_without_clauses_it_only_counts_whether_an_indicator_is_present() -> None:
    rules = compiled(findings=FINDINGS)

    assert list_caps(rules.classes, catalogue(graded=False)) == (1, 1, 1, 1, 1)
    assert list_caps(rules.classes, catalogue()) == (2, 1, 2, 3, 1)
