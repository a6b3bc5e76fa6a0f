"""How often people decide otherwise than the machine found: counted, and shown of no case."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from sqlalchemy.orm import Session

from app.cases.moves import EVENTS_OF_DECISIONS
from app.cases.override import MACHINE
from app.cases.roles import Permission
from app.cases.workflow import CaseEventKind, Decision
from app.engine.result import FindingStatus
from app.services.actors import Actor, NotAllowedError
from app.services.reviewing import OVERRIDE
from app.store.deciding import count_decisions
from app.store.log import Deed, note_act

_DECIDED: Final[Mapping[CaseEventKind, Decision]] = {
    CaseEventKind.CONFIRMED: Decision.CONFIRMED,
    CaseEventKind.NOT_CONFIRMED: Decision.NOT_CONFIRMED,
    CaseEventKind.LEFT_INCONCLUSIVE: Decision.INCONCLUSIVE,
}
AGREE: Final = frozenset(
    {
        (FindingStatus.YES, Decision.CONFIRMED),
        (FindingStatus.NO, Decision.NOT_CONFIRMED),
    }
)


@dataclass(frozen=True)
class Disagreement:
    """Decisions that hold, by what the machine had found, and how many had an override.

    What was open, or left inconclusive, agrees with nothing and contradicts nothing.
    """

    counts: Mapping[tuple[FindingStatus, Decision], int]
    overridden: int

    @property
    def decided(self) -> int:
        """Give how many decisions hold."""
        return sum(self.counts.values())

    @property
    def comparable(self) -> int:
        """Give how many of them can be held against what the machine found."""
        return sum(
            count
            for (found, decision), count in self.counts.items()
            if found is not FindingStatus.OPEN and decision is not Decision.INCONCLUSIVE
        )

    @property
    def differing(self) -> int:
        """Give how many of those say the opposite."""
        return self.comparable - sum(self.counts.get(pair, 0) for pair in AGREE)

    @property
    def rate(self) -> Fraction | None:
        """Give the share that says the opposite; None where nothing can be compared."""
        return Fraction(self.differing, self.comparable) if self.comparable else None


def measure_disagreement(session: Session, actor: Actor) -> Disagreement:
    """Count the decisions within a supervisor's reach; NotAllowedError for others."""
    reach = actor.reach(Permission.REVIEW)
    if reach is None:
        raise NotAllowedError
    note_act(session, Deed.COUNTED, "decisions")
    counts: Counter[tuple[FindingStatus, Decision]] = Counter()
    overridden = 0
    kinds = {kind.value for kind in EVENTS_OF_DECISIONS}
    for kind, details, count in count_decisions(session, reach, kinds):
        said: dict[str, str] = json.loads(details)
        counts[FindingStatus(said[MACHINE]), _DECIDED[CaseEventKind(kind)]] += count
        overridden += count if OVERRIDE in said else 0
    return Disagreement(counts, overridden)
