"""One record of a dataset: a value or a silence in every field, and how each is written."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from app.conditions.values import PartialDate, Silence
from app.datasets.model import SEVERAL, DatasetField, Kind
from app.documents.patterns import COUNTRY, CURRENCY

Value: TypeAlias = str | tuple[str, ...] | int | date | PartialDate
SEPARATOR = ";"

_SILENCES = {silence.value: silence for silence in Silence}
_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(~?)", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_REGISTERED = re.compile(r"^[a-z0-9][a-z0-9_-]{0,39}$")
_SHAPES = {
    Kind.ORGANISATION: _REGISTERED,
    Kind.ORGANISATIONS: _REGISTERED,
    Kind.COUNTRY: re.compile(COUNTRY),
    Kind.COUNTRIES: re.compile(COUNTRY),
    Kind.CURRENCY: re.compile(CURRENCY),
    Kind.LANGUAGES: re.compile(r"^[a-z]{3}$"),
}


@dataclass(frozen=True)
class Record:
    """The fields of one record; a field that isn't there was not asked."""

    values: Mapping[str, Value | Silence]

    def get(self, field: str) -> Value | Silence:
        """Give what stands in a field."""
        return self.values.get(field, Silence.NOT_ASKED)

    def find_text(self, field: str) -> str | None:
        """Give the one code or text of a field, or None where it is silent."""
        value = self.get(field)
        return value if isinstance(value, str) else None

    def find_day(self, field: str) -> date | None:
        """Give the day of a field, or None where it is silent."""
        value = self.get(field)
        return value if isinstance(value, date) else None

    def find_number(self, field: str) -> int | None:
        """Give the number of a field, or None where it is silent."""
        value = self.get(field)
        return value if isinstance(value, int) else None

    def list_codes(self, field: str) -> tuple[str, ...] | None:
        """Give every code of a field, or None where it is silent."""
        value = self.get(field)
        return take_several(value) if isinstance(value, str | tuple) else None


def take_several(value: Value) -> tuple[str, ...]:
    """Give the codes of a field that holds codes. Raises TypeError for any other field."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, tuple):
        return value
    sentence = f"{word_value(value)} is no code"
    raise TypeError(sentence)


class UnreadableError(ValueError):
    """What stands in a cell can't be a value of its field; says why and what to write."""


def word_value(value: Value | Silence) -> str:
    """Give a value as the cell of a file: codes, whole numbers and ISO dates."""
    if isinstance(value, Silence):
        return value.value
    if isinstance(value, tuple):
        return SEPARATOR.join(value)
    if isinstance(value, PartialDate):
        return _word_partial(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _word_partial(value: PartialDate) -> str:
    parts = [f"{value.year:04}", *(f"{n:02}" for n in (value.month, value.day) if n is not None)]
    return "-".join(parts) + ("~" if value.about else "")


def read_value(text: str, field: DatasetField) -> Value | Silence:
    """Give what a cell holds. Raises UnreadableError with a sentence."""
    if text in _SILENCES:
        return _SILENCES[text]
    if not text:
        raise UnreadableError(f"Write one of {', '.join(_SILENCES)} where there is no value.")
    if field.kind in SEVERAL:
        return tuple(_read_one(part, field) for part in text.split(SEPARATOR))
    reader = _READERS.get(field.kind)
    return reader(text) if reader is not None else _read_one(text, field)


def _read_one(text: str, field: DatasetField) -> str:
    shape = _SHAPES.get(field.kind)
    if shape is not None and not shape.match(text):
        raise UnreadableError(f"“{text}” is no code of a {field.kind.value}.")
    if field.codes and text not in field.list_codes():
        raise UnreadableError(f"“{text}” is no code of {field.id}.")
    return text


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UnreadableError(f"“{text}” is no date. Write it as 2026-11-22.") from error


def _read_partial(text: str) -> PartialDate:
    found = _PARTIAL.fullmatch(text)
    if found is None:
        raise UnreadableError(f"“{text}” is no date. Write it as 2026, 2026-11 or 2026-11-22.")
    year, month, day = (None if part is None else int(part) for part in found.groups()[:3])
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise UnreadableError(f"“{text}” is a date that doesn't exist.") from error
    return PartialDate(year or 0, month, day, about=bool(found[4]))


def _read_whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise UnreadableError(f"“{text}” is no whole number.")
    return int(text)


_READERS: Mapping[Kind, Callable[[str], Value]] = {
    Kind.DATE: _read_day,
    Kind.PARTIAL_DATE: _read_partial,
    Kind.WHOLE: _read_whole,
}
