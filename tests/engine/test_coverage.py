"""A table of outcomes has a row for everybody; who is left out is told by the smallest example."""

from app.documents.reader import Data
from app.engine.coverage import check_covered
from tests.engine.builders import REASON, catalogue, last_row, row, rule_set

CHANGED: Data = [
    {"indicator": name, "group": group, "strength": strength, **REASON}
    for group, name, strength in (
        ("child", "work.hours", "medium"),
        ("child", "work.danger", "medium"),
        ("adult", "work.danger", "medium"),
        ("adult", "work.pay", "strong"),
    )
]


def test_a_single_row_that_takes_everybody_leaves_nobody_out() -> None:
    assert list(check_covered(rule_set(outcomes=[last_row("rest")]), catalogue())) == []


def test_the_fewest_indicators_of_any_group_show_who_is_left_out() -> None:
    rules = rule_set(
        outcomes=[row("calm", {"work": "negative"})],
        groups=["child", "adult"],
        changed_strengths=CHANGED,
    )

    (fault,) = check_covered(rules, catalogue())

    assert fault.what == "a person with work.hours and work.pay has no row"
