"""All rule sets of a folder: read with every problem, found by name, compiled once."""

from pathlib import Path

import pytest

from app.documents.problem import DocumentError
from app.engine.catalogue import Rules, load_rules
from app.engine.example_checks import check_examples
from app.instruments.catalogue import Published, Shelf
from app.instruments.model import Catalogue
from tests.engine.builders import ADULT, CHILD, as_document, catalogue

SMALL = """
id: small-rules
version: {version}
title: T
description: D
note: N
reads: {reads}
groups: [{groups}]
dimensions: [work, force]
findings:
  forced: {{title: T, when: {{{subject}: positive}}, because: B, source: S, provenance: proposal}}
"""
EXAMPLES = """
rule_set: {rule_set}
version: {version}
examples:
- name: Two strong ones
  {more}
  counts: {{work: {{strong: {number}}}}}
  others: no
  expect: {{findings: {{forced: {expected}}}}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "rules"


@pytest.fixture
def catalogues() -> Shelf[Catalogue]:
    return make_catalogues()


def make_catalogues() -> Shelf[Catalogue]:
    """Give the small catalogue in two versions."""
    published = (
        Published(
            catalogue().model_copy(update={"version": version}),
            "small",
            version,
            as_document({}),
        )
        for version in ("1.0.0", "1.10.0")
    )
    return Shelf({(each.id, each.version): each for each in published})


def write_rules(folder: Path, **words: str) -> None:
    defaults = {"version": "1.0.0", "reads": "small@1.10.0", "groups": "adult", "subject": "work"}
    filled = {**defaults, **words}
    path = folder / "small-rules" / f"{filled['version']}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SMALL.format(**filled), encoding="utf-8")


def write_examples(folder: Path, **words: str) -> None:
    defaults = {
        "rule_set": "small-rules",
        "version": "1.0.0",
        "more": "note: N",
        "number": "2",
        "expected": "yes",
    }
    path = folder / "small-rules" / "examples" / "some.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(EXAMPLES.format(**{**defaults, **words}), encoding="utf-8")


def load_one(folder: Path, catalogues: Shelf[Catalogue]) -> tuple[Rules, str]:
    """Give the rules of the folder, and the problems of its examples apart from missing ones."""
    rules = load_rules(folder, catalogues)
    found = [str(problem) for problem in check_examples(folder, rules)]
    return rules, "\n".join(each for each in found if "no worked example shows" not in each)


def test_a_rule_set_is_found_by_its_id_or_by_a_version(
    folder: Path, catalogues: Shelf[Catalogue]
) -> None:
    for version in ("1.9.0", "1.10.0"):
        write_rules(folder, version=version)

    rules = load_rules(folder, catalogues)

    names = {
        name: found.name if (found := rules.find(name)) else None
        for name in ("small-rules", "small-rules@1.9.0", "small-rules@2.0.0", "other")
    }
    assert names == {
        "small-rules": "small-rules@1.10.0",
        "small-rules@1.9.0": "small-rules@1.9.0",
        "small-rules@2.0.0": None,
        "other": None,
    }


def test_an_id_alone_is_a_draft_only_where_nothing_else_is(
    folder: Path, catalogues: Shelf[Catalogue]
) -> None:
    write_rules(folder, version="1.1.0")
    draft = folder / "small-rules" / "draft.yaml"
    (folder / "small-rules" / "1.1.0.yaml").rename(draft)
    alone = load_rules(folder, catalogues, drafts=True).find("small-rules")
    write_rules(folder)

    rules = load_rules(folder, catalogues, drafts=True)

    assert alone is not None
    assert alone.is_draft
    assert load_rules(folder, catalogues).find("small-rules@draft") is None
    assert rules.find("small-rules") is rules.find("small-rules@1.0.0")
    found = rules.find("small-rules@draft")
    assert found is not None
    assert found.version == "1.1.0"


def test_a_rule_set_is_compiled_once_for_each_group_over_the_version_that_it_reads(
    folder: Path, catalogues: Shelf[Catalogue]
) -> None:
    write_rules(folder, groups="adult, child")
    write_rules(folder, version="0.9.0", reads="small@1.0.0")
    rules = load_rules(folder, catalogues)
    newer, older = rules.find("small-rules"), rules.find("small-rules@0.9.0")
    assert newer is not None
    assert older is not None

    adult = rules.compile(newer, ADULT)

    assert adult is rules.compile(newer, ADULT)
    assert adult.catalogue.version == "1.10.0"
    assert rules.compile(older, ADULT).catalogue.version == "1.0.0"
    assert rules.compile(newer, CHILD).group == CHILD


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            {"reads": "smal@1.0.0"},
            "reads: there is no catalogue “smal@1.0.0”. Did you mean “small@1.0.0”?",
        ),
        ({"subject": "worc"}, "findings › forced › when › worc: there is no “worc”"),
        ({"groups": "adult, adult"}, "groups › 1: the group id “adult” stands here a second time"),
    ],
)
def test_a_rule_set_that_can_not_be_used_is_refused(
    folder: Path, catalogues: Shelf[Catalogue], words: dict[str, str], expected: str
) -> None:
    write_rules(folder, **words)

    with pytest.raises(DocumentError) as caught:
        load_rules(folder, catalogues)

    assert expected in str(caught.value)


def test_examples_that_come_out_leave_only_the_missing_ones(
    folder: Path, catalogues: Shelf[Catalogue]
) -> None:
    write_rules(folder)
    write_examples(folder)

    rules = load_rules(folder, catalogues)

    (problem,) = check_examples(folder, rules)
    assert problem.what == "no worked example shows “forced” as no or open"
    assert problem.line == 11


def test_nothing_is_missing_where_there_is_a_yes_a_no_and_an_open_example(
    folder: Path, catalogues: Shelf[Catalogue]
) -> None:
    write_rules(folder)
    write_examples(folder)
    path = folder / "small-rules" / "examples" / "some.yaml"
    further = """\
