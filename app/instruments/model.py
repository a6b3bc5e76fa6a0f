"""Catalogues of indicators, questionnaires, the modules that extend them, countries' parameters."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, PlainValidator, WithJsonSchema

from app.conditions.model import Condition, Measure, WorkPeriod
from app.conditions.parse import parse_condition
from app.documents import patterns
from app.documents.model import StrictModel
from app.documents.scalars import Day, Number, Whole, YesNo
from app.documents.schema import CONDITION
from app.documents.versioned import Phrase, Version, Versioned
from app.instruments.ids import (
    CatalogueId,
    CountryId,
    DimensionId,
    GroupId,
    IndicatorId,
    ModuleId,
    QuestionId,
    QuestionnaireId,
    SectionId,
    TopicId,
)
from app.instruments.vocabulary import About, ContactKind, Provenance, QuestionType, Strength

ID, FOLDER_ID = patterns.ID, patterns.FOLDER_ID

When: TypeAlias = Annotated[
    Condition,
    PlainValidator(parse_condition),
    WithJsonSchema({"type": "object", "format": CONDITION}),
]
LanguageCode: TypeAlias = Annotated[str, Field(pattern=patterns.LANGUAGE)]


class Group(StrictModel):
    """Whom a set of strengths is for, with the number of its indicators."""

    id: Annotated[GroupId, Field(pattern=ID)]
    label: Phrase
    count: Annotated[Whole, Field(ge=0)]


class Clause(StrictModel):
    """Minimum counts of present indicators that make a dimension positive together.

    `indicators` counts them all, whatever their strength, and where the source grades none.
    """

    indicators: Annotated[Whole, Field(ge=0)] = 0
    strong: Annotated[Whole, Field(ge=0)] = 0
    medium: Annotated[Whole, Field(ge=0)] = 0
    weak: Annotated[Whole, Field(ge=0)] = 0
    medium_or_weak: Annotated[Whole, Field(ge=0)] = 0


class DimensionRule(StrictModel):
    """When a dimension is positive: any clause; a stronger indicator may stand in for a weaker."""

    source: Phrase
    provenance: Provenance
    positive_with_any: Annotated[tuple[Clause, ...], Field(min_length=1)]


class Dimension(StrictModel):
    """A group of indicators that are read together."""

    id: Annotated[DimensionId, Field(pattern=ID)]
    label: Phrase
    phase: Literal["recruitment", "destination"] | None = None
    palermo_element: Literal["act", "means", "purpose"] | None = None


class GradedStrength(StrictModel):
    """The strength of an indicator in one group, and how it was established.

    Without a strength the source has the indicator in this group and grades nothing.
    """

    strength: Strength | None = None
    provenance: Provenance


class Indicator(StrictModel):
    """A sign that an instrument looks for, as its source names it."""

    id: Annotated[IndicatorId, Field(pattern=patterns.INDICATOR)]
    label: Phrase
    covers: Phrase
    provenance: Provenance | None = None
    number: Whole | None = None
    ilo11: tuple[Whole, ...] = ()
    strengths: dict[GroupId, GradedStrength] = Field(default_factory=dict)


class Catalogue(Versioned):
    """The indicators of one source.

    `eleven` is the version of the eleven indicators of forced labour that its numbers are of, so
    that what was found with one version is never shown in the words of a later one.
    """

    id: Annotated[CatalogueId, Field(pattern=FOLDER_ID)]
    publisher: Phrase
    document: Phrase
    edition: Phrase
    note: Phrase
    eleven: Annotated[str, Field(pattern=patterns.NAMED_VERSION)] = "ilo-11@1.0.0"
    groups: tuple[Group, ...] = ()
    dimension_rule: DimensionRule | None = None
    dimensions: tuple[Dimension, ...] = ()
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1)]


class Option(StrictModel):
    """One of the answers that a question offers; an exclusive one can't stand beside others."""

    code: Annotated[str, Field(pattern=patterns.CODE)]
    label: Phrase
    exclusive: YesNo = False


class Question(StrictModel):
    """One thing that is asked.

    `not_applicable` says as what "does not apply" counts; left out, it is not offered. `thing` is
    the noun of error sentences. `feeds_nothing` is the reason to ask what nothing follows from.
    """

    id: Annotated[QuestionId, Field(pattern=ID)]
    ask: Phrase
    ask_child: Phrase | None = None
    type: QuestionType
    guidance: Phrase | None = None
    options: tuple[Option, ...] = ()
    shown_when: When | None = None
    minimum: Annotated[Whole, Field(ge=0)] | None = None
    maximum: Annotated[Whole, Field(ge=0)] | None = None
    unit: Phrase | None = None
    thing: Phrase | None = None
    not_applicable: Literal["no", "unknown"] | None = None
    feeds_nothing: Phrase | None = None


