"""Words for rules: how many indicators are enough, and what is decided of a person."""

from collections.abc import Callable, Mapping
from typing import Final

from flask_babel import lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from app.conditions.truth import Truth
from app.engine.model import Decided, Decision
from app.instruments.model import Clause

DECIDED: Final[Mapping[Decided, LazyString]] = {
    Decided.TRAFFICKING: lazy_gettext("Trafficking"),
    Decided.FORCED_LABOUR: lazy_gettext("Forced labour"),
}
DECISIONS: Final[Mapping[Decision, LazyString]] = {
    Decision.YES: lazy_gettext("yes"),
    Decision.NO: lazy_gettext("no"),
    Decision.NOT_DECIDED: lazy_gettext("not decided"),
}
TRUTHS: Final[Mapping[Truth, LazyString]] = {
    Truth.YES: lazy_gettext("yes"),
    Truth.NO: lazy_gettext("no"),
    Truth.UNKNOWN: lazy_gettext("open"),
}

COUNTS: Final[Mapping[str, Callable[[int], str]]] = {
    "strong": lambda num: ngettext("%(num)s strong", "%(num)s strong", num),
    "medium": lambda num: ngettext("%(num)s medium", "%(num)s medium", num),
    "weak": lambda num: ngettext("%(num)s weak", "%(num)s weak", num),
    "medium_or_weak": lambda num: ngettext("%(num)s medium or weak", "%(num)s medium or weak", num),
    "indicators": lambda num: ngettext(
        "%(num)s indicator of any strength", "%(num)s indicators of any strength", num
    ),
}


def word_clause(clause: Clause) -> str:
    """Say the least counts that a clause asks for."""
    return " + ".join(COUNTS[name](count) for name, count in clause if count)
