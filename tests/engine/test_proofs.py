"""Rule sets that can't be meant as they are written are told so, with the smallest example."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.engine.clause_proofs import prove_clauses
from app.engine.proofs import prove_rule_set
from app.instruments.catalogue import Published
from app.instruments.model import Catalogue
from tests.engine.broken_rules import (
    SOUND,
    list_broken,
    list_problems_of_catalogue,
    list_problems_of_rules,
    load_catalogue,
    load_one,
    read_expected,
)
from tests.engine.builders import as_document, catalogue, compiled, finding
from tests.engine.shipped import load_catalogues, load_shipped


def test_there_is_a_broken_file_for_every_proof() -> None:
    assert len(list_broken("rules")) >= 15
    assert len(list_broken("catalogue")) >= 2


@pytest.mark.parametrize("path", list_broken("rules"), ids=lambda path: path.stem)
def test_the_fault_of_a_rule_set_is_the_one_problem_told(path: Path, tmp_path: Path) -> None:
    problems = list_problems_of_rules(path, tmp_path)

    assert problems == [read_expected(path)]


@pytest.mark.parametrize("path", list_broken("catalogue"), ids=lambda path: path.stem)
def test_the_clause_that_does_nothing_is_the_one_problem_told(path: Path, tmp_path: Path) -> None:
    problems = list_problems_of_catalogue(path, tmp_path)

    assert problems == [read_expected(path)]


def test_a_sound_rule_set_and_its_catalogue_keep_what_they_say(tmp_path: Path) -> None:
    rules = load_one(SOUND / "rules.yaml", tmp_path)
    (rule_set,) = rules.rule_sets

    assert prove_rule_set(rule_set, rules) == []
    assert prove_clauses(load_catalogue(), rules.compile_groups(rule_set)) == []


def test_shipped_rule_sets_keep_what_they_say() -> None:
    rules = load_shipped()

    problems = [problem for each in rules.rule_sets for problem in prove_rule_set(each, rules)]

    assert len(list(rules.rule_sets)) >= 3
    assert problems == []


@pytest.mark.parametrize("catalogue", list(load_catalogues()), ids=lambda each: each.name)
def test_each_clause_of_a_shipped_catalogue_does_something(
    catalogue: Published[Catalogue],
) -> None:
    rules = load_shipped()
    readers = [each for each in rules.rule_sets if each.item.reads == catalogue.name]

    compiled = [group for each in readers for group in rules.compile_groups(each)]

    assert prove_clauses(catalogue, compiled) == []


def test_where_there_is_no_clause_or_no_reader_nothing_can_be_said_of_clauses() -> None:
    rules = compiled(findings={"forced": finding({"force": "positive"})})
    ungraded = Published(catalogue(graded=False), "small", "1.0.0", as_document({}))

    assert prove_clauses(ungraded, [rules]) == []
    assert prove_clauses(load_catalogue(), []) == []


@pytest.mark.parametrize(
    ("indicators", "own"),
    [([], "nothing"), (["talk.promise", "talk.rumour"], "talk.promise, talk.rumour")],
)
def test_a_dimension_that_is_never_positive_is_told_with_all_its_indicators(
    tmp_path: Path, indicators: list[str], own: str
) -> None:
    read = load_catalogue()
    (promise,) = [each for each in read.item.indicators if each.id == "talk.promise"]
    others = [each for each in read.item.indicators if each != promise]
    talk = [promise.model_copy(update={"id": name}) for name in indicators]
    changed = read.item.model_copy(update={"indicators": (*others, *talk)})
    (path,) = [each for each in list_broken("rules") if each.stem == "dimension-is-never-positive"]

    rules = load_one(path, tmp_path, replace(read, item=changed))
    (problem,) = prove_rule_set(next(iter(rules.rule_sets)), rules)

    assert problem.what.endswith(f"even with all of it present: {own}")
