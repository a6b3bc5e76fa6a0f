"""By what yearly tables break down: each record falls into exactly one category of a variable."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from app.datasets.records import Record

UNKNOWN: Final = "unknown"
NATIONALS: Final = "nationals"
ADULT: Final = 18
# The member states of the European Union since 2020.
MEMBERS: Final = frozenset(
    {
        "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT",
        "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
    }
)  # fmt: skip
_FORMS = {
    "sexual": "sexual",
    "labour": "labour",
    "domestic_servitude": "labour",
    "child_labour": "labour",
}
_ORGANISATIONS = {
    "police": "police",
    "border_police": "border",
    "ngo": "ngo",
    "labour_inspectorate": "labour_inspectorate",
}
_MOVEMENTS = {"internal": "internal", "cross_border": "transnational", "both": "transnational"}
_PERMITS = {
    "temporary_humanitarian": "personal_situation",
    "temporary_cooperation": "cooperation",
    "temporary_both": "both",
}
_LENGTHS = ((12, "up_to_1_year"), (60, "1_to_5_years"), (120, "5_to_10_years"))
_LONGER = "over_10_years"


@dataclass(frozen=True)
class Variable:
    """A variable with its categories; an open one has those that occur."""

    find: Callable[[Record, str], str]
    categories: tuple[str, ...] = ()


def _code(
    field: str, words: Mapping[str, str] | None = None, other: str = "other"
) -> Callable[[Record, str], str]:
    """Give the category of a code; a silence is unknown."""

    def find(record: Record, _: str) -> str:
        code = record.find_text(field)
        if code is None:
            return UNKNOWN
        return code if words is None else words.get(code, other)

    return find


def _find_age(record: Record, _: str) -> str:
    ages = (record.find_number(field) for field in ("age_at_identification", "age_at_contact"))
    age = next((each for each in ages if each is not None), None)
    if age is None:
        return UNKNOWN
    return "child" if age < ADULT else "adult"


def _find_form(record: Record, _: str) -> str:
    """Give the principal form; where none is named, the first of several."""
    forms = record.list_codes("principal_form") or record.list_codes("forms")
    return _FORMS.get(forms[0], "other") if forms else UNKNOWN


def find_citizenship(record: Record, own: str) -> str:
    """Give one citizenship: our own goes before others."""
    found = record.list_codes("citizenships")
    if not found:
        return UNKNOWN
    return NATIONALS if own in found else found[0]


def group_citizenship(citizenship: str) -> str:
    """Give the group that a category of `citizenship` belongs to."""
    if citizenship in {UNKNOWN, NATIONALS}:
        return citizenship
    return "other_eu" if citizenship in MEMBERS else "outside_eu"


def _find_country(field: str) -> Callable[[Record, str], str]:
    return lambda record, _: record.find_text(field) or UNKNOWN


def _find_length(record: Record, _: str) -> str:
    months = record.find_number("sentence_months")
    if months is None:
        return UNKNOWN
    return next((label for most, label in _LENGTHS if months <= most), _LONGER)


_VERDICTS = ("convicted", "acquitted", "dismissed", UNKNOWN)

VARIABLES: Mapping[str, Variable] = {
    "sex": Variable(_code("sex"), ("female", "male", "other", UNKNOWN)),
    "age": Variable(_find_age, ("child", "adult", UNKNOWN)),
    "form": Variable(_find_form, ("sexual", "labour", "other", UNKNOWN)),
    "citizenship": Variable(find_citizenship),
    "citizenship_group": Variable(
        lambda record, own: group_citizenship(find_citizenship(record, own)),
        (NATIONALS, "other_eu", "outside_eu", UNKNOWN),
    ),
    "status": Variable(_code("victim_status"), ("identified", "presumed")),
    "organisation": Variable(
        _code("source_type", _ORGANISATIONS),
        ("police", "border", "ngo", "labour_inspectorate", "other", UNKNOWN),
    ),
    "movement": Variable(
        _code("crossed_border", _MOVEMENTS), ("internal", "transnational", UNKNOWN)
    ),
    "permit": Variable(
        _code("residence_permit", _PERMITS), ("personal_situation", "cooperation", "both")
    ),
    "returned_from": Variable(_find_country("returned_from")),
    "verdict": Variable(_code("verdict"), _VERDICTS),
    "second_verdict": Variable(_code("second_verdict"), _VERDICTS),
    "final_verdict": Variable(_code("final_verdict"), _VERDICTS),
    "sentence": Variable(_code("sentence"), ("imprisonment", "suspended", "fine", "other")),
    "sentence_length": Variable(
        _find_length, (*(label for _, label in _LENGTHS), _LONGER, UNKNOWN)
    ),
}
# Each category of the first lies in one category of the second.
NESTED: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "citizenship": ("citizenship_group", group_citizenship)
}
