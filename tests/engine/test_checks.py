"""Faults of a rule set: each is found, at its place, and nothing else is."""

import pytest

from app.documents.problem import Path
from app.documents.reader import Data
from app.engine.checks import check_against_catalogue, check_rule_set, list_readable
from tests.engine.builders import REASON, catalogue, finding, last_row, row, rule_set

FINDINGS: Data = {"forced": finding({"force": "positive"})}


def find_faults(**keys: Data) -> list[tuple[Path, str]]:
    """Give path and words of every fault; there is one finding unless `keys` say otherwise."""
    rules = rule_set(**{"findings": FINDINGS, **keys})
    faults = [*check_rule_set(rules), *check_against_catalogue(rules, catalogue())]
    assert all(fault.hint for fault in faults)
    return [(fault.path, fault.what) for fault in faults]


def test_a_sound_rule_set_has_no_faults() -> None:
    rows = [row("forced", {"force": "positive"}), last_row("nothing")]

    assert find_faults(outcomes=rows) == []


def test_a_rule_set_that_finds_nothing_is_refused() -> None:
    (fault,) = check_rule_set(rule_set())

    assert fault.what == "this rule set finds nothing"


@pytest.mark.parametrize(
    ("keys", "path", "words"),
    [
        ({"groups": ["adult", "adult"]}, ("groups", 1), "second time"),
        ({"groups": ["adlut"]}, ("groups", 0), "has no group “adlut”"),
        ({"dimensions": ["work", "force", "work"]}, ("dimensions", 2), "second time"),
        ({"dimensions": ["force", "worc"]}, ("dimensions", 1), "has no dimension “worc”"),
        (
            {"findings": {"outcome": finding({"force": "positive"})}},
            ("findings", "outcome"),
            "column",
        ),
        ({"findings": {"work": finding({"force": "positive"})}}, ("findings", "work"), "column"),
    ],
)
def test_a_name_that_is_unknown_or_taken_is_refused(
    keys: dict[str, Data], path: Path, words: str
) -> None:
    ((found, what),) = find_faults(**keys)

    assert found == path
    assert words in what


def test_rules_for_nobody_are_refused_where_the_catalogue_has_groups() -> None:
    rules = rule_set(findings=FINDINGS).model_copy(update={"groups": ()})

    (fault,) = check_against_catalogue(rules, catalogue())

    assert fault.what == "nothing says for which group of people these rules are"


SIGN, SIGN_AGAIN = row("sign", {"work": "positive"}), row("sign", {"force": "positive"})
BOTH_KEYS: Data = {**SIGN, "otherwise": "yes"} if isinstance(SIGN, dict) else {}
NEITHER_KEY: Data = {"code": "rest", "label": "L", **REASON}


@pytest.mark.parametrize(
    ("rows", "path", "words"),
    [
        ([SIGN, SIGN_AGAIN, last_row("rest")], ("outcomes", 1, "code"), "second time"),
        ([last_row("rest"), SIGN, last_row("end")], ("outcomes", 0), "needs a condition"),
        ([BOTH_KEYS, last_row("rest")], ("outcomes", 0), "needs a condition"),
        ([SIGN, NEITHER_KEY], ("outcomes", 1), "one of two"),
        ([BOTH_KEYS], ("outcomes", 0), "one of two"),
    ],
)
def test_a_table_of_outcomes_ends_with_what_is_left(
    rows: list[Data], path: Path, words: str
) -> None:
    ((found, what),) = find_faults(outcomes=rows)

    assert found == path
    assert words in what


@pytest.mark.parametrize(
    ("when", "below", "words"),
    [
        ({"wrok": "positive"}, ("wrok",), "there is no “wrok”"),
        ({"all": [{"not": {"wrok": "positive"}}]}, ("all", 0, "not", "wrok"), "no “wrok”"),
        ({"work": "present"}, ("work",), "“present” is nothing that it can be"),
        ({"work.pay": "positive"}, ("work.pay",), "“positive” is nothing"),
        ({"any_dimension": "present"}, ("any_dimension",), "“present” is nothing"),
        ({"any_strong_indicator": "yes"}, ("any_strong_indicator",), "“yes” is nothing"),
        ({"work": ["positive", "negative"]}, ("work",), "“positive, negative” is nothing"),
        ({"work": {"above": "2"}}, ("work",), "is no figure"),
    ],
)
def test_a_statement_that_can_not_be_judged_is_refused(when: Data, below: Path, words: str) -> None:
    ((found, what),) = find_faults(findings={"forced": finding(when)})

    assert found == ("findings", "forced", "when", *below)
    assert words in what


def test_a_statement_in_a_row_is_checked_too() -> None:
    rows = [row("sign", {"wrok": "positive"}), last_row("rest")]

    assert [path for path, _ in find_faults(outcomes=rows)] == [("outcomes", 0, "when", "wrok")]


def test_an_indicator_that_one_of_the_groups_lacks_can_not_be_read_singly() -> None:
    when: Data = {"force.rumour": "present"}

    faults = find_faults(groups=["adult", "child"], findings={"forced": finding(when)})

    assert [path for path, _ in faults] == [("findings", "forced", "when", "force.rumour")]


def test_a_catalogue_without_groups_has_no_strong_indicators_to_read() -> None:
    rules = rule_set(
        findings={
            "known": finding({"work.pay": "present"}),
            "strong": finding({"any_strong_indicator": "present"}),
            "dimension": finding({"any_dimension": "positive"}),
        }
    ).model_copy(update={"groups": (), "dimensions": ()})

    faults = list(check_against_catalogue(rules, catalogue(graded=False)))

    assert [fault.path[1] for fault in faults] == ["strong", "dimension"]


def test_a_dimension_can_be_asked_for_a_strong_indicator_only_where_there_are_strengths() -> None:
    rules = rule_set(findings=FINDINGS)
    ungraded = rules.model_copy(update={"groups": ()})

    assert dict(list_readable(rules, catalogue()))["work"] == ("positive", "negative", "strong")
    assert dict(list_readable(ungraded, catalogue(graded=False)))["work"] == (
        "positive",
        "negative",
    )
