"""Schemas for editors explain the keys that a README explains, and no others."""

from enum import Enum
from typing import Annotated

from pydantic import WithJsonSchema

from app.documents.model import StrictModel
from app.documents.schema import CONDITION, make_schema, read_meanings


class Kind(Enum):
    """Of what kind a sign is."""

    SEEN = "seen"
    TOLD = "told"


class Sign(StrictModel):
    """One sign."""

    id: str
    label: str


class Rule(StrictModel):
    """What a sign follows from."""

    kind: Kind
    sure: bool
    when: Annotated[str, WithJsonSchema({"type": "object", "format": CONDITION})]


def test_a_key_is_explained_by_its_row_and_another_stays_without() -> None:
    meanings = read_meanings("### Sign\n\n| key | means |\n|---|---|\n| `id` | its `name` |\n")

    properties = make_schema(Sign, meanings)["properties"]

    assert properties == {
        "id": {"type": "string", "description": "its name"},
        "label": {"type": "string"},
    }


def test_conditions_and_yes_or_no_are_completed_as_they_are_written() -> None:
    schema = make_schema(Rule, {"Rule": {"when": "what it follows from"}})

    assert schema["properties"] == {
        "kind": {"$ref": "#/$defs/Kind"},
        "sure": {"enum": ["yes", "no", True, False]},
        "when": {"$ref": "#/$defs/Condition", "description": "what it follows from"},
    }
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)
    assert list(definitions) == ["Kind", "Condition"]
    assert definitions["Kind"] == {
        "description": "Of what kind a sign is.",
        "enum": ["seen", "told"],
        "type": "string",
    }
