"""What the work of a programme leaves behind, as its figures read it; and the figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from app.documents.model import StrictModel
from app.documents.versioned import Phrase, Versioned
from app.instruments.vocabulary import Provenance


class Indicator(StrictModel):
    """One figure: its definition, and what it may be broken down by."""

    id: Phrase
    name: Phrase
    pillar: Phrase
    unit: Phrase
    numerator: Phrase
    denominator: Phrase | None = None
    provenance: Provenance
    disaggregate_by: tuple[Phrase, ...]
    note: Phrase | None = None


class EnteredIndicator(StrictModel):
    """One figure that no system can compute: people enter it, with its source and day."""

    id: Phrase
    name: Phrase
    pillar: Phrase
    level: Phrase
    target: Phrase
    provenance: Provenance
    note: Phrase | None = None


class Performance(Versioned):
    """Every figure that is computed, and those that are entered."""

    id: Phrase
    source: Phrase
    indicators: tuple[Indicator, ...]
    entered: tuple[EnteredIndicator, ...] = ()


@dataclass(frozen=True)
class Period:
    """Days that are reported on, both included; the last one is what "now" means."""

    first: date
    last: date

    def holds(self, moment: date | datetime | None) -> bool:
        """Say whether something happened in the period."""
        if moment is None:
            return False
        day = moment.date() if isinstance(moment, datetime) else moment
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Person:
    """A person by what figures are broken down by; nobody's name."""

    person: str
    sex: str
    age: int | None
    nationality: str
    form_of_exploitation: str
    place: str
    organisation: str
    guardian_on: date | None


@dataclass(frozen=True)
class Screening:
    """One screening; without `completed_at` it was begun and left."""

    screening: str
    person: str
    officer: str
    started_at: datetime
    completed_at: datetime | None
    saved_at: datetime | None
    outcome: str | None


@dataclass(frozen=True)
class Consent:
    """What a person agreed to, and when they took it back."""

    person: str
    purpose: str
    given_on: date
    withdrawn_on: date | None


@dataclass(frozen=True)
class Referral:
    """A referral onwards."""

    person: str
    sent_at: datetime
    accepted_at: datetime | None


@dataclass(frozen=True)
class Decision:
    """A final decision on a person."""

    person: str
    on: date
    outcome: str


@dataclass(frozen=True)
class Service:
    """Assistance that was offered, and what came of it."""

    person: str
    kind: str
    offered_on: date
    accepted: bool
    started_on: date | None


@dataclass(frozen=True)
class Case:
    """The work on one person's case, and its plan."""

    case: str
    person: str
    owner: str
    opened_on: date
    closed_on: date | None
    reason: str | None
    plan_due: date | None
    plan_ended: date | None


@dataclass(frozen=True)
class Interview:
    """An interview about what happened to a person."""

    person: str
    on: date


@dataclass(frozen=True)
class Protection:
    """A reflection period or a permit that was granted."""

    person: str
    kind: str
    granted_on: date


@dataclass(frozen=True)
class Facts:
    """What the victim dataset knows of a person; None where it knows nothing."""

    person: str
    identified_by: str
    channel: str
    forms: tuple[str, ...] | None
    means: tuple[str, ...] | None
    recruitment: tuple[str, ...] | None
    statement: bool | None
    legal_aid: bool | None
    compensation: str | None
    charged: bool | None
    errors: int
    states: Mapping[str, str]


@dataclass(frozen=True)
class Suspect:
    """How far proceedings against a suspect have gone."""

    suspect: str
    contacted_on: date | None
    investigated_on: date | None
    indicted_on: date | None
    final_on: date | None
    convicted: bool


@dataclass(frozen=True)
class Officer:
    """Somebody who screens or keeps cases."""

    officer: str
    active: bool
    trained_until: date | None


@dataclass(frozen=True)
class Intake:
    """How many people could have been screened somewhere: entered by hand, with its source."""

    on: date
    place: str
    people: int


@dataclass(frozen=True)
class Read:
    """One line of the log that was denied or flagged, or not."""

    on: date
    result: str


@dataclass(frozen=True)
class Request:
    """A withdrawal of consent or a request for erasure."""

    received_on: date
    handled_on: date | None


@dataclass(frozen=True)
class Programme:
    """Everything that the figures of a programme are computed from."""

    people: tuple[Person, ...] = ()
    screenings: tuple[Screening, ...] = ()
    consents: tuple[Consent, ...] = ()
    referrals: tuple[Referral, ...] = ()
    decisions: tuple[Decision, ...] = ()
    services: tuple[Service, ...] = ()
    cases: tuple[Case, ...] = ()
    interviews: tuple[Interview, ...] = ()
    protections: tuple[Protection, ...] = ()
    facts: tuple[Facts, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    officers: tuple[Officer, ...] = ()
    intakes: tuple[Intake, ...] = ()
    reads: tuple[Read, ...] = ()
    requests: tuple[Request, ...] = ()
    retention: tuple[date, ...] = ()


class FigureKind(Enum):
    """What the number of a figure is."""

    COUNT = "count"
    SHARE = "share"
    RATIO = "ratio"
    AVERAGE = "average"


@dataclass(frozen=True)
class Figure:
    """One number of an indicator, with what it is a part of where it is a share.

    Without a `denominator` the value stands alone; a share of nobody has no value. The numerator of
    an average is how many values it is of. Figures with the same numbers are the same.
    """

    indicator: str
    part: str
    value: float | None
    numerator: int
    denominator: int | None = None
    kind: FigureKind = field(default=FigureKind.COUNT, compare=False)