class Topic(StrictModel):
    """Questions that belong on one page."""

    id: Annotated[TopicId, Field(pattern=ID)]
    title: Phrase
    guidance: Phrase | None = None
    about: About = About.PERSON
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


class Section(StrictModel):
    """A part of the story."""

    id: Annotated[SectionId, Field(pattern=ID)]
    title: Phrase
    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]


class Danger(StrictModel):
    """When to stop and call somebody, and whom."""

    id: Annotated[str, Field(pattern=ID)]
    when: When
    say: Phrase
    contacts: Annotated[tuple[str, ...], Field(min_length=1)]


class Derivation(StrictModel):
    """The condition under which answers mean that an indicator is present."""

    when: When
    because: Phrase


class AskedCatalogue(StrictModel):
    """A catalogue whose indicators a questionnaire asks about: about each, where it is complete.

    `provenance` says how sure it is that these answers mean these indicators.
    """

    id: CatalogueId
    version: Version
    complete: YesNo = False
    provenance: Provenance
    note: Phrase | None = None

    @property
    def name(self) -> str:
        """Give `id@version`."""
        return f"{self.id}@{self.version}"


class Questionnaire(Versioned):
    """The questions that ask about indicators, and what follows from the answers.

    The first of its catalogues leads: the default rule sets read it.
    """

    id: Annotated[QuestionnaireId, Field(pattern=FOLDER_ID)]
    description: Phrase
    catalogues: Annotated[tuple[AskedCatalogue, ...], Field(min_length=1)]
    languages: Annotated[tuple[LanguageCode, ...], Field(min_length=1)]
    work_period: WorkPeriod | None = None
    measures: dict[Annotated[str, Field(pattern=ID)], Measure] = Field(default_factory=dict)
    child_when: When
    immediate_danger: tuple[Danger, ...] = ()
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    indicators: dict[IndicatorId, Derivation]


class Hint(StrictModel):
    """Further guidance for a question that a questionnaire asks."""

    question: Annotated[QuestionId, Field(pattern=ID)]
    guidance: Phrase


class AddedTopic(StrictModel):
    """A topic of a module with its place: behind another topic, or at the end of the section."""

    section: Annotated[SectionId, Field(pattern=ID)]
    after: Annotated[TopicId, Field(pattern=ID)] | None = None
    topic: Topic


class Module(Versioned):
    """What questionnaires ask besides where the work is of one kind.

    It can add, and nothing else: no key of it takes away or changes what a questionnaire says.
    """

    id: Annotated[ModuleId, Field(pattern=FOLDER_ID)]
    description: Phrase
    extends: Annotated[tuple[QuestionnaireId, ...], Field(min_length=1)]
    hints: tuple[Hint, ...] = ()
    topics: tuple[AddedTopic, ...] = ()
    indicators: dict[IndicatorId, Derivation] = Field(default_factory=dict)


class Sourced(StrictModel):
    """Where a country's fact comes from, as of when, and whether somebody compared it."""

    id: Annotated[str, Field(pattern=ID)]
    label: Phrase
    source: Phrase
    source_date: Day
    provenance: Provenance
    verified: YesNo
    note: Phrase | None = None


class CountryValue(Sourced):
    """A number, or an amount of money, in force from one day to another."""

    number: Annotated[Number, Field(gt=0)] | None = None
    unit: Phrase | None = None
    amount: Annotated[Number, Field(gt=0)] | None = None
    currency: Annotated[str, Field(pattern=patterns.CURRENCY)] | None = None
    period: Literal["hour", "week", "month"] | None = None
    basis: Literal["net", "gross"] | None = None
    valid_from: Day
    valid_until: Day | None = None


class Contact(Sourced):
    """Somebody to call."""

    telephone: Phrase
    kind: ContactKind


class Authority(Sourced):
    """An office by its name."""


class Parameters(Versioned):
    """The values, contacts and authorities of one country."""

    id: Annotated[CountryId, Field(pattern=patterns.COUNTRY_FOLDER)]
    country: Annotated[str, Field(pattern=patterns.COUNTRY)]
    fictitious: YesNo
    currency: Annotated[str, Field(pattern=patterns.CURRENCY)]
    note: Phrase
    values: tuple[CountryValue, ...] = ()
    contacts: tuple[Contact, ...] = ()
    authorities: tuple[Authority, ...] = ()
