"""Rule sets that can't be meant as they are written are told so, with the smallest example."""

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
