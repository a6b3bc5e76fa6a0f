"""Schemas for editors are those of the code and of the READMEs, and explain every key."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.services.schemas import FILES, HEADINGS, list_schemas
from tests.engine.shipped import ROOT

INDICATORS, RULES = ROOT / "indicators", ROOT / "rules"
SCHEMAS = dict(list_schemas(INDICATORS, RULES))


def read(name: str) -> Any:  # A schema is as JSON gives it.
    return json.loads((ROOT / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_a_schema_is_what_flask_schema_would_write(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == SCHEMAS[path], "run `flask schema`"


@pytest.mark.parametrize("name", FILES)
def test_every_key_of_an_explained_model_has_its_meaning(name: str) -> None:
    schema = read(name)
    models = {model.__name__ for model in HEADINGS}
    parts = {FILES[name].__name__: schema, **schema["$defs"]}

    silent = [
        f"{part}.{key}"
        for part, definition in parts.items()
        for key, each in definition.get("properties", {}).items()
        if part in models and "description" not in each
    ]

    assert silent == []


def test_a_condition_is_one_thing_that_may_hold_others() -> None:
    schema = read("rules/schema.json")

    assert schema["$defs"]["Finding"]["properties"]["when"]["$ref"] == "#/$defs/Condition"
    condition = schema["$defs"]["Condition"]
    assert (condition["minProperties"], condition["maxProperties"]) == (1, 1)
    assert condition["properties"]["not"]["$ref"] == "#/$defs/Condition"


def test_yes_and_no_may_be_written_as_words() -> None:
    question = read("indicators/schema-questionnaire.json")["$defs"]["Option"]

    assert "yes" in question["properties"]["exclusive"]["enum"]
