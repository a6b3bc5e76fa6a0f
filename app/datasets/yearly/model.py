"""What yearly tables declare: whom they count, by what, and from where on a count is hidden."""

from enum import Enum

from app.datasets.model import Code, FieldId
from app.documents.model import StrictModel
from app.documents.scalars import Whole, YesNo
from app.documents.versioned import Phrase, Versioned
from app.instruments.vocabulary import Provenance


class Reads(Enum):
    """Which dataset is counted."""

    VICTIMS = "victims"
    TRAFFICKERS = "traffickers"


class Requirement(StrictModel):
    """What must be known of a record: one of some codes, our own country, or a number's side."""

    field: FieldId
    codes: tuple[Code, ...] = ()
    own: YesNo = False
    above: Whole | None = None
    below: Whole | None = None


class Population(StrictModel):
    """Whom a table counts: each once in a year, by the first day of `year_by` that is known."""

    id: FieldId
    title: Phrase
    reads: Reads
    counts: FieldId
    year_by: tuple[FieldId, ...]
    where: tuple[Requirement, ...] = ()


class Part(StrictModel):
    """One population of a table, and the breakdowns in which it is shown, each with its totals."""

    population: FieldId
    by: tuple[tuple[FieldId, ...], ...] = ()


class Hiding(StrictModel):
    """Counts from `least` on and below `below` are shown as `shown`."""

    least: Whole
    below: Whole
    shown: Phrase


class Table(StrictModel):
    """One table of a collection."""

    id: Phrase
    title: Phrase
    unit: Phrase
    provenance: Provenance
    note: Phrase | None = None
    parts: tuple[Part, ...]


class Collection(StrictModel):
    """The tables of one collector."""

    id: FieldId
    title: Phrase
    frequency: Phrase
    hides: Hiding
    tables: tuple[Table, ...]


class YearlyTables(Versioned):
    """Every population and every table."""

    id: Phrase
    source: Phrase
    populations: tuple[Population, ...]
    collections: tuple[Collection, ...]

    def list_parts(self) -> tuple[Part, ...]:
        """Give the parts of all tables."""
        return tuple(p for c in self.collections for table in c.tables for p in table.parts)
