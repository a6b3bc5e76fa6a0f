"""What of a case each role sees; who opened it in an emergency sees less."""

from collections.abc import Iterable, Mapping
from enum import Enum
from types import MappingProxyType

from app.cases.roles import Role


class CaseField(Enum):
    """A part of a case that is shown to some and hidden from others."""

    RESULT = "result"
    TIMELINE = "timeline"
    REASONS = "reasons"
    COMMENTS = "comments"
    STAFF = "staff"
    EVIDENCE = "evidence"
    # What is printed, issued or withdrawn: it outlives the hour in which it is read.
    PAPER = "paper"


_ALL = frozenset(CaseField)

SEEN: Mapping[Role, frozenset[CaseField]] = MappingProxyType(
    {
        Role.INSPECTOR: _ALL,
        Role.OUTREACH: _ALL,
        Role.SUPERVISOR: _ALL,
        Role.ANALYST: frozenset(),
        Role.ADMINISTRATOR: frozenset(),
    }
)
# What helps a person in danger. What colleagues wrote and brought, their names and paper can wait.
SEEN_THROUGH_GLASS = frozenset({CaseField.RESULT, CaseField.TIMELINE})


def list_seen(roles: Iterable[Role], *, through_glass: bool = False) -> frozenset[CaseField]:
    """Give what somebody with these roles sees of a case that is open to them."""
    seen = frozenset[CaseField]().union(*(SEEN[role] for role in roles))
    return seen & SEEN_THROUGH_GLASS if through_glass else seen
