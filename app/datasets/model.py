"""What datasets, and the mappings of datasets to published standards, declare in YAML."""

from enum import Enum
from typing import Annotated, TypeAlias

from pydantic import Field

from app.documents import patterns
from app.documents.model import StrictModel
from app.documents.scalars import Whole, YesNo
from app.documents.versioned import Phrase, Versioned
from app.instruments.vocabulary import Provenance

FieldId: TypeAlias = Annotated[str, Field(pattern=patterns.ID)]
Code: TypeAlias = Annotated[str, Field(pattern=patterns.CODE)]


class Kind(Enum):
    """What a field holds."""

    IDENTIFIER = "identifier"
    CODE = "code"
    CODES = "codes"
    COUNTRY = "country"
    COUNTRIES = "countries"
    LANGUAGES = "languages"
    ORGANISATION = "organisation"
    ORGANISATIONS = "organisations"
    ARTICLES = "articles"
    DATE = "date"
    PARTIAL_DATE = "partial_date"
    WHOLE = "whole"
    CURRENCY = "currency"
    TEXT = "text"


SEVERAL = frozenset({Kind.CODES, Kind.COUNTRIES, Kind.LANGUAGES, Kind.ORGANISATIONS, Kind.ARTICLES})


class Likelihood(Enum):
    """How likely a reconstructed field is to stand in its source: wording and codes are ours."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Sensitivity(Enum):
    """How much a field says about one person."""

    DIRECT_IDENTIFIER = "direct_identifier"
    SPECIAL_CATEGORY = "special_category"
    QUASI_IDENTIFIER = "quasi_identifier"
    CASE_ADMINISTRATION = "case_administration"


class Disclosure(Enum):
    """In what form a field leaves in a file, if at all."""

    NEVER = "never"
    TO_NAMED_RECIPIENT = "to_named_recipient"
    AS_YEAR = "as_year"
    AS_BAND = "as_band"
    AS_CODED = "as_coded"


class DatasetCode(StrictModel):
    """One code of a field; an added one is ours, beside the list of the source."""

    code: Code
    label: Phrase
    added: YesNo = False


class DatasetField(StrictModel):
    """One column: what it means, how sure that is, and in what form it may leave.

    `indicator` names what the source calls it; several fields may be parts of one indicator.
    """

    id: FieldId
    indicator: Phrase | None = None
    label: Phrase
    meaning: Phrase
    kind: Kind
    provenance: Provenance
    likelihood: Likelihood | None = None
    note: Phrase | None = None
    sensitivity: Sensitivity
    disclosure: Disclosure
    codes: tuple[DatasetCode, ...] = ()

    def list_codes(self) -> tuple[str, ...]:
        """Give the codes in the order in which they are declared."""
        return tuple(each.code for each in self.codes)


class Block(StrictModel):
    """Fields that belong together, as the source groups them."""

    id: FieldId
    title: Phrase
    fields: Annotated[tuple[DatasetField, ...], Field(min_length=1)]


class Dataset(Versioned):
    """A published table: every column is declared here once."""

    id: Annotated[str, Field(pattern=patterns.FOLDER_ID)]
    unit: Phrase
    source: Phrase
    status: Phrase
    apart: Phrase
    blocks: Annotated[tuple[Block, ...], Field(min_length=1)]

    def list_fields(self) -> tuple[DatasetField, ...]:
        """Give every field, block after block."""
        return tuple(each for block in self.blocks for each in block.fields)


class Make(Enum):
    """How a column of a standard is made from a field."""

    CODES = "codes"
    FLAG = "flag"
    BAND = "band"
    YEAR = "year"
    COUNTRY = "country"
    AS_IS = "as_is"
    CONSTANT = "constant"


class CountryForm(Enum):
    """How a standard writes a country."""

    ALPHA_2 = "alpha_2"
    ALPHA_3 = "alpha_3"


class Take(Enum):
    """Which of several values a column holds."""

    ALL = "all"
    FIRST = "first"
    SECOND = "second"
    LAST = "last"


class SilenceCodes(StrictModel):
    """What a standard writes where there is no value; left empty, it has no code for that."""

    unknown: str = ""
    prefer_not_to_say: str = ""
    not_asked: str = ""
    not_applicable: str = ""


class Band(StrictModel):
    """A range of numbers under one label; without `up_to` it has no end."""

    label: Phrase
    up_to: Whole | None = None


class Translation(StrictModel):
    """One of our codes in the words of a standard; without `to` it is dropped, for a reason."""

    code: Code
    to: Phrase | None = None
    because: Phrase | None = None


class Column(StrictModel):
    """One column of a standard, made from one field.

    A flag is present if of each group one code is there; it is absent only where that is known.
    """

    column: Phrase
    label: Phrase | None = None
    field: FieldId
    make: Make
    codes: tuple[Translation, ...] = ()
    each_of: tuple[tuple[Code, ...], ...] = ()
    bands: tuple[Band, ...] = ()
    country: CountryForm | None = None
    take: Take = Take.ALL
    constant: str | None = None
    present: str = "1"
    absent: str = "0"
    silences: SilenceCodes | None = None
    note: Phrase | None = None


class Gap(StrictModel):
    """A column of a standard that nothing here can fill, and why."""

    column: Phrase
    because: Phrase


class ListedCode(StrictModel):
    """A code of a standard with the label that its template shows."""

    code: Phrase
    label: Phrase


class CodeList(StrictModel):
    """A list of codes that a standard publishes, and the columns that take it."""

    id: FieldId
    columns: tuple[Phrase, ...]
    codes: Annotated[tuple[ListedCode, ...], Field(min_length=1)]


class TemplateColumn(StrictModel):
    """A column of a published workbook: its hidden name, its visible label, what it holds."""

    name: Phrase | None = None
    label: Phrase
    column: Phrase
    labels: YesNo = False


class Mapping(Versioned):
    """How one dataset is written in the columns of one published standard.

    With `named_recipient` it hands over cases: it may only go to somebody who is named, and may
    hold days, ages and organisations that no other file holds.
    """

    id: Annotated[str, Field(pattern=patterns.FOLDER_ID)]
    standard: Phrase
    source: Phrase
    provenance: Provenance
    reads: Annotated[str, Field(pattern=patterns.NAMED_VERSION)]
    named_recipient: YesNo = False
    separator: Annotated[str, Field(min_length=1)]
    silences: SilenceCodes = SilenceCodes()
    columns: tuple[Column, ...] = ()
    gaps: tuple[Gap, ...] = ()
    lists: tuple[CodeList, ...] = ()
    template: tuple[TemplateColumn, ...] = ()
