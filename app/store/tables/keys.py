"""The tables of the key store, a database of its own."""

from datetime import datetime

from sqlalchemy import LargeBinary, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.store.ids import CaseId
from app.store.tables.base import NAMES_OF_CONSTRAINTS, TYPES_OF_COLUMNS, Code, Fingerprint


class KeyStoreBase(DeclarativeBase):
    """The tables of the key store."""

    metadata = MetaData(naming_convention=NAMES_OF_CONSTRAINTS)
    type_annotation_map = TYPES_OF_COLUMNS


class CaseKeyRow(KeyStoreBase):
    """The key of one case, wrapped by the master key with this fingerprint."""

    __tablename__ = "case_keys"

    case_id: Mapped[CaseId] = mapped_column(primary_key=True)
    generation: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    master: Mapped[Fingerprint]
    created_at: Mapped[datetime]


class ErasedCase(KeyStoreBase):
    """A case whose key was destroyed; a restored backup must be told so again."""

    __tablename__ = "erased_cases"

    case_id: Mapped[CaseId] = mapped_column(primary_key=True)
    erased_at: Mapped[datetime]


class ErasedPart(KeyStoreBase):
    """A part of a case that was destroyed; the rest is kept. A restored backup loses it again."""

    __tablename__ = "erased_parts"

    case_id: Mapped[CaseId] = mapped_column(primary_key=True)
    part: Mapped[Code] = mapped_column(primary_key=True)
    erased_at: Mapped[datetime]
