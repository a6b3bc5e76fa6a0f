"""Records of datasets: what is coded of confirmed cases, apart from answers and from names."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.ids import AccountId, CaseId, DatasetRecordId, EntryId, OrganisationId
from app.store.tables.base import Base, Code, Fingerprint, JsonText


class DatasetRecord(Base):
    """One record of a dataset, held to the version whose columns it was begun with."""

    __tablename__ = "dataset_records"
    __table_args__ = (Index(None, "dataset", "created_at", "id"),)

    id: Mapped[DatasetRecordId] = mapped_column(primary_key=True)
    dataset: Mapped[Code]
    version: Mapped[Code]
    fingerprint: Mapped[Fingerprint]
    organisation_id: Mapped[OrganisationId] = mapped_column(
        ForeignKey("organisations.id"), index=True
    )
    # The file that it was imported from; a record of a case has none.
    imported: Mapped[Fingerprint | None] = mapped_column(index=True)
    created_at: Mapped[datetime]
    created_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"))


class DatasetRecordCase(Base):
    """A case that a record is about. Suspects may be responsible in several."""

    __tablename__ = "dataset_record_cases"

    record_id: Mapped[DatasetRecordId] = mapped_column(
        ForeignKey("dataset_records.id"), primary_key=True
    )
    case_id: Mapped[CaseId] = mapped_column(ForeignKey("cases.id"), primary_key=True, index=True)


class DatasetEntry(Base):
    """What was put into a record at once: codes by field, each with where it comes from.

    Entries are only ever added; of each field the last one counts.
    """

    __tablename__ = "dataset_entries"
    __table_args__ = (UniqueConstraint("record_id", "sequence"),)

    id: Mapped[EntryId] = mapped_column(primary_key=True)
    record_id: Mapped[DatasetRecordId] = mapped_column(ForeignKey("dataset_records.id"))
    sequence: Mapped[int]
    content: Mapped[JsonText]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)
