"""The ids of stored things, each a type of its own so that no other can be passed for it."""

from typing import NewType
from uuid import uuid4

OrganisationId = NewType("OrganisationId", int)
AreaId = NewType("AreaId", int)
AccountId = NewType("AccountId", int)
CaseId = NewType("CaseId", str)
PersonId = NewType("PersonId", str)
InterviewId = NewType("InterviewId", str)
AnswerId = NewType("AnswerId", str)
SettingId = NewType("SettingId", str)
AssessmentId = NewType("AssessmentId", str)
EventId = NewType("EventId", str)
CommentId = NewType("CommentId", str)
SecondCodingId = NewType("SecondCodingId", str)
DatasetRecordId = NewType("DatasetRecordId", str)
EntryId = NewType("EntryId", str)
PartyId = NewType("PartyId", str)
VisitId = NewType("VisitId", str)
EvidenceId = NewType("EvidenceId", str)
ConsentId = NewType("ConsentId", str)
TaskId = NewType("TaskId", str)
RecipientId = NewType("RecipientId", str)
ReferralId = NewType("ReferralId", str)
LinkId = NewType("LinkId", str)
PublicationId = NewType("PublicationId", str)
FigureId = NewType("FigureId", str)
SignInId = NewType("SignInId", str)
PasskeyId = NewType("PasskeyId", str)
ResetId = NewType("ResetId", str)
GlassId = NewType("GlassId", str)
PurgeId = NewType("PurgeId", str)


def new_id() -> str:
    """Give a random UUID as text; wrap it in the type that it is for."""
    return str(uuid4())
