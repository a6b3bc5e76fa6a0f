"""Schemas for editors are those of the code and of the READMEs, and explain every key."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.services.schemas import FILES, list_schemas
from tests.engine.shipped import ROOT

INDICATORS, RULES = ROOT / "indicators", ROOT / "rules"
SCHEMAS = dict(list_schemas(INDICATORS, RULES))
README = {
    each.name: (each / "README.md").read_text(encoding="utf-8") for each in (INDICATORS, RULES)
}
KINDS = {
    "indicators/schema-catalogue.json": "indicators/catalogues/*/*.yaml",
    "indicators/schema-questionnaire.json": "indicators/questionnaires/*/*.yaml",
    "indicators/schema-module.json": "indicators/modules/*/*.yaml",
    "indicators/schema-parameters.json": "indicators/parameters/*/*.yaml",
    "indicators/schema-translation.json": "indicators/translations/*/*.yaml",
    "rules/schema.json": "rules/*/[0-9]*.yaml",
    "rules/schema-examples.json": "rules/*/examples/*.yaml",
    "rules/schema-decided-case.json": "rules/validation/*.yaml",
}


def read(name: str) -> Any:  # A schema is as JSON gives it.
    return json.loads((ROOT / name).read_text(encoding="utf-8"))


def list_words(schema: Any) -> Iterator[str]:  # As above.
    """Give every word that some key takes."""
    if isinstance(schema, list):
        for each in schema:
            yield from list_words(each)
    elif isinstance(schema, dict):
        yield from (word for word in schema.get("enum", ()) if isinstance(word, str))
        yield from [schema["const"]] if "const" in schema else ()
        for each in schema.values():
            yield from list_words(each)


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_a_schema_is_what_flask_schema_would_write(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == SCHEMAS[path], "run `flask schema`"


@pytest.mark.parametrize("name", FILES)
def test_every_key_has_its_meaning(name: str) -> None:
    schema = read(name)
    parts = {FILES[name].__name__: schema, **schema["$defs"]}

    silent = [
        f"{part}.{key}"
        for part, definition in parts.items()
        for key, each in definition.get("properties", {}).items()
        if "description" not in each
    ]

    assert len(parts) > 1
    assert silent == []


@pytest.mark.parametrize("name", FILES)
def test_every_word_that_a_key_takes_is_in_the_readmes(name: str) -> None:
    said = README["indicators"] if name.startswith("indicators/") else "".join(README.values())

    unsaid = {word for word in list_words(read(name)) if not re.search(f"`{word}[`:]", said)}

    assert unsaid == set()


@pytest.mark.parametrize("name", FILES)
def test_line_for_editors_leads_from_a_file_of_the_kind_to_its_schema(name: str) -> None:
    schema = Path(name)
    lines = re.findall(r"\$schema=([./]+)([\w-]+\.json)`", README[schema.parts[0]])
    (up,) = [way for way, file in lines if file == schema.name]

    files = [path for path in ROOT.glob(KINDS[name]) if path.name != "draft.yaml"]

    assert files
    assert {(path.parent / up / schema.name).resolve() for path in files} == {ROOT / schema}


def test_number_or_word_is_taken_as_an_editor_reads_it() -> None:
    example = read("rules/schema-examples.json")["$defs"]["Example"]["properties"]

    taken = example["in_each_dimension"]["additionalProperties"]["type"]
    assert set(taken) == {"string", "integer"}


def test_a_condition_is_one_thing_that_may_hold_others() -> None:
    schema = read("rules/schema.json")

    assert schema["$defs"]["Finding"]["properties"]["when"]["$ref"] == "#/$defs/Condition"
    condition = schema["$defs"]["Condition"]
    assert (condition["minProperties"], condition["maxProperties"]) == (1, 1)
    assert condition["properties"]["not"]["$ref"] == "#/$defs/Condition"


def test_each_condition_is_explained_by_what_the_readme_says_of_its_own_key() -> None:
    rules, asked = read("rules/schema.json"), read("indicators/schema-questionnaire.json")
    places = {
        "Finding": (rules, "when"),
        "OutcomeRow": (rules, "when"),
        "Danger": (asked, "when"),
        "Derivation": (asked, "when"),
        "Question": (asked, "shown_when"),
    }

    said = {
        name: schema["$defs"][name]["properties"][key]["description"]
        for name, (schema, key) in places.items()
    }

    assert len(set(said.values())) == len(places), said
    assert said["Question"].startswith("the condition under which it is asked, over questions")
    assert "description" not in rules["$defs"]["Condition"]["properties"]["all"]["items"]


def test_schemas_are_the_same_each_time() -> None:
    assert dict(list_schemas(INDICATORS, RULES)) == SCHEMAS


def test_yes_and_no_may_be_written_as_words() -> None:
    question = read("indicators/schema-questionnaire.json")["$defs"]["Option"]

    assert "yes" in question["properties"]["exclusive"]["enum"]
