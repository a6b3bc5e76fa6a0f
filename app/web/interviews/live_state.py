"""Where an interview stands before it is finished, in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from app.assessment.model import Assessment, Openness
from app.engine.result import FindingStatus

PRESUMPTION_SO_FAR: Final[Mapping[FindingStatus, LazyString]] = {
    FindingStatus.YES: lazy_gettext("So far the answers add up to a presumption of trafficking."),
    FindingStatus.NO: lazy_gettext(
        "So far the answers don't add up to a presumption of trafficking."
    ),
    FindingStatus.OPEN: lazy_gettext(
        "Whether there is a presumption of trafficking is still open."
    ),
}


@dataclass(frozen=True)
class LiveState:
    """What the answers so far come to, and what could still change it."""

    state: str
    presumption: str
    openness: str


def describe_state(assessment: Assessment) -> LiveState:
    """Say where the interview stands."""
    status = assessment.is_presumed
    return LiveState(
        status.value, str(PRESUMPTION_SO_FAR[status]), _word_openness(assessment.openness)
    )


def _word_openness(openness: Openness) -> str:
    """Say what could still change the result."""
    left = len(openness.not_asked)
    if left:
        words = ngettext(
            "%(num)s question that is left to ask could still change the result.",
            "%(num)s questions that are left to ask could still change the result.",
            left,
        )
    elif openness.stays_open:
        words = gettext(
            "Nothing that is left to ask can change this result. It stays open, because some "
            "things were asked and not answered, or can't be asked here."
        )
    else:
        words = gettext("Nothing that is left to ask can change this result.")
    return str(words)
