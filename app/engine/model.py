"""Rule sets: which indicators they read, what they find and why."""

from typing import Annotated

from pydantic import Field

from app.documents.model import StrictModel
from app.engine.ids import FindingId, OutcomeCode, RuleSetId
from app.instruments.ids import CatalogueId, DimensionId, GroupId
from app.instruments.model import FOLDER_ID, ID, Phrase, Version, When
from app.instruments.vocabulary import Provenance


class Finding(StrictModel):
    """A statement that is yes, no or open for every person."""

    title: Phrase
    when: When
    because: Phrase
    source: Phrase
    provenance: Provenance


class OutcomeRow(StrictModel):
    """One row of the table of outcomes; of the rows that hold, the first counts.

    The last row has `otherwise` in place of a condition.
    """

    code: Annotated[OutcomeCode, Field(pattern=ID)]
    label: Phrase
    when: When | None = None
    otherwise: bool = False
    because: Phrase
    source: Phrase
    provenance: Provenance


class RuleSet(StrictModel):
    """Rules over the indicators of one catalogue, for one or more of its groups of people."""

    id: Annotated[RuleSetId, Field(pattern=FOLDER_ID)]
    version: Version
    title: Phrase
    description: Phrase
    note: Phrase
    reads: CatalogueId
    groups: tuple[GroupId, ...] = ()
    dimensions: tuple[DimensionId, ...] = ()
    findings: dict[Annotated[FindingId, Field(pattern=ID)], Finding] = Field(default_factory=dict)
    outcomes: tuple[OutcomeRow, ...] = ()
