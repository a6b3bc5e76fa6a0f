"""The README of `rules/` lists every key and word that its files may use, and no other."""

import re

import pytest

from app.documents.model import StrictModel, parse_as
from app.documents.reader import Document, parse_document
from app.engine import model
from app.engine.checks import check_against_catalogue, check_rule_set
from app.engine.compile import compile_rule_set
from app.engine.evaluate import assess_indicators
from app.engine.example_checks import compare
from app.engine.examples import check_example, expand_example
from app.engine.subjects import (
    ANY_DIMENSION,
    ANY_STRONG_INDICATOR,
    DIMENSION_CODES,
    INDICATOR_CODES,
)
from app.instruments.ids import GroupId
from tests.engine.shipped import ROOT, load_catalogues

README = ROOT / "rules" / "README.md"
TEXT = README.read_text(encoding="utf-8")

MODELS: dict[str, type[StrictModel]] = {
    "Keys of a rule set": model.RuleSet,
    "Keys of a changed strength": model.ChangedStrength,
    "Keys of a finding": model.Finding,
    "Keys of an outcome": model.OutcomeRow,
    "Keys of a decided case": model.DecidedCase,
    "Keys of a file of examples": model.ExampleFile,
    "Keys of an example": model.Example,
    "Keys of what is expected": model.Expectation,
}


def _section(heading: str) -> str:
    _, found, rest = TEXT.partition(f"### {heading}\n")
    assert found, f"rules/README.md has no heading “{heading}”: add it with its keys"
    return re.split(r"^#{2,3} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def _example(number: int) -> Document:
    examples = re.findall(r"^```yaml\n(.*?)^```$", TEXT, flags=re.MULTILINE | re.DOTALL)
    assert len(examples) == 2
    return parse_document(examples[number].encode(), README.name)


@pytest.mark.parametrize("heading", MODELS)
def test_every_key_of_rules_is_explained_and_no_other(heading: str) -> None:
    explained = re.findall(r"^\| `([^`]+)` \|", _section(heading), flags=re.MULTILINE)

    assert len(explained) == len(set(explained))
    assert set(explained) == set(MODELS[heading].model_fields)


def test_every_model_of_rules_has_a_heading() -> None:
    defined = {
        each
        for each in vars(model).values()
        if isinstance(each, type) and issubclass(each, StrictModel)
    }

    assert {each for each in defined if each.__module__ == model.__name__} == set(MODELS.values())


def test_every_subject_and_its_words_are_explained() -> None:
    section = _section("What conditions can read")

    for word in (ANY_DIMENSION, ANY_STRONG_INDICATOR, *DIMENSION_CODES, *INDICATOR_CODES):
        assert f"`{word}`" in section


def test_every_word_for_the_others_is_explained() -> None:
    section = _section("Keys of an example")

    assert all(f"`{word.value}`" in section for word in model.Others)


def test_the_example_of_a_rule_set_would_be_accepted() -> None:
    rule_set = parse_as(_example(0), model.RuleSet)
    catalogue = load_catalogues().get(rule_set.reads).item

    faults = [*check_rule_set(rule_set), *check_against_catalogue(rule_set, catalogue)]

    assert faults == []


def test_the_worked_examples_come_out_as_the_readme_says() -> None:
    rule_set = parse_as(_example(0), model.RuleSet)
    catalogue = load_catalogues().get(rule_set.reads).item
    compiled = compile_rule_set(rule_set, catalogue, GroupId("adult"))
    file = parse_as(_example(1), model.ExampleFile)

    faults = [
        fault
        for example in file.examples
        for person in expand_example(example, (), compiled)
        for fault in (
            *check_example(example, (), compiled),
            *compare(person, assess_indicators(compiled, person.states)),
        )
    ]

    assert (file.rule_set, file.version) == (rule_set.id, rule_set.version)
    assert len(file.examples) == 3
    assert faults == []
