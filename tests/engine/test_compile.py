"""The compiled form: classes that no rule can tell apart, and functions that mean the rules."""

import pytest

from app.conditions.model import All, Any, Codes, Comparison, Not, Number, Statement
from app.documents.reader import Data
from app.engine.diagram import YES
from app.engine.ids import FindingId, OutcomeCode
from app.instruments.ids import DimensionId
from app.instruments.vocabulary import Strength
from tests.engine.builders import compiled, finding, last_row, row

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

    with pytest.raises(TypeError):
        rules.node_of(Statement("force", Comparison.ABOVE, Number(2)))  # type: ignore[arg-type]


def test_compiled_rule_sets_are_equal_only_when_they_are_the_same() -> None:
    assert compiled(findings=FINDINGS) != compiled(findings=FINDINGS)
