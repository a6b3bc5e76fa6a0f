"""Rule sets: which indicators they read, what they find and why; and their worked examples."""

from enum import Enum
from typing import Annotated, TypeAlias

from pydantic import Field

from app.documents.model import StrictModel
from app.documents.patterns import NAMED_VERSION
from app.documents.scalars import YesNo
from app.documents.versioned import Phrase, Version, Versioned
from app.engine.ids import FindingId, OutcomeCode, RuleSetId
from app.engine.result import DimensionStatus, FindingStatus
from app.instruments.ids import CatalogueId, DimensionId, GroupId, IndicatorId
from app.instruments.model import FOLDER_ID, ID, When
from app.instruments.vocabulary import Provenance, Strength

Number: TypeAlias = Annotated[int, Field(ge=0)]
# An editor reads a number where the reader keeps text, so that the schema takes both.
NumberOrAll: TypeAlias = Annotated[
    str, Field(pattern=r"^(\d{1,3}|all)$", json_schema_extra={"type": ["string", "integer"]})
]


class Others(Enum):
    """What is taken of the indicators that an example doesn't name."""

    NO = "no"
    ASSUMED_NO = "assumed_no"
    UNKNOWN = "unknown"


class Decided(Enum):
    """What a court or an authority can decide of a person, and a result can stand for."""

    TRAFFICKING = "trafficking"
    FORCED_LABOUR = "forced_labour"


class Finding(StrictModel):
    """A statement that is yes, no or open for every person.

    `may_fall` is the reason why one more present indicator may turn it from yes to no. `stands_for`
    says what a yes claims, so that it can be compared with decided cases.
    """

    title: Phrase
    when: When
    because: Phrase
    source: Phrase
    provenance: Provenance
    may_fall: Phrase | None = None
    stands_for: tuple[Decided, ...] = ()


class OutcomeRow(StrictModel):
    """One row of the table of outcomes; of the rows that hold, the first counts.

    The last row has `otherwise` in place of a condition. With `says_nothing` a row only names what
    the source leaves out, which is neither a yes nor a no.
    """

    code: Annotated[OutcomeCode, Field(pattern=ID)]
    label: Phrase
    when: When | None = None
    otherwise: bool = False
    because: Phrase
    source: Phrase
    provenance: Provenance
    stands_for: tuple[Decided, ...] = ()
    says_nothing: bool = False


class ChangedStrength(StrictModel):
    """A strength that this rule set takes in place of the one in the catalogue, and why."""

    indicator: IndicatorId
    group: GroupId
    strength: Strength
    because: Phrase
    source: Phrase
    provenance: Provenance


class RuleSet(Versioned):
    """Rules over the indicators of one catalogue, for one or more of its groups of people.

    A variant has the dimensions and rules of the version that it is one of, once they are filled
    in. `off_by_default` is the reason not to show it unless somebody asks. `outcomes_may_fall` is
    the reason why one more present indicator may move the outcome to a row further down.
    """

    id: Annotated[RuleSetId, Field(pattern=FOLDER_ID)]
    description: Phrase
    note: Phrase
    variant_of: Annotated[str, Field(pattern=NAMED_VERSION)] | None = None
    off_by_default: Phrase | None = None
    reference_period: Phrase | None = None
    reads: Annotated[str, Field(pattern=NAMED_VERSION)]
    groups: tuple[GroupId, ...] = ()
    dimensions: tuple[DimensionId, ...] = ()
    findings: dict[Annotated[FindingId, Field(pattern=ID)], Finding] = Field(default_factory=dict)
    outcomes: tuple[OutcomeRow, ...] = ()
    outcomes_may_fall: Phrase | None = None
    changed_strengths: tuple[ChangedStrength, ...] = ()


class Decision(Enum):
    """What was decided of a person; courts don't decide everything that could be asked."""

    YES = "yes"
    NO = "no"
    NOT_DECIDED = "not_decided"


class DecidedCase(StrictModel):
    """A case that a court or an authority decided, with its facts and how they were coded.

    `coded` has the indicators that the facts show, for each catalogue by its id. `verified` says
    whether somebody read a source, and `how` which.
    """

    id: Annotated[str, Field(pattern=r"^[A-Z][0-9]{2}$")]
    name: Phrase
    citation: Phrase
    verified: YesNo
    how: Phrase
    group: GroupId
    facts: Annotated[tuple[Phrase, ...], Field(min_length=1)]
    coded_by: Phrase
    coded: dict[CatalogueId, tuple[IndicatorId, ...]]
    published_outcome: Phrase
    decided: dict[Decided, Decision]
    note: Phrase | None = None


class Expectation(StrictModel):
    """What a worked example must give; what is left out is not compared.

    `that_dimension` goes with `in_each_dimension`. `outcome` is a code, or `open`. `deciding` says
    for a finding, or for `outcome`, all the indicators that could still decide it.
    """

    dimensions: dict[DimensionId, DimensionStatus] = Field(default_factory=dict)
    that_dimension: DimensionStatus | None = None
    findings: dict[FindingId, FindingStatus] = Field(default_factory=dict)
    outcome: Annotated[str, Field(pattern=ID)] | None = None
    possible_outcomes: tuple[OutcomeCode, ...] = ()
    deciding: dict[str, tuple[IndicatorId, ...]] = Field(default_factory=dict)


class Example(StrictModel):
    """A person of whom some indicators are known, and what the rule set must say.

    `counts` takes the first so many indicators of a strength as present. `in_each_dimension` does
    that in every dimension that has enough of them, one after the other.
    """

    name: Phrase
    case: Phrase | None = None
    note: Phrase | None = None
    group: GroupId | None = None
    present: tuple[IndicatorId, ...] = ()
    absent: tuple[IndicatorId, ...] = ()
    unknown: tuple[IndicatorId, ...] = ()
    counts: dict[DimensionId, dict[Strength, Number]] = Field(default_factory=dict)
    in_each_dimension: dict[Strength, NumberOrAll] = Field(default_factory=dict)
    others: Others
    expect: Expectation


class ExampleFile(StrictModel):
    """Worked examples of one version of a rule set."""

    rule_set: RuleSetId
    version: Version
    examples: Annotated[tuple[Example, ...], Field(min_length=1)]
