"""What one rule set says, as plain frozen data: findings, outcome, dimensions and indicators."""

from collections import Counter
from dataclasses import dataclass

from app.assessment.explain import IndicatorExplanation
from app.conditions.truth import Truth
from app.engine.result import DimensionStatus, FindingStatus
from app.instruments.vocabulary import Provenance, Strength
from app.reports.origins import Backing


@dataclass(frozen=True)
class Part:
    """One statement of a rule: what it expects of a dimension or indicator, and if that is so.

    `label` is empty where the rule speaks of any dimension or indicator.
    """

    subject: str
    label: str
    expected: tuple[str, ...]
    truth: Truth


@dataclass(frozen=True)
class Finding:
    """A finding with its rule's reason, and the parts of the rule that make it what it is."""

    code: str
    title: str
    status: FindingStatus
    because: str
    backing: Backing
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Outcome:
    """A row of the outcome table."""

    code: str
    label: str
    because: str
    backing: Backing


@dataclass(frozen=True)
class StrengthClause:
    """How many indicators of a strength a dimension needs; weaker ones may be meant too.

    Without a strength all of them count.
    """

    strength: Strength | None
    or_weaker: bool
    count: int


@dataclass(frozen=True)
class GradedIndicator:
    """An indicator with its strength in a group of people, where its catalogue gives one."""

    explanation: IndicatorExplanation
    strength: Strength | None
    provenance: Provenance | None


@dataclass(frozen=True)
class Dimension:
    """A dimension with its indicators, strongest first; those present fulfil `clause`, if any."""

    code: str
    label: str
    status: DimensionStatus
    clause: tuple[StrengthClause, ...]
    present: tuple[GradedIndicator, ...]
    absent: tuple[GradedIndicator, ...]
    open: tuple[GradedIndicator, ...]


@dataclass(frozen=True)
class Result:
    """What one rule set says for one group. `possible` has one outcome where it is decided."""

    rule_set: str
    version: str
    title: str
    group: str
    findings: tuple[Finding, ...]
    possible: tuple[Outcome, ...]
    dimensions: tuple[Dimension, ...]

    @property
    def presumption(self) -> FindingStatus | None:
        """Give the presumption of trafficking, where the rule set speaks of one."""
        return next((each.status for each in self.findings if each.code == "presumption"), None)

    @property
    def outcome(self) -> Outcome | None:
        """Give the outcome, or None while it is open."""
        return self.possible[0] if len(self.possible) == 1 else None

    @property
    def positive(self) -> tuple[Dimension, ...]:
        """Give the dimensions that add up."""
        return tuple(each for each in self.dimensions if each.status is DimensionStatus.POSITIVE)

    @property
    def lone_signs(self) -> tuple[GradedIndicator, ...]:
        """Give what is present, strongest first, in dimensions that don't add up."""
        signs = [
            indicator
            for dimension in self.dimensions
            if dimension.status is not DimensionStatus.POSITIVE
            for indicator in dimension.present
        ]
        order = (*Strength, None)
        return tuple(sorted(signs, key=lambda each: order.index(each.strength)))

    @property
    def usual_provenance(self) -> Provenance | None:
        """Give the mark that most of the strengths of present indicators bear."""
        marks = (sign.provenance for each in self.dimensions for sign in each.present)
        return next((mark for mark, _ in Counter(filter(None, marks)).most_common(1)), None)
