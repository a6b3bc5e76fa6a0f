"""Where a case stands, in the same words on every page and paper."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from app.cases.workflow import CaseState, Decision
from app.reports.wording import N_

STATES: Final[Mapping[CaseState, str]] = MappingProxyType(
    {
        CaseState.DRAFT: N_("Not finished"),
        CaseState.SUBMITTED: N_("Submitted for review"),
        CaseState.RETURNED: N_("Sent back"),
        CaseState.DECIDED: N_("Decided"),
        CaseState.REFERRED: N_("Referred"),
        CaseState.CLOSED: N_("Closed"),
        CaseState.REOPENED: N_("Re-opened"),
        CaseState.DESTROYED: N_("Not kept"),
    }
)
DECISIONS: Final[Mapping[Decision, str]] = MappingProxyType(
    {
        Decision.CONFIRMED: N_("confirmed"),
        Decision.NOT_CONFIRMED: N_("not confirmed"),
        Decision.INCONCLUSIVE: N_("inconclusive"),
    }
)
BOTH: Final = N_("%(state)s: %(decision)s")


def word_standing(translate: Callable[[str], str], state: str, decision: str | None) -> str:
    """Say where a case stands, and what was decided if that holds, by the codes of the store."""
    words = translate(STATES[CaseState(state)])
    if decision is None:
        return words
    return translate(BOTH) % {"state": words, "decision": translate(DECISIONS[Decision(decision)])}
