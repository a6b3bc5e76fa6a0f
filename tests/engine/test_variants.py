"""Variants have the rules of their base and other strengths, and a result says if it depends."""

from pathlib import Path

import pytest

from app.conditions.truth import Truth
from app.documents.problem import DocumentError
from app.documents.reader import Data
from app.engine.catalogue import Rules, load_rules
from app.engine.changed import change_strengths, check_changed_strengths
from app.engine.diff import list_differences
from app.engine.evaluate import assess_indicators
from app.engine.example_checks import check_examples
from app.engine.proofs import prove_rule_set
from app.engine.result import RuleSetResult
from app.engine.variants import list_dependence
from app.instruments.catalogue import Shelf
from app.instruments.ids import IndicatorId
from app.instruments.vocabulary import Strength
from tests.engine.broken_rules import SOUND, load_catalogue
from tests.engine.builders import ADULT, CHILD, catalogue, finding, rule_set
from tests.engine.shipped import compiled, load_shipped

VARIANT = """
id: variant
version: 1.0.0
title: T
description: D
note: N
variant_of: {base}
reads: {reads}
groups: [{groups}]
"""
CHANGED = """
changed_strengths:
- indicator: {indicator}
  group: {group}
  strength: {strength}
  because: B
  source: S
  provenance: proposal
"""


def load(folder: Path, more: str = "", *, changed: str | None = CHANGED, **words: str) -> Rules:
    """Load the sound rule set with a variant beside it, of which `words` are different."""
    defaults = {
        "base": "small-rules@1.0.0",
        "reads": "small@1.0.0",
        "groups": "adult, child",
        "indicator": "work.pay",
        "group": "adult",
        "strength": "strong",
    }
    text = (VARIANT + (changed or "") + more).format(**{**defaults, **words})
    for name, content in (("small-rules", (SOUND / "rules.yaml").read_text()), ("variant", text)):
        place = folder / "rules" / name / "1.0.0.yaml"
        place.parent.mkdir(parents=True)
        place.write_text(content, encoding="utf-8")
    read = load_catalogue()
    return load_rules(folder / "rules", Shelf({(read.id, read.version): read}))


def test_a_variant_has_the_rules_of_its_base_and_its_own_words_and_strengths(
    tmp_path: Path,
) -> None:
    rules = load(tmp_path)
    base, variant = (rules.rule_sets.newest(name).item for name in ("small-rules", "variant"))

    for key in ("dimensions", "findings", "outcomes", "outcomes_may_fall"):
        assert getattr(variant, key) == getattr(base, key)
    assert (variant.id, variant.changed_strengths[0].strength) == ("variant", Strength.STRONG)
    assert base.changed_strengths == ()


def test_a_variant_needs_no_examples_of_its_own(tmp_path: Path) -> None:
    rules = load(tmp_path)

    missing = {problem.file for problem in check_examples(tmp_path / "rules", rules)}

    assert missing == {"rules/small-rules/1.0.0.yaml"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"base": "small-rule@1.0.0"}, "there are no rules “small-rule@1.0.0”. Did you mean"),
        ({"base": "variant@1.0.0"}, "there are no rules “variant@1.0.0”"),
        ({"groups": "adult"}, "groups: `groups` is not what it is in small-rules@1.0.0"),
        ({"reads": "small@1.0.1"}, "reads: `reads` is not what it is in small-rules@1.0.0"),
        ({"indicator": "work.py"}, "the catalogue has no indicator “work.py”. Did you mean"),
        ({"group": "chld"}, "“work.pay” isn't read for “chld”. Did you mean “child”?"),
        ({"indicator": "force.rumour", "group": "child"}, "“force.rumour” isn't read for “child”"),
        ({"strength": "medium"}, "“work.pay” is medium in the catalogue too"),
    ],
)
def test_a_variant_that_can_not_be_is_refused(
    tmp_path: Path, words: dict[str, str], expected: str
) -> None:
    with pytest.raises(DocumentError) as caught:
        load(tmp_path, **words)

    assert expected in str(caught.value)


def test_a_variant_has_nothing_of_its_own_but_changed_strengths(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="nothing says what is different in this variant"):
        load(tmp_path / "one", changed=None)
    with pytest.raises(DocumentError, match=r"a variant takes `dimensions` from small-rules@1"):
        load(tmp_path / "two", "dimensions: [work]\n")


def test_a_variant_that_always_comes_out_like_its_base_is_told(tmp_path: Path) -> None:
    rules = load(tmp_path, indicator="work.hours", strength="medium", groups="adult, child")
    different = rules.rule_sets.newest("variant")
    assert prove_rule_set(different, rules) == []

    talk = load(tmp_path / "talk", indicator="talk.promise", strength="weak")
    (problem,) = prove_rule_set(talk.rule_sets.newest("variant"), talk)

    assert problem.what == "this variant always comes out like small-rules@1.0.0"
    assert problem.path == "changed_strengths"


