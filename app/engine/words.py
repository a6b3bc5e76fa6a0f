"""Conditions of rules in words, for listings and for the page that says how this is decided."""

from collections.abc import Mapping
from types import MappingProxyType

from app.conditions.model import All, Any, Codes, Condition, Not, Statement
from app.engine.subjects import ANY_DIMENSION, ANY_STRONG_INDICATOR

_SUBJECTS = {ANY_DIMENSION: "any dimension", ANY_STRONG_INDICATOR: "any strong indicator"}
_CODES = {
    "positive": "is positive",
    "negative": "is not positive",
    "present": "is present",
    "absent": "is not present",
    "strong": "has a strong indicator",
}
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


def word_condition(condition: Condition, names: Mapping[str, str] = _NO_NAMES) -> str:
    """Say a condition in one sentence; `names` has words for dimensions and indicators."""
    match condition:
        case Statement(subject, _, Codes(codes)):
            name = _SUBJECTS.get(subject) or names.get(subject, subject)
            # “Any … is not positive” would say that one of them isn't; it means that none is.
            if subject in _SUBJECTS and codes[0] in ("negative", "absent"):
                name = name.replace("any", "no")
                return f"{name} {_CODES[codes[0]].replace('not ', '')}"
            return f"{name} {_CODES[codes[0]]}"
        case Not(part):
            return f"it is not so that {_word_part(part, names)}"
        case All(parts):
            return " and ".join(_word_part(part, names) for part in parts)
        case Any(parts):
            return " or ".join(_word_part(part, names) for part in parts)
    raise TypeError(condition)


def _word_part(part: Condition, names: Mapping[str, str]) -> str:
    said = word_condition(part, names)
    return f"({said})" if isinstance(part, (All, Any)) and len(part.parts) > 1 else said
