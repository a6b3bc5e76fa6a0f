"""Stored things for tests; a factory never sets what a test is about."""

from dataclasses import replace
from datetime import datetime

from app.cases.persons import Contact, WrittenName
from app.conditions.values import Silence, Value
from app.store.accounts import (
    NewAccount,
    create_account,
    create_area,
    create_organisation,
)
from app.store.cases import create_case
from app.store.dataset_records import NewDatasetRecord
from app.store.ids import (
    AccountId,
    AnswerId,
    AreaId,
    AssessmentId,
    CaseId,
    CommentId,
    DatasetRecordId,
    EventId,
    InterviewId,
    OrganisationId,
    PersonId,
    SettingId,
    new_id,
)
from app.store.interviews import create_interview
from app.store.records import (
    AnswerRecord,
    AssessmentRecord,
    CaseRecord,
    CommentRecord,
    EventRecord,
    InterviewRecord,
    NewCase,
    PersonRecord,
    Pin,
    SettingRecord,
)
from app.store.sealing import CaseKey
from app.store.setup import Store

FIRST_ACCOUNT = AccountId(1)


def make_people(store: Store, at: datetime) -> None:
    """An inspectorate with two areas, and an inspector of the first."""
    with store.records.writing() as session:
        organisation = create_organisation(session, "Labour inspectorate", "inspectorate", "ZZ")
        area = create_area(session, "ZZ", "north", "North")
        create_area(session, "ZZ", "south", "South")
        create_account(
            session,
            NewAccount(
                email="inspector@example.org",
                name="Inspector",
                password_hash=None,
                organisation_id=organisation,
                roles=("inspector",),
                areas=(area,),
                created_at=at,
            ),
        )


def new_case(at: datetime) -> NewCase:
    return NewCase(
        id=CaseId(new_id()),
        organisation_id=OrganisationId(1),
        area_id=AreaId(1),
        state="draft",
        created_at=at,
        created_by=FIRST_ACCOUNT,
    )


def make_case(store: Store, at: datetime, area: int = 1) -> CaseRecord:
    with store.records.writing() as session:
        return create_case(session, store.keys, replace(new_case(at), area_id=AreaId(area)))


def interview(case: CaseRecord) -> InterviewRecord:
    return InterviewRecord(
        id=InterviewId(new_id()),
        case_id=case.id,
        questionnaire=Pin("short-screening", "1.0.0", "a" * 64),
        parameters=Pin("zz", "1.0.0", "b" * 64),
        rule_sets=(Pin("presumption-adult", "1.0.0", "c" * 64),),
        country="ZZ",
        language="en",
        started_at=case.created_at,
        started_by=FIRST_ACCOUNT,
    )


def make_interview(store: Store, at: datetime) -> tuple[InterviewRecord, CaseKey]:
    case = make_case(store, at)
    with store.records.writing() as session:
        return create_interview(session, interview(case)), store.keys.get(case.id)


def answer(
    of: InterviewRecord, question: str, response: Value | Silence, basis: str | None = "told"
) -> AnswerRecord:
    return AnswerRecord(
        id=AnswerId(new_id()),
        interview_id=of.id,
        question_id=question,
        response=response,
        basis=basis,
        recorded_at=of.started_at,
        recorded_by=FIRST_ACCOUNT,
    )


def setting(of: InterviewRecord, indicator: str, value: str, reason: str) -> SettingRecord:
    return SettingRecord(
        id=SettingId(new_id()),
        interview_id=of.id,
        indicator_id=indicator,
        setting=value,
        reason=reason,
        recorded_at=of.started_at,
        recorded_by=FIRST_ACCOUNT,
    )


def assessment(of: InterviewRecord, content: str, words: str | None) -> AssessmentRecord:
    return AssessmentRecord(
        id=AssessmentId(new_id()),
        interview_id=of.id,
        content=content,
        words=words,
        versions="{}",
        made_at=of.started_at,
        made_by=FIRST_ACCOUNT,
    )


def comment(happened: EventRecord, interview: InterviewRecord, words: str) -> CommentRecord:
    """A comment on an answer to the question of a story."""
    return CommentRecord(CommentId(new_id()), happened.id, interview.id, "story", words)


def event(case_id: CaseId, kind: str, at: datetime, reason: str | None = None) -> EventRecord:
    return EventRecord(
        id=EventId(new_id()),
        case_id=case_id,
        kind=kind,
        details="{}",
        reason=reason,
        happened_at=at,
        happened_by=FIRST_ACCOUNT,
    )


def person(case_id: CaseId, name: str, contact: str, at: datetime) -> PersonRecord:
    return PersonRecord(
        id=PersonId(new_id()),
        case_id=case_id,
        names=(WrittenName(name),),
        contact=Contact(contact),
        birth=None,
        do_not_call=True,
        do_not_write=False,
        created_at=at,
        created_by=FIRST_ACCOUNT,
    )


def dataset_record(at: datetime, dataset: str = "victims") -> NewDatasetRecord:
    return NewDatasetRecord(
        id=DatasetRecordId(new_id()),
        dataset=dataset,
        version="1.0.0",
        fingerprint="d" * 64,
        organisation_id=OrganisationId(1),
        created_at=at,
        created_by=FIRST_ACCOUNT,
    )
