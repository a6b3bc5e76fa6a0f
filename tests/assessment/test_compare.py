"""The difference between two frozen assessments is exactly what differs."""

import json

from app.assessment.compare import (
    AssessmentDiff,
    ResultChange,
    StateChange,
    VersionChange,
    compare_frozen,
)


def freeze(
    *,
    versions: tuple[tuple[str, str], ...] = (),
    child: str = "no",
    indicators: dict[str, str] | None = None,
    leading: tuple[dict[str, object], ...] = (),
) -> str:
    """Give a frozen assessment with what a test is about."""
    return json.dumps(
        {
            "versions": [{"kind": kind, "name": name} for kind, name in versions],
            "child": child,
            "indicators": indicators or {},
            "leading": list(leading),
            "others": [],
        }
    )


def result(version: str, group: str, finding: str, *outcomes: str) -> dict[str, object]:
    return {
        "rule_set": f"rules@{version}",
        "group": group,
        "dimensions": {"exploitation": "open"},
        "findings": {"presumption": finding},
        "possible_outcomes": list(outcomes),
    }


def test_equal_assessments_have_no_difference() -> None:
    text = freeze(indicators={"a.b": "yes"}, leading=(result("1.0.0", "adult", "yes", "x"),))

    diff = compare_frozen(text, text)

    assert diff == AssessmentDiff((), None, (), ())
    assert diff.comes_out_the_same


def test_versions_that_differ_come_and_go_are_named() -> None:
    before = freeze(versions=(("rule_set", "r@1.0.0"), ("module", "care@1.0.0"), ("p", "zz@1.0.0")))
    after = freeze(versions=(("rule_set", "r@2.0.0"), ("catalogue", "c@1.0.0"), ("p", "zz@1.0.0")))

    diff = compare_frozen(before, after)

    assert diff.versions == (
        VersionChange("rule_set", "r@1.0.0", "r@2.0.0"),
        VersionChange("module", "care@1.0.0", None),
        VersionChange("catalogue", None, "c@1.0.0"),
    )
    assert diff.comes_out_the_same


def test_files_of_one_kind_are_told_apart_by_their_ids() -> None:
    before = freeze(versions=(("catalogue", "a@1.0.0"), ("catalogue", "b@1.0.0")))
    after = freeze(versions=(("catalogue", "a@2.0.0"), ("catalogue", "b@1.0.0")))

    diff = compare_frozen(before, after)

    assert diff.versions == (VersionChange("catalogue", "a@1.0.0", "a@2.0.0"),)


def test_indicators_that_changed_come_and_go_are_named() -> None:
    before = freeze(indicators={"a.same": "yes", "a.other": "unknown", "a.old": "no"})
    after = freeze(indicators={"a.same": "yes", "a.other": "yes", "a.new": "no"})

    assert compare_frozen(before, after).indicators == (
        StateChange("a.other", "unknown", "yes"),
        StateChange("a.old", "no", None),
        StateChange("a.new", None, "no"),
    )


def test_results_are_compared_across_versions_of_a_rule_set() -> None:
    before = freeze(leading=(result("1.0.0", "adult", "open", "x", "y"),))
    after = freeze(leading=(result("1.1.0", "adult", "yes", "x"),))

    assert compare_frozen(before, after).results == (
        ResultChange("rules", "adult", "findings", "presumption", ("open",), ("yes",)),
        ResultChange("rules", "adult", "outcome", "", ("x", "y"), ("x",)),
    )


def test_result_of_a_rule_set_that_was_added_was_nothing_before() -> None:
    after = freeze(leading=(result("1.0.0", "adult", "yes", "x"),))

    assert compare_frozen(freeze(), after).results == (
        ResultChange("rules", "adult", "findings", "presumption", (), ("yes",)),
        ResultChange("rules", "adult", "dimensions", "exploitation", (), ("open",)),
        ResultChange("rules", "adult", "outcome", "", (), ("x",)),
    )


def test_result_of_a_group_that_no_longer_counts_is_gone() -> None:
    both = (result("1.0.0", "child", "yes", "x"), result("1.0.0", "adult", "yes", "x"))

    diff = compare_frozen(freeze(child="unknown", leading=both), freeze(leading=both[1:]))

    assert diff.child == ("unknown", "no")
    assert {(each.group, each.after) for each in diff.results} == {("child", ())}
    assert not diff.comes_out_the_same
