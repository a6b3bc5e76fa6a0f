"""Words for rules: how many indicators of which strength are enough."""

from collections.abc import Callable, Mapping
from typing import Final

from flask_babel import ngettext

from app.instruments.model import Clause

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
