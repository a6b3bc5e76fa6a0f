"""Words of reviews: what can be done, what is asked, what is refused."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.cases.workflow import CaseAction, Decision

# What a supervisor does on pages of its own; the route that it leads to has the same name.
ACTIONS: Final[Mapping[CaseAction, tuple[str, LazyString]]] = {
    CaseAction.CONFIRM: ("reviewing.decide", lazy_gettext("Decide")),
    CaseAction.SEND_BACK: ("reviewing.send_back", lazy_gettext("Send back")),
    CaseAction.OVERRIDE: ("reviewing.override", lazy_gettext("Override the tool’s finding")),
    CaseAction.CLOSE: ("reviewing.close", lazy_gettext("Close the case")),
    CaseAction.REOPEN: ("reviewing.reopen", lazy_gettext("Re-open the case")),
}

CHOICES: Final[Mapping[Decision, tuple[LazyString, LazyString]]] = {
    Decision.CONFIRMED: (
        lazy_gettext("Confirmed"),
        lazy_gettext("You hold this person to be a victim of trafficking for forced labour."),
    ),
    Decision.NOT_CONFIRMED: (
        lazy_gettext("Not confirmed"),
        lazy_gettext("You do not. Help that the person needs does not depend on this."),
    ),
    Decision.INCONCLUSIVE: (
        lazy_gettext("Inconclusive"),
        lazy_gettext("What is known is not enough to say either."),
    ),
}

DONE: Final[Mapping[CaseAction, LazyString]] = {
    CaseAction.CONFIRM: lazy_gettext("The case is decided."),
    CaseAction.SEND_BACK: lazy_gettext(
        "The case is sent back. Whoever took the answers sees your comments."
    ),
    CaseAction.OVERRIDE: lazy_gettext("Kept, beside what the tool found."),
    CaseAction.CLOSE: lazy_gettext("The case is closed."),
    CaseAction.REOPEN: lazy_gettext("The case is re-opened."),
}

CONTRADICTED: Final = lazy_gettext(
    "What was answered since speaks against this override. Look at it again: override again, or "
    "take it back, before the case is decided."
)
FOUR_EYES: Final = lazy_gettext(
    "You had a part in the answers of this case, so somebody else reviews it."
)
REVIEWED: Final = lazy_gettext("You reviewed this case, so somebody else takes its answers.")
