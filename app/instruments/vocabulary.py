"""The stable codes of instruments. Words for people live in the instruments and templates."""

from enum import Enum


class Strength(Enum):
    """How much an indicator says, as its source grades it."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class Provenance(Enum):
    """How a fact was established. It is carried to the reader and never strengthened."""

    TWO_SOURCES = "two_sources"
    ONE_SOURCE = "one_source"
    ONE_SOURCE_AND_RECOLLECTION = "one_source_and_recollection"
    RECOLLECTION = "recollection"
    RECONSTRUCTED = "reconstructed"
    PROPOSAL = "proposal"


class QuestionType(Enum):
    """What kind of answer a question takes."""

    YES_NO = "yes_no"
    ONE_CHOICE = "one_choice"
    SEVERAL_CHOICES = "several_choices"
    WHOLE_NUMBER = "whole_number"
    MONEY = "money"
    DURATION = "duration"
    DATE = "date"
    TEXT = "text"
    COUNTRY = "country"
    LANGUAGE = "language"


class About(Enum):
    """Whose knowledge a topic asks for."""

    INTERVIEW = "interview"
    PERSON = "person"
    SITE = "site"


class ContactKind(Enum):
    """When a contact is the right one to call."""

    EMERGENCY = "emergency"
    HELPLINE = "helpline"
    CHILD_PROTECTION = "child_protection"
    AUTHORITY = "authority"
    SERVICE = "service"
