"""What is said of files of rules, examples and decided cases, to the letter."""

from pathlib import Path

import pytest

from app.documents.problem import DocumentError, Fault, Problem
from app.documents.reader import Data
from app.engine.catalogue import load_rules
from app.engine.example_checks import check_examples
from app.engine.model import RuleSet
from app.engine.proofs import prove_rule_set
from app.engine.validation import load_cases
from app.engine.variants import check_variant
from app.instruments.catalogue import Shelf
from tests.engine.builders import (
    finding,
    rule_set,
)
from tests.engine.shipped import load_catalogues
from tests.engine.test_catalogue import make_catalogues, write_examples, write_rules
from tests.engine.test_validation import write_case
from tests.engine.test_variants import CHANGED, load

MISSING = (
    "Add one to rules/small-rules/examples/. Smallest, with `others: no`: it is no with nothing "
    "present, yes by `present: [work.hours, work.danger]`, and open with the same below "
    "`unknown:`."
)


def rules_with(**keys: Data) -> RuleSet:
    return rule_set(**{"findings": {"forced": finding({"force": "positive"})}, **keys})


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            {"number": "3"},
            (
                "some.yaml:5: examples › 0: no dimension has that many indicators of these "
                "strengths. Ask for fewer, or name the indicators below `present:`."
            ),
        ),
        (
            {"more": "group: child"},
            (
                "some.yaml:6: examples › 0 › group: nothing says for which group of these this "
                "example is. Write `group:` with one of: adult."
            ),
        ),
        (
            {"version": "1.0.1"},
            (
                "some.yaml:3: version: there is no version 1.0.1 of “small-rules”. Write the "
                "version of a file in the folder above."
            ),
        ),
        (
            {"rule_set": "big-rules"},
            (
                "some.yaml:2: rule_set: this folder has the examples of “small-rules”. Write "
                "small-rules, or move the file."
            ),
        ),
    ],
)
def test_a_problem_of_a_file_of_examples_is_told_in_these_words(
    tmp_path: Path, words: dict[str, str], said: str
) -> None:
    write_rules(tmp_path / "rules")
    write_examples(tmp_path / "rules", **words)

    problem, *_ = check_examples(
        tmp_path / "rules", load_rules(tmp_path / "rules", make_catalogues())
    )

    assert str(problem) == f"rules/small-rules/examples/{said}"


def test_a_missing_example_is_suggested_and_a_stray_one_is_told_where_to_go(tmp_path: Path) -> None:
    write_rules(tmp_path / "rules")
    stray = tmp_path / "rules" / "small-rules" / "exmaples" / "some.yaml"
    stray.parent.mkdir()
    stray.write_text("name: N", encoding="utf-8")

    problems = check_examples(tmp_path / "rules", load_rules(tmp_path / "rules", make_catalogues()))

    assert problems == [
        Problem(
            "rules/small-rules/exmaples/some.yaml",
            1,
            "",
            "would never be read here",
            "Move it to `<rule-set>/examples/<name>.yaml`.",
        ),
        Problem(
            "rules/small-rules/1.0.0.yaml",
            11,
            "findings › forced",
            "no worked example shows “forced” as yes or no or open",
            MISSING,
        ),
    ]


def test_a_row_without_an_example_is_told_at_its_line(tmp_path: Path) -> None:
    write_rules(tmp_path / "rules")
    path = tmp_path / "rules" / "small-rules" / "1.0.0.yaml"
    rows = (
        "outcomes:\n"
        "- {code: hard, label: L, when: {work: positive}, because: B, source: S, "
        "provenance: proposal}\n"
        "- {code: rest, label: L, otherwise: yes, because: B, source: S, provenance: proposal}\n"
    )
    path.write_text(path.read_text(encoding="utf-8") + rows, encoding="utf-8")

    problems = check_examples(tmp_path / "rules", load_rules(tmp_path / "rules", make_catalogues()))

    assert [(each.line, each.path) for each in problems] == [
        (11, "findings › forced"),
        (13, "outcomes › 0"),
        (14, "outcomes › 1"),
    ]


def test_every_file_of_examples_is_read_after_one_that_can_not_be(tmp_path: Path) -> None:
    write_rules(tmp_path / "rules")
    for name in ("a.yaml", "b.yaml"):
        write_examples(tmp_path / "rules", presnt="", more="presnt: [work.pay]")
        written = tmp_path / "rules" / "small-rules" / "examples" / "some.yaml"
        written.rename(written.with_name(name))

    problems = check_examples(tmp_path / "rules", load_rules(tmp_path / "rules", make_catalogues()))

    assert [Path(each.file).name for each in problems] == ["a.yaml", "b.yaml", "1.0.0.yaml"]


