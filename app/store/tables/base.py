"""What all tables share: names of constraints, and columns that mean the same everywhere."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from sqlalchemy import (
    DateTime,
    Dialect,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column

from app.store.ids import (
    AccountId,
    AnswerId,
    AreaId,
    AssessmentId,
    CaseId,
    CommentId,
    ConsentId,
    DatasetRecordId,
    EntryId,
    EventId,
    EvidenceId,
    FigureId,
    GlassId,
    InterviewId,
    LinkId,
    OrganisationId,
    PartyId,
    PasskeyId,
    PersonId,
    PublicationId,
    PurgeId,
    RecipientId,
    ReferralId,
    ResetId,
    SecondCodingId,
    SettingId,
    SignInId,
    TaskId,
    VisitId,
)

NAMES_OF_CONSTRAINTS = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. What has no zone is refused: a clock of the wrong zone would go unseen."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn the moment to UTC on its way in."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A stored moment needs a zone; take it from app.clock.")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give the moment back aware of its zone, whether or not the database kept that."""
        del dialect
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Code = Annotated[str, mapped_column(String(100))]
"""A stable code, as instruments and enums have them; never a label."""

Fingerprint = Annotated[str, mapped_column(String(64))]
"""The SHA-256 of a file, in hexadecimal."""

JsonText = Annotated[str, mapped_column(Text)]
"""JSON without free text of people."""

Sealed = Annotated[bytes, mapped_column(LargeBinary)]
"""Bytes sealed under the key of the case."""

Name = Annotated[str, mapped_column(String(255))]
"""A name for people to read."""


TYPES_OF_COLUMNS: Final[Mapping[Any, Any]] = {
    datetime: Moment,
    **dict.fromkeys((AccountId, AreaId, OrganisationId), Integer),
    **dict.fromkeys(
        (
            AnswerId,
            AssessmentId,
            CaseId,
            CommentId,
            ConsentId,
            DatasetRecordId,
            EntryId,
            EventId,
            GlassId,
            FigureId,
            InterviewId,
            LinkId,
            PersonId,
            RecipientId,
            ReferralId,
            PublicationId,
            SecondCodingId,
            SettingId,
        ),
        String(36),
    ),
    **dict.fromkeys((SignInId, PasskeyId, ResetId), String(36)),
    **dict.fromkeys((PurgeId, PartyId, VisitId, EvidenceId, TaskId), String(36)),
}


class Base(DeclarativeBase):
    """The tables of the main database."""

    metadata = MetaData(naming_convention=NAMES_OF_CONSTRAINTS)
    type_annotation_map = TYPES_OF_COLUMNS
