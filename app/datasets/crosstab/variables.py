"""By what a dataset can be cross-tabulated: each record falls into one category of a variable."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from app.conditions.values import Silence
from app.datasets.model import Dataset, DatasetField, Disclosure, Kind
from app.datasets.records import Record, word_value
from app.datasets.release import find_age_band

SEVERAL_CODES: Final = "several"
OTHERS: Final = "others"
YEAR: Final = "registered_in"
# The least that is told apart: everything rarer is counted together, under `others`.
MOST_CATEGORIES: Final = 8
_KINDS: Final = frozenset({Kind.CODE, Kind.CODES, Kind.COUNTRY, Kind.COUNTRIES, Kind.WHOLE})
_COUNTRIES: Final = frozenset({Kind.COUNTRY, Kind.COUNTRIES})


@dataclass(frozen=True)
class Variable:
    """One variable: its id and label, the words of its codes, and the category of a record."""

    id: str
    label: str
    block: str
    words: Mapping[str, str]
    is_country: bool
    find: Callable[[Record], str]


def list_variables(dataset: Dataset) -> tuple[Variable, ...]:
    """Give every variable, in the order of the declaration: codes, countries, ages and years.

    What leaves to nobody, or to a named recipient alone, is none; neither is free text or a day.
    """
    return tuple(
        _build(field, block.title)
        for block in dataset.blocks
        for field in block.fields
        if _is_open(field)
    )


def _is_open(field: DatasetField) -> bool:
    if field.kind is Kind.DATE:
        return field.disclosure is Disclosure.AS_YEAR
    if field.kind is Kind.WHOLE:
        return field.disclosure is Disclosure.AS_BAND
    return field.kind in _KINDS and field.disclosure is Disclosure.AS_CODED


def _build(field: DatasetField, block: str) -> Variable:
    return Variable(
        id=field.id,
        label=field.label,
        block=block,
        words={each.code: each.label for each in field.codes},
        is_country=field.kind in _COUNTRIES,
        find=lambda record: find_category(record, field),
    )


def find_category(record: Record, field: DatasetField) -> str:
    """Give the one category of a record; a silence is a category by its own code."""
    value = record.get(field.id)
    if isinstance(value, Silence):
        return value.value
    if isinstance(value, tuple):
        return value[0] if len(value) == 1 else SEVERAL_CODES
    text = word_value(value)
    if field.kind is Kind.DATE:
        return text[:4]
    return find_age_band(int(text)) if field.kind is Kind.WHOLE else text


def list_rare(found: Iterable[str], most: int = MOST_CATEGORIES) -> frozenset[str]:
    """Give the categories that are counted together because there are too many of them."""
    counted = Counter(found)
    if len(counted) <= most:
        return frozenset()
    order = sorted(counted, key=lambda name: (-counted[name], name))
    return frozenset(order[most - 1 :])
