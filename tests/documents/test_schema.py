"""Schemas for editors explain the keys that a README explains, and no others."""

from app.documents.model import StrictModel
from app.documents.schema import make_schema, read_meanings


class Sign(StrictModel):
    """One sign."""

    id: str
    label: str


def test_a_key_is_explained_by_its_row_and_another_stays_without() -> None:
    meanings = read_meanings("### Sign\n\n| key | means |\n|---|---|\n| `id` | its `name` |\n")

    properties = make_schema(Sign, meanings)["properties"]

    assert properties == {
        "id": {"type": "string", "description": "its name"},
        "label": {"type": "string"},
    }
