"""Rule sets side by side over the same answers: what each says, and where and why they differ."""

from dataclasses import dataclass

from app.conditions.truth import Truth
from app.engine.model import Decided
from app.engine.result import DimensionStatus, FindingStatus
from app.instruments.vocabulary import Provenance, Strength
from app.reports.findings import Dimension, Result
from app.reports.origins import Backing


@dataclass(frozen=True)
class Claim:
    """What a rule set says of a thing that courts decide, too."""

    about: Decided
    status: FindingStatus


@dataclass(frozen=True)
class Difference:
    """What the leading rule set and another one say of the same thing, where it isn't the same.

    `about` is a code of what courts decide, `outcome`, or `finding` with its title. What they say
    is a status, or the labels of the outcomes that are still possible. `because` is the reason of
    the leading rule, where there is one.
    """

    about: str
    title: str
    leading: tuple[str, ...]
    here: tuple[str, ...]
    because: str


@dataclass(frozen=True)
class Look:
    """A dimension that the rules read, and what it is by the leading rule set, if it has it."""

    dimension: Dimension
    leading: DimensionStatus | None

    @property
    def differs(self) -> bool:
        """Say whether the leading rule set finds another thing of the same dimension."""
        return self.leading not in (None, self.dimension.status)


@dataclass(frozen=True)
class OtherStrength:
    """A strength that a rule set takes in place of the usual one; the indicator isn't absent."""

    label: str
    usual: Strength | None
    here: Strength
    truth: Truth
    because: str
    backing: Backing


@dataclass(frozen=True)
class Reading:
    """One rule set: what it says, by which rules, and what it looks at.

    `provenances` are those of the rules behind what it says. `unread` are dimensions that decide
    by the leading rule set and that this one doesn't read. `depends` says of a variant that the
    result depends on it.
    """

    name: str
    note: str
    off_by_default: str
    result: Result
    claims: tuple[Claim, ...]
    provenances: tuple[Provenance, ...]
    is_variant: bool
    depends: bool
    differences: tuple[Difference, ...]
    looks: tuple[Look, ...]
    unread: tuple[str, ...]
    strengths: tuple[OtherStrength, ...]

    def find_claim(self, about: str) -> FindingStatus | None:
        """Give what it says of a thing that courts decide; None where it says nothing."""
        return next((each.status for each in self.claims if each.about.value == about), None)


@dataclass(frozen=True)
class Side:
    """All that rule sets say for one group of people; nothing differs from the leading one."""

    group: str
    leading: Reading
    others: tuple[Reading, ...]

    @property
    def differing(self) -> tuple[Reading, ...]:
        """Give those that say something else than the leading one."""
        return tuple(each for each in self.others if each.differences)

    @property
    def has_variants(self) -> bool:
        """Say whether disputed rows were read in another way, too."""
        return any(each.is_variant for each in self.others)

    @property
    def depends(self) -> bool:
        """Say whether the result depends on how disputed rows are read."""
        return any(each.depends for each in self.others)


@dataclass(frozen=True)
class Comparison:
    """The rule sets for each group, and those that couldn't be applied to these answers, by title.

    What they read isn't asked by the questionnaire.
    """

    sides: tuple[Side, ...]
    unasked: tuple[str, ...]

    @property
    def depends(self) -> bool:
        """Say whether the result of any group depends on how disputed rows are read."""
        return any(each.depends for each in self.sides)