- name: Nothing at all
  note: N
  others: no
  expect: {findings: {forced: no}}
- name: Nothing known
  note: N
  others: unknown
  expect: {findings: {forced: open}}
"""
    path.write_text(path.read_text(encoding="utf-8") + further, encoding="utf-8")

    problems = check_examples(folder, load_rules(folder, catalogues))

    assert problems == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"expected": "no"}, "some.yaml:9: examples › 0 › expect › findings › forced: “Two strong"),
        ({"number": "3"}, "some.yaml:5: examples › 0: no dimension has that many"),
        ({"more": "group: child"}, "examples › 0 › group: nothing says for which group"),
        ({"more": "present: [work.wage]"}, "the rule set has no catalogue indicator “work.wage”"),
        ({"more": "presnt: [work.pay]"}, "`presnt` is not a key of this place"),
        ({"version": "1.0.1"}, "version: there is no version 1.0.1 of “small-rules”"),
        ({"rule_set": "big-rules"}, "rule_set: this folder has the examples of “small-rules”"),
    ],
)
def test_an_example_that_is_wrong_is_a_problem_at_its_line(
    folder: Path, catalogues: Shelf[Catalogue], words: dict[str, str], expected: str
) -> None:
    write_rules(folder)
    write_examples(folder, **words)

    _, problems = load_one(folder, catalogues)

    assert problems.startswith("rules/small-rules/examples/some.yaml:")
    assert expected in problems


def test_an_example_says_its_group_where_the_rule_set_has_several(
    folder: Path, catalogues: Shelf[Catalogue]
) -> None:
    write_rules(folder, groups="adult, child")

    write_examples(folder)
    _, without = load_one(folder, catalogues)
    write_examples(folder, more="group: child")
    _, with_it = load_one(folder, catalogues)

    assert "Write `group:` with one of: adult, child." in without
    assert with_it == ""


@pytest.mark.parametrize("name", ["exmaples/some.yaml", "examples/some.yml", "examples/a/b.yaml"])
def test_an_example_that_would_never_be_read_is_a_problem(
    folder: Path, catalogues: Shelf[Catalogue], name: str
) -> None:
    write_rules(folder)
    stray = folder / "small-rules" / name
    stray.parent.mkdir(parents=True)
    stray.write_text("name: N", encoding="utf-8")

    _, problems = load_one(folder, catalogues)

    assert f"rules/small-rules/{name}:1: would never be read here." in problems


ROWS = """
outcomes:
- {code: hard, label: L, when: {work: positive}, because: B, source: S, provenance: proposal}
- {code: rest, label: L, otherwise: yes, because: B, source: S, provenance: proposal}
"""


@pytest.mark.parametrize(
    ("outcome", "missing"),
    [
        ("outcome: hard", {"“hard” as no or open", "“rest” as yes or open"}),
        (
            "outcome: open, possible_outcomes: [hard, rest]",
            {"“hard” as yes or no", "“rest” as yes or no"},
        ),
        ("outcome: open", {"“hard” as yes or no or open", "“rest” as yes or no or open"}),
    ],
)
def test_each_row_needs_an_example_as_the_outcome_as_another_and_open(
    folder: Path, catalogues: Shelf[Catalogue], outcome: str, missing: set[str]
) -> None:
    write_rules(folder)
    path = folder / "small-rules" / "1.0.0.yaml"
    path.write_text(path.read_text(encoding="utf-8") + ROWS.lstrip(), encoding="utf-8")
    write_examples(folder, expected=f"yes}}, {outcome}, deciding: {{forced: [work.pay]")

    problems = check_examples(folder, load_rules(folder, catalogues))

    words = "no worked example shows "
    found = {each.what.removeprefix(words) for each in problems if each.what.startswith(words)}
    assert found - {"“forced” as no or open"} == missing
