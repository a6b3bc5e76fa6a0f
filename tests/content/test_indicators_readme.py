"""The README of `indicators/` lists every key and word that its files may use, and no other."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.conditions.model import Age, PayPerHour, WeeklyHours, WorkPeriod
from app.conditions.parse import COMPARISONS, JOINERS
from app.documents.model import StrictModel, parse_as
from app.documents.problem import Fault
from app.documents.reader import Document, parse_document
from app.documents.versioned import Change, Versioned
from app.instruments import model
from app.instruments.checks import check_questionnaire
from app.instruments.module_checks import check_extensions, check_module
from app.instruments.source_checks import check_catalogue, check_parameters
from app.instruments.translations import model as translations
from app.instruments.translations.checks import check_translation
from app.instruments.vocabulary import About, ContactKind, Provenance, QuestionType, Strength

README = Path(__file__).parents[2] / "indicators" / "README.md"
TEXT = README.read_text(encoding="utf-8")

SHARED = "Keys that every value, contact and authority has"
MODELS: dict[str, type[StrictModel]] = {
    "Keys of a change": Change,
    "Keys of a catalogue": model.Catalogue,
    "Keys of a group": model.Group,
    "Keys of the dimension rule": model.DimensionRule,
    "Keys of a clause": model.Clause,
    "Keys of a dimension": model.Dimension,
    "Keys of an indicator": model.Indicator,
    "Keys of a strength": model.GradedStrength,
    "Keys of a questionnaire": model.Questionnaire,
    "Keys of a catalogue that is asked about": model.AskedCatalogue,
    "Keys of the work period": WorkPeriod,
    "Keys of a danger": model.Danger,
    "Keys of a section": model.Section,
    "Keys of a topic": model.Topic,
    "Keys of a question": model.Question,
    "Keys of an option": model.Option,
    "Keys of a derivation": model.Derivation,
    "Keys of a module": model.Module,
    "Keys of a hint": model.Hint,
    "Keys of an added topic": model.AddedTopic,
    "Keys of a country": model.Parameters,
    SHARED: model.Sourced,
    "Keys of a value": model.CountryValue,
    "Keys of a contact": model.Contact,
    "Keys of a translation": translations.Translation,
    "Keys of the answers": translations.AnswerWords,
    "Keys of a translated topic": translations.TranslatedTopic,
    "Keys of a translated question": translations.TranslatedQuestion,
}
MEASURES: dict[str, type[StrictModel]] = {
    "weekly_hours": WeeklyHours,
    "pay_per_hour": PayPerHour,
    "age": Age,
}


def _section(heading: str) -> str:
    """Give the text below a heading, up to the next one outside an example."""
    _, found, rest = TEXT.partition(f"### {heading}\n")
    assert found, f"indicators/README.md has no heading “{heading}”: add it with its keys"
    return re.split(r"^#{2,3} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def _tables(heading: str) -> Iterator[list[str]]:
    """Give the words in the first column of each table below a heading."""
    for table in re.split(r"^\| [a-z]+ \|.*$", _section(heading), flags=re.MULTILINE)[1:]:
        yield re.findall(r"^\| `([^`]+)` \|", table, flags=re.MULTILINE)


def _keys_of(found: type[StrictModel]) -> list[str]:
    return [field.alias or name for name, field in found.model_fields.items()]


def _all_models() -> set[type[StrictModel]]:
    parts = (*vars(model).values(), *vars(translations).values())
    found = {each for each in parts if isinstance(each, type)}
    return {each for each in found if issubclass(each, StrictModel)} - {StrictModel}


@pytest.mark.parametrize("heading", MODELS)
def test_every_key_is_explained_and_no_other(heading: str) -> None:
    expected = set(_keys_of(MODELS[heading]))
    if issubclass(MODELS[heading], model.Sourced) and heading != SHARED:
        expected -= set(_keys_of(model.Sourced))

    explained = next(_tables(heading))

    assert len(explained) == len(set(explained))
    assert set(explained) == expected


def test_every_model_of_the_instruments_has_a_heading() -> None:
    only_shared_keys = {model.Authority, Versioned}

    assert _all_models() - only_shared_keys <= {*MODELS.values(), *MEASURES.values()}


@pytest.mark.parametrize(
    ("heading", "number", "words"),
    [
        ("How sure: provenance", 0, Provenance),
        ("Types of questions", 0, QuestionType),
        ("Keys of a contact", 1, ContactKind),
    ],
)
def test_every_word_of_a_vocabulary_is_explained(
    heading: str, number: int, words: type[Provenance | QuestionType | ContactKind]
) -> None:
    assert set(list(_tables(heading))[number]) == {word.value for word in words}


@pytest.mark.parametrize(
    ("heading", "words"), [("Keys of a strength", Strength), ("Keys of a topic", About)]
)
def test_every_word_of_a_short_vocabulary_is_named(
    heading: str, words: type[Strength | About]
) -> None:
    section = _section(heading)

    assert all(f"`{word.value}`" in section for word in words)


def test_every_kind_of_measure_is_explained_with_what_it_takes() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \|[^|]*\| (.*) \|$", _section("Kinds of measures"), re.MULTILINE
    )

    found = {kind: set(re.findall(r"`(\w+)`", takes)) for kind, takes in rows}

    assert found == {kind: set(_keys_of(each)) - {"kind"} for kind, each in MEASURES.items()}


def test_every_key_of_a_measure_is_explained_and_no_other() -> None:
    (explained,) = _tables("Keys of a measure")

    assert len(explained) == len(set(explained))
    assert set(explained) == {key for each in MEASURES.values() for key in _keys_of(each)}


def test_every_word_of_conditions_is_explained() -> None:
    section = _section("Conditions")

    assert all(f"`{word}: " in section for word in JOINERS)
    assert all(f"{{{word}: " in section for word in COMPARISONS)


def _example(number: int) -> Document:
    examples = re.findall(r"^```yaml\n(.*?)^```$", TEXT, flags=re.MULTILINE | re.DOTALL)
    assert len(examples) == 5
    return parse_document(examples[number].encode(), README.name)


def _faults(number: int) -> list[Fault]:
    document = _example(number)
    if number == 0:
        return list(check_catalogue(parse_as(document, model.Catalogue)))
    if number == 1:
        return list(check_questionnaire(parse_as(document, model.Questionnaire)))
    if number == 2:
        return list(_faults_of_module(parse_as(document, model.Module)))
    if number == 4:
        questionnaire = parse_as(_example(1), model.Questionnaire)
        named = {f"{questionnaire.id}@{questionnaire.version}": questionnaire}
        return list(check_translation(parse_as(document, translations.Translation), named))
    return list(check_parameters(parse_as(document, model.Parameters)))


def _faults_of_module(module: model.Module) -> Iterator[Fault]:
    questionnaire = parse_as(_example(1), model.Questionnaire)
    yield from check_module(module)
    yield from check_extensions(module, {questionnaire.id: questionnaire}, check_questionnaire)


@pytest.mark.parametrize(
    "number",
    [0, 1, 2, 3, 4],
    ids=["catalogue", "questionnaire", "module", "parameters", "translation"],
)
def test_the_examples_are_files_that_would_be_accepted(number: int) -> None:
    assert _faults(number) == []
