"""Words for what changed between two results."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

CODES: Final[Mapping[str, LazyString]] = {
    "yes": lazy_gettext("yes"),
    "no": lazy_gettext("no"),
    "open": lazy_gettext("open"),
    "positive": lazy_gettext("positive"),
    "negative": lazy_gettext("not positive"),
    "present": lazy_gettext("present"),
    "absent": lazy_gettext("absent"),
    "": lazy_gettext("not looked at"),
}

KINDS: Final[Mapping[str, LazyString]] = {
    "questionnaire": lazy_gettext("Questionnaire"),
    "module": lazy_gettext("Module for a kind of work"),
    "catalogue": lazy_gettext("Catalogue of indicators"),
    "parameters": lazy_gettext("Values of the country"),
    "rule_set": lazy_gettext("Rule set"),
}


def word_code(code: str = "") -> str:
    """Give a state in words; without a code, nothing looked at it."""
    return str(CODES[code])
