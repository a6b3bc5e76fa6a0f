"""JSON Schemas for editors, from the models and from what the READMEs say of each key.

A schema helps while a file is written: it completes keys and explains them. What counts is
`flask check`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from app.documents.model import StrictModel

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
Meanings: TypeAlias = Mapping[str, Mapping[str, str]]

# Where a model has a condition, it leaves this word, and the definition is put in its place.
CONDITION = "threshold-condition"
_REFERENCE: dict[str, Json] = {"$ref": "#/$defs/Condition"}
_CONDITION: Json = {
    "description": "One statement, or several joined by all, any or not.",
    "type": "object",
    "minProperties": 1,
    "maxProperties": 1,
    "properties": {
        "all": {"type": "array", "items": _REFERENCE, "description": "Every part holds."},
        "any": {"type": "array", "items": _REFERENCE, "description": "At least one part holds."},
        "not": {**_REFERENCE, "description": "The part does not hold."},
    },
}
# YAML of today reads yes and no as words, YAML of yesterday as true and false.
_YES_NO: dict[str, Json] = {"enum": ["yes", "no", True, False]}
_ROW = re.compile(r"^\| `([^`]+)` \| (.+) \|$", re.MULTILINE)


def make_schema(model: type[StrictModel], meanings: Meanings) -> dict[str, Json]:
    """Give the schema of one kind of file; `meanings` explains the keys of each model by name."""
    written = model.model_json_schema()
    definitions = {name: _settle(each) for name, each in written.pop("$defs", {}).items()}
    schema = {key: _settle(each) for key, each in written.items() if key != "title"}
    for name, each in ((model.__name__, schema), *definitions.items()):
        _explain(each, meanings.get(name, {}))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "$defs": {**definitions, "Condition": _CONDITION},
    }


def read_meanings(readme: str) -> dict[str, dict[str, str]]:
    """Give what a README says of each key, by the heading that the key stands under."""
    sections = re.split(r"^### ", readme, flags=re.MULTILINE)[1:]
    return {each.partition("\n")[0]: dict(_list_rows(each)) for each in sections}


def _list_rows(section: str) -> Iterator[tuple[str, str]]:
    for key, means in _ROW.findall(section):
        yield key, means.replace("`", "")


def _settle(value: Json) -> Json:
    """Put conditions and yes or no in, and leave out titles, which only repeat the keys."""
    if isinstance(value, list):
        return [_settle(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.get("format") == CONDITION:
        return {**_REFERENCE}  # Each place is explained in words of its own.
    if value.get("type") == "boolean":
        return {**_YES_NO}
    return {
        key: _settle(each)
        for key, each in value.items()
        if key != "default" and not (key == "title" and isinstance(each, str))
    }


def _explain(definition: Json, meanings: Mapping[str, str]) -> None:
    properties = definition.get("properties") if isinstance(definition, dict) else None
    if isinstance(properties, dict):
        for key, each in properties.items():
            if isinstance(each, dict) and key in meanings:
                each["description"] = meanings[key]
