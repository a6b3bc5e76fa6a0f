"""Referrals: what becomes of what was passed on to another organisation."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final

from app.cases.workflow import CaseAction


class ReferralState(Enum):
    """How a referral stands; the values are the codes in the store."""

    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    REVOKED = "revoked"


# What was taken back, or never taken on, is open to the recipient no longer.
OPEN_REFERRALS: Final = frozenset({ReferralState.SENT, ReferralState.ACCEPTED})
AFTER: Final[Mapping[CaseAction, ReferralState]] = MappingProxyType(
    {
        CaseAction.ACCEPT_REFERRAL: ReferralState.ACCEPTED,
        CaseAction.REFUSE_REFERRAL: ReferralState.REFUSED,
        CaseAction.REVOKE_REFERRAL: ReferralState.REVOKED,
    }
)
_POSSIBLE: Final[Mapping[ReferralState, frozenset[CaseAction]]] = MappingProxyType(
    {
        ReferralState.SENT: frozenset(AFTER),
        ReferralState.ACCEPTED: frozenset({CaseAction.REVOKE_REFERRAL}),
        ReferralState.REFUSED: frozenset(),
        ReferralState.REVOKED: frozenset(),
    }
)


class RecipientKind(Enum):
    """What an organisation of the directory is; the values are the codes in the store."""

    CHILD_PROTECTION = "child_protection"
    HEALTH = "health"
    LABOUR = "labour"
    LEGAL = "legal"
    POLICE = "police"
    SHELTER = "shelter"
    SOCIAL = "social"
    OTHER = "other"


def may_follow(state: ReferralState, action: CaseAction) -> bool:
    """Say whether a referral that stands so can be accepted, refused or taken back."""
    return action in _POSSIBLE[state]
