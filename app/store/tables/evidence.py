"""Evidence files: what supports an indicator, sealed under the key of its case."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, deferred, mapped_column

from app.store.ids import AccountId, CaseId, EvidenceId, InterviewId
from app.store.tables.base import Base, Code, Sealed


class EvidenceFile(Base):
    """A file as it came, and a copy of it that is safe to show.

    What is said of it, its name and its SHA-256 stand in `about`: a fingerprint in the clear would
    tell whoever holds the same picture that it is here. A file that was taken out again keeps who
    put it in and who took it out, and nothing else.
    """

    __tablename__ = "evidence_files"
    __table_args__ = (Index(None, "case_id", "added_at", "id"),)

    id: Mapped[EvidenceId] = mapped_column(primary_key=True)
    case_id: Mapped[CaseId] = mapped_column(ForeignKey("cases.id"))
    interview_id: Mapped[InterviewId] = mapped_column(ForeignKey("interviews.id"), index=True)
    indicator_id: Mapped[Code]
    kind: Mapped[Code]
    shown_kind: Mapped[Code]
    size: Mapped[int]
    added_at: Mapped[datetime]
    added_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[AccountId | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    about: Mapped[Sealed | None]
    # Megabytes: read one by one, never with a list.
    shown: Mapped[Sealed | None] = deferred(mapped_column())
    original: Mapped[Sealed | None] = deferred(mapped_column())