def test_a_rule_set_over_a_catalogue_that_is_not_there_is_told_what_kind_is_meant(
    tmp_path: Path,
) -> None:
    write_rules(tmp_path / "rules")

    with pytest.raises(DocumentError) as caught:
        load_rules(tmp_path / "rules", Shelf({}))

    assert str(caught.value) == (
        "rules/small-rules/1.0.0.yaml:7: reads: there is no catalogue “small@1.10.0”. Use the id "
        "of a catalogue and version that exists."
    )


@pytest.mark.parametrize(
    ("words", "more", "said"),
    [
        (
            {"base": "small-rule@1.0.0"},
            "",
            (
                "7: variant_of: there are no rules “small-rule@1.0.0”. Did you mean "
                "“small-rules@1.0.0”?"
            ),
        ),
        (
            {"groups": "adult"},
            "",
            (
                "9: groups: `groups` is not what it is in small-rules@1.0.0. Write the same, since "
                "the rules are the same."
            ),
        ),
        (
            {"strength": "medium"},
            "",
            (
                "14: changed_strengths › 0 › strength: “work.pay” is medium in the catalogue too. "
                "Remove it, or write another strength."
            ),
        ),
        (
            {},
            "outcomes_may_fall: F\n",
            (
                "18: outcomes_may_fall: a variant takes `outcomes_may_fall` from "
                "small-rules@1.0.0. Remove `outcomes_may_fall:`."
            ),
        ),
    ],
)
def test_a_fault_of_a_variant_is_told_in_these_words(
    tmp_path: Path, words: dict[str, str], more: str, said: str
) -> None:
    with pytest.raises(DocumentError) as caught:
        load(tmp_path, more, changed=CHANGED, **words)

    assert str(caught.value) == f"rules/variant/1.0.0.yaml:{said}"


def test_a_variant_of_nothing_or_without_a_change_is_told_what_to_write(tmp_path: Path) -> None:
    variant = rules_with().model_copy(update={"variant_of": "base@1.0.0"})

    (without_base,) = check_variant(variant, {})
    (without_change,) = check_variant(variant, {"base@1.0.0": rules_with()})
    always_alike = load(tmp_path, indicator="talk.promise", strength="weak")
    (alike,) = prove_rule_set(always_alike.rule_sets.newest("variant"), always_alike)

    assert without_base == Fault(
        ("variant_of",),
        "there are no rules “base@1.0.0”",
        "Use the id of a rule set and version that exists.",
    )
    assert without_change == Fault(
        (), "nothing says what is different in this variant", "Add `changed_strengths:`."
    )
    assert alike.hint == "Change other strengths, or remove the variant."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            {"catalogue": "ilo-ec"},
            "10: coded › ilo-ec: there is no catalogue “ilo-ec”. Did you mean “ilo-11”?",
        ),
        (
            {"indicator": "zzzz"},
            (
                "10: coded › ilo-ec-2009-labour › 0: “zzzz” is no indicator of ilo-ec-2009-labour "
                "for this group. Use the id of an indicator of this group that exists."
            ),
        ),
    ],
)
def test_a_fault_of_a_decided_case_is_told_in_these_words(
    tmp_path: Path, words: dict[str, str], said: str
) -> None:
    write_case(tmp_path, **words)

    with pytest.raises(DocumentError) as caught:
        load_cases(tmp_path / "rules", load_catalogues())

    assert str(caught.value) == f"rules/validation/X01.yaml:{said}"


def test_a_decided_case_is_told_by_its_kind_where_there_is_no_catalogue(tmp_path: Path) -> None:
    write_case(tmp_path)

    with pytest.raises(DocumentError, match=r"Use the id of a catalogue that exists\."):
        load_cases(tmp_path / "rules", Shelf({}))


def test_every_decided_case_is_looked_at_with_all_that_it_names(tmp_path: Path) -> None:
    write_case(tmp_path, catalogue="ilo-ec")
    write_case(tmp_path, identity="X02", stem="X02", indicator="zzzz]}, odd: {a: [")
    write_case(
        tmp_path,
        identity="X03",
        stem="X03",
        catalogue="ilo-ec: [zzzz], ilo-ec-2009-labour",
        indicator="zzzz",
    )

    with pytest.raises(DocumentError) as caught:
        load_cases(tmp_path / "rules", load_catalogues())

    assert [Path(each.file).stem for each in caught.value.problems] == [
        *("X01", "X02", "X03", "X03")
    ]
