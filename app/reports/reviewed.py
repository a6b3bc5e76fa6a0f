"""What a supervisor said beside the machine's finding: the decision, and another word on it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DecisionMade:
    """A decision that holds: its code, the reasons, who took it and when."""

    decision: str
    reason: str
    by: str
    on: date | None


@dataclass(frozen=True)
class OverrideSaid:
    """That there is a presumption, or is none, whatever the machine found then (`machine`).

    `is_contradicted` once a later answer speaks against it.
    """

    says: bool
    machine: str
    reason: str
    by: str
    on: date | None
    is_contradicted: bool


@dataclass(frozen=True)
class Reviewed:
    """What stands of both; None where nobody said anything."""

    decision: DecisionMade | None = None
    override: OverrideSaid | None = None


NOT_REVIEWED = Reviewed()
