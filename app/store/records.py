"""What goes into the store and comes out of it: plain frozen records, texts unsealed."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime

from app.cases.persons import Contact, WrittenName
from app.cases.second_coding import CodingBasis, CodingState
from app.conditions.values import PartialDate, Silence, Value
from app.store.case_numbers import CaseNumber
from app.store.ids import (
    AccountId,
    AnswerId,
    AreaId,
    AssessmentId,
    CaseId,
    CommentId,
    EventId,
    InterviewId,
    OrganisationId,
    PersonId,
    SecondCodingId,
    SettingId,
)


@dataclass(frozen=True)
class Pin:
    """One version of an instrument or rule set, held fast by its fingerprint."""

    id: str
    version: str
    fingerprint: str


@dataclass(frozen=True)
class NewCase:
    """A case to be made; its id comes from the client, so that it may be sent twice."""

    id: CaseId
    organisation_id: OrganisationId
    area_id: AreaId
    state: str
    created_at: datetime
    created_by: AccountId


@dataclass(frozen=True)
class CaseRecord:
    """A case as it is stored."""

    id: CaseId
    number: CaseNumber
    organisation_id: OrganisationId
    area_id: AreaId
    state: str
    created_at: datetime
    created_by: AccountId
    decision: str | None = None


@dataclass(frozen=True)
class CommentRecord:
    """What a supervisor wrote to one answer when a case was sent back."""

    id: CommentId
    event_id: EventId
    interview_id: InterviewId
    question_id: str
    comment: str = field(repr=False)


@dataclass(frozen=True)
class InterviewRecord:
    """One way through one questionnaire, with the versions that it stands on."""

    id: InterviewId
    case_id: CaseId
    questionnaire: Pin
    parameters: Pin
    rule_sets: tuple[Pin, ...]
    country: str
    language: str | None
    started_at: datetime
    started_by: AccountId
    finished_at: datetime | None = None
    erased_at: datetime | None = None
    module: Pin | None = None


@dataclass(frozen=True)
class AnswerRecord:
    """One answer as it was given; the store gives the sequence."""

    id: AnswerId
    interview_id: InterviewId
    question_id: str
    response: Value | Silence = field(repr=False)
    basis: str | None
    recorded_at: datetime
    recorded_by: AccountId
    sequence: int = 0


@dataclass(frozen=True)
class SettingRecord:
    """An indicator set by the interviewer to yes or no, or withdrawn, and why."""

    id: SettingId
    interview_id: InterviewId
    indicator_id: str
    setting: str
    reason: str = field(repr=False)
    recorded_at: datetime
    recorded_by: AccountId
    sequence: int = 0


@dataclass(frozen=True)
class AssessmentRecord:
    """A frozen result. `content` and `versions` are JSON; texts that people wrote go in `words`."""

    id: AssessmentId
    interview_id: InterviewId
    content: str = field(repr=False)
    words: str | None = field(repr=False)
    versions: str
    made_at: datetime
    made_by: AccountId

    @property
    def fingerprint(self) -> str:
        """Give the SHA-256 of everything that the result says."""
        parts = json.dumps([self.content, self.words, self.versions])
        return hashlib.sha256(parts.encode()).hexdigest()


@dataclass(frozen=True)
class EventRecord:
    """Something that happened to a case. `details` is JSON without texts that people wrote."""

    id: EventId
    case_id: CaseId
    kind: str
    details: str
    reason: str | None = field(repr=False)
    happened_at: datetime
    happened_by: AccountId
    sequence: int = 0
    is_reason_lost: bool = False


@dataclass(frozen=True)
class PersonRecord:
    """Who a person of a case is, how they can be reached, and how they must not be."""

    id: PersonId
    case_id: CaseId
    names: tuple[WrittenName, ...] = field(repr=False)
    contact: Contact = field(repr=False)
    birth: PartialDate | None = field(repr=False)
    do_not_call: bool
    do_not_write: bool
    created_at: datetime
    created_by: AccountId


@dataclass(frozen=True)
class SecondCodingRecord:
    """An interview that another person was asked to code, and how far that is.

    `sheet_id` is where the second person's answers stand, once it is begun; `content` the frozen
    result of them, once it is finished. What was recorded of the interview is read apart.
    """

    id: SecondCodingId
    interview_id: InterviewId
    coder: AccountId
    basis: CodingBasis
    state: CodingState
    asked_at: datetime
    asked_by: AccountId
    sheet_id: InterviewId | None = None
    ended_at: datetime | None = None
    content: str | None = field(default=None, repr=False)
