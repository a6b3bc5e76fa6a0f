"""How a result came about: clauses, indicators, and the exact truth of every part."""

from app.conditions.evaluate import list_deciding_statements
from app.conditions.model import Any, Not, Statement
from app.conditions.truth import Truth
from app.documents.reader import Data
from app.engine.compile import compile_rule_set
from app.engine.evaluate import assess_indicators
from app.engine.explain import RowStanding, explain_result
from app.engine.result import DimensionStatus, FindingStatus
from app.instruments.model import Clause
from app.instruments.vocabulary import Strength
from tests.engine.builders import (
    ADULT,
    STRENGTHS,
    catalogue,
    compiled,
    finding,
    last_row,
    row,
    rule_set,
    states,
)

FORCED: Data = {"all": [{"work": "positive"}, {"force": "positive"}]}
SIGN: Data = {"any_dimension": "positive"}
RULES = compiled(
    findings={"forced": finding(FORCED)},
    outcomes=[row("forced", FORCED), row("sign", SIGN), last_row("nothing")],
)


def test_a_positive_dimension_names_the_clause_and_the_indicators_that_make_it_so() -> None:
    known = states(present=("work.hours", "work.pay"), absent=("work.food",))

    explanation = explain_result(RULES, known)

    work, force = explanation.dimensions
    assert work.result.status is DimensionStatus.POSITIVE
    assert work.fulfilled == Clause(strong=1, medium_or_weak=1)
    assert [(each.present, each.absent, each.open) for each in work.strengths] == [
        (("work.hours",), (), ("work.danger",)),
        (("work.pay",), ("work.food",), ("work.lodging",)),
    ]
    assert [each.strength for each in work.strengths] == [Strength.STRONG, Strength.MEDIUM]
    assert force.fulfilled is None


def test_a_finding_shows_what_of_its_condition_holds() -> None:
    known = states(present=("work.hours", "work.pay"))

    (explained,) = explain_result(RULES, known).findings

    assert explained.result.status is FindingStatus.OPEN
    assert explained.rule == RULES.rule_set.findings[explained.result.finding]
    assert explained.trace.truth is Truth.UNKNOWN
    assert [part.truth for part in explained.trace.parts] == [Truth.YES, Truth.UNKNOWN]
    assert [part.judgement.truth for part in explained.trace.parts if part.judgement] == [
        Truth.YES,
        Truth.UNKNOWN,
    ]


def test_the_statements_that_decide_a_finding_can_be_listed_from_its_trace() -> None:
    known = states(absent=tuple(name for name in STRENGTHS if name.startswith("force")))

    (explained,) = explain_result(RULES, known).findings

    subjects = [
        trace.condition.subject
        for trace in list_deciding_statements(explained.trace)
        if isinstance(trace.condition, Statement)
    ]
    assert explained.trace.truth is Truth.NO
    assert subjects == ["force"]


def test_each_row_says_whether_it_holds_is_possible_or_is_excluded() -> None:
    open_rows = explain_result(RULES, states(present=("work.hours", "work.pay"))).rows
    decided_rows = explain_result(RULES, states(absent=tuple(STRENGTHS))).rows

    assert [each.standing for each in open_rows] == [
        RowStanding.POSSIBLE,
        RowStanding.POSSIBLE,
        RowStanding.EXCLUDED,
    ]
    assert [each.standing for each in decided_rows] == [
        RowStanding.EXCLUDED,
        RowStanding.EXCLUDED,
        RowStanding.HOLDS,
    ]
    assert [each.row.code for each in open_rows] == ["forced", "sign", "nothing"]
    assert open_rows[2].trace is None


def test_a_row_shows_what_of_its_condition_holds() -> None:
    forced, sign, _ = explain_result(RULES, states(present=("work.hours", "work.pay"))).rows

    assert forced.trace is not None
    assert forced.trace.condition == forced.row.when
    assert [part.truth for part in forced.trace.parts] == [Truth.YES, Truth.UNKNOWN]
    assert sign.trace is not None
    assert sign.trace.truth is Truth.YES


def test_what_is_explained_is_the_result_itself() -> None:
    known = states(present=("work.hours", "work.pay"))

    assert explain_result(RULES, known).result == assess_indicators(RULES, known)


def test_a_part_can_be_certain_although_every_statement_below_it_is_unknown() -> None:
    when: Data = {"any": [{"force": "positive"}, {"not": {"force": "positive"}}]}
    rules = compiled(findings={"either": finding(when)})

    (explained,) = explain_result(rules, {}).findings

    assert isinstance(explained.trace.condition, Any)
    assert isinstance(explained.trace.parts[1].condition, Not)
    assert explained.trace.truth is Truth.YES
    assert [part.truth for part in explained.trace.parts] == [Truth.UNKNOWN, Truth.UNKNOWN]


def test_a_dimension_that_no_clause_can_make_positive_is_explained_too() -> None:
    unruled = catalogue().model_copy(update={"dimension_rule": None})
    rules = compile_rule_set(rule_set(findings={"forced": finding(FORCED)}), unruled, ADULT)

    work, _ = explain_result(rules, states(present=("work.hours", "work.danger"))).dimensions

    assert work.result.status is DimensionStatus.NEGATIVE
    assert work.fulfilled is None


def test_rules_over_a_catalogue_without_dimensions_are_explained_too() -> None:
    rules = compiled(
        None, groups=[], dimensions=[], findings={"paid": finding({"work.pay": "absent"})}
    )

    explanation = explain_result(rules, states(present=("work.pay",)))

    assert explanation.dimensions == ()
    assert explanation.rows == ()
    assert explanation.findings[0].trace.truth is Truth.NO
