"""What a rule set gives for one person: dimensions, findings, an outcome, and what is open."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import TypeAlias

from app.engine.ids import FindingId, OutcomeCode, RuleSetId
from app.instruments.ids import DimensionId, GroupId, IndicatorId
from app.instruments.vocabulary import Strength

Ranks: TypeAlias = Mapping[IndicatorId, int]


class DimensionStatus(Enum):
    """Whether the indicators of a dimension add up; open is still waiting for some."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    OPEN = "open"


class FindingStatus(Enum):
    """What is found; open means that a yes and a no are both still possible."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


@dataclass(frozen=True)
class StrengthCount:
    """How many indicators of one strength, or of none, are present, absent and open."""

    strength: Strength | None
    present: int
    absent: int
    open: int


@dataclass(frozen=True)
class DimensionResult:
    """A dimension with its counts, strongest first; strengths that it lacks are left out."""

    dimension: DimensionId
    status: DimensionStatus
    counts: tuple[StrengthCount, ...]


@dataclass(frozen=True)
class FindingResult:
    """A finding, and the unknown indicators that could still decide it, by rank."""

    finding: FindingId
    status: FindingStatus
    deciding: Ranks


@dataclass(frozen=True)
class OutcomeResult:
    """The outcomes that are still possible, in the order of the table, and what decides."""

    possible: tuple[OutcomeCode, ...]
    deciding: Ranks

    @property
    def decided(self) -> OutcomeCode | None:
        """The outcome, or None while it is open."""
        return self.possible[0] if len(self.possible) == 1 else None


@dataclass(frozen=True)
class RuleSetResult:
    """All that one version of a rule set gives; without outcome rows there is no outcome."""

    rule_set: RuleSetId
    version: str
    group: GroupId | None
    dimensions: Mapping[DimensionId, DimensionResult]
    findings: Mapping[FindingId, FindingResult]
    outcome: OutcomeResult | None

    @property
    def deciding(self) -> Ranks:
        """Every indicator that decides a finding or the outcome, with its best rank, best first."""
        ranks = [finding.deciding for finding in self.findings.values()]
        if self.outcome is not None:
            ranks.append(self.outcome.deciding)
        best: dict[IndicatorId, int] = {}
        for indicator, rank in chain.from_iterable(each.items() for each in ranks):
            best[indicator] = min(rank, best.get(indicator, rank))
        return dict(sorted(best.items(), key=lambda entry: entry[1]))