def test_strengths_are_changed_for_one_group_and_leave_the_catalogue_alone() -> None:
    changed = rule_set(
        findings={"forced": finding({"force": "positive"})},
        changed_strengths=[
            {
                "indicator": "work.pay",
                "group": "adult",
                "strength": "strong",
                "because": "B",
                "source": "S",
                "provenance": "recollection",
            }
        ],
    ).changed_strengths
    before = catalogue()

    after = change_strengths(before, changed)

    graded = {each.id: each.strengths for each in after.indicators}[IndicatorId("work.pay")]
    assert graded[ADULT].strength is Strength.STRONG
    assert graded[ADULT].provenance.value == "recollection"
    assert graded[CHILD].strength is Strength.MEDIUM
    assert before == catalogue()
    assert change_strengths(before, ()) is before


def test_a_strength_is_changed_once() -> None:
    one: Data = {
        "indicator": "work.pay",
        "group": "adult",
        "strength": "strong",
        "because": "B",
        "source": "S",
        "provenance": "proposal",
    }
    rules = rule_set(findings={"a": finding({"work": "positive"})}, changed_strengths=[one, one])

    (fault,) = check_changed_strengths(rules, catalogue())

    assert fault.path == ("changed_strengths", 1)


def assess(name: str, *present: str) -> RuleSetResult:
    rules = compiled(name, ADULT)
    return assess_indicators(
        rules,
        {each: Truth.YES if each in present else Truth.NO for each in rules.class_of},
    )


VARIANTS = ("presumption-adult-rows-weak", "presumption-adult-rows-strong")


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_result_depends_on_a_variant_where_it_comes_out_differently(variant: str) -> None:
    differences = list_differences(compiled("presumption-adult", ADULT), compiled(variant, ADULT))
    assert {each.kind for each in differences} == {"finding", "dimension", "outcome"}
    for difference in differences:
        base = assess("presumption-adult", *difference.present)

        found = list_dependence(base, [assess(variant, *difference.present)])

        if difference.kind == "finding":
            ((_, *said),) = [each for each in found[0].findings if each[0] == difference.name]
            assert tuple(said) == (difference.before, difference.after)
        if difference.kind == "outcome":
            assert found[0].outcomes == ((difference.before,), (difference.after,))


def test_a_result_depends_on_no_variant_where_only_dimensions_differ_or_nothing_does() -> None:
    nothing = assess("presumption-adult")
    lone = ("recruitment_by_abuse_of_vulnerability.past",)

    assert list_dependence(nothing, [assess(name) for name in VARIANTS]) == ()
    assert (
        list_dependence(
            assess("presumption-adult", *lone), [assess(name, *lone) for name in VARIANTS]
        )
        == ()
    )


def test_dimensions_say_why_a_result_depends_on_a_variant() -> None:
    present = ("exploitation.bad_living", "exploitation.hazardous")

    (found,) = list_dependence(
        assess("presumption-adult", *present), [assess(name, *present) for name in VARIANTS]
    )

    assert found.variant == "presumption-adult-rows-strong@1.0.0"
    assert found.findings == ()
    assert found.dimensions == (("exploitation", "negative", "positive"),)
    assert found.outcomes == (("not_indicated",), ("exploited",))


def test_results_without_what_the_other_has_are_compared_in_what_they_share() -> None:
    statistical = assess("icls-2018-adult", "coercion.debt", "involuntariness.wages")
    default = assess("presumption-adult")

    (found,) = list_dependence(statistical, [default])

    assert (found.findings, found.dimensions) == ((), ())
    assert found.outcomes == ((), ("not_indicated",))


def test_shipped_variants_change_the_disputed_rows_and_nothing_else() -> None:
    rows = {
        name: {
            (str(each.indicator), str(each.group), each.strength.value)
            for each in load_shipped().rule_sets.newest(name).item.changed_strengths
        }
        for name in VARIANTS
    }

    abuse = "recruitment_by_abuse_of_vulnerability"
    assert rows == {
        "presumption-adult-rows-weak": {
            (f"{abuse}.past", "adult", "weak"),
            (f"{abuse}.organise_travel", "adult", "weak"),
        },
        "presumption-adult-rows-strong": {
            ("exploitation.bad_living", "adult", "strong"),
            ("exploitation.hazardous", "adult", "strong"),
            ("exploitation.low_or_no_salary", "adult", "strong"),
        },
    }
