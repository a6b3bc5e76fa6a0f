"""From answers as they stand in `tests/journeys/answers/` to the fields of the pages."""

from collections.abc import Mapping

from app.documents.reader import Data

Entries = Mapping[str, Mapping[str, Data]]


def write_fields(question: str, entry: Mapping[str, Data]) -> list[tuple[str, str]]:
    """Give the fields that an entry fills in: names and values as a form sends them."""
    basis = entry.get("basis")
    known = [(f"{question}-basis", str(basis))] if basis is not None else []
    if "silence" in entry:
        return [(f"{question}-silence", str(entry["silence"])), *known]
    return [*_write_value(question, entry["value"]), *known]


def _write_value(question: str, value: Data) -> list[tuple[str, str]]:
    if isinstance(value, list):
        return [(question, str(code)) for code in value]
    if isinstance(value, dict):
        return [(f"{question}-{part}", str(each)) for part, each in value.items()]
    return [(question, str(value))]
