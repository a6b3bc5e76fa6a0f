"""The log: one row for each thing that was done, tied to all those before it."""

from datetime import datetime
from typing import Final

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.ids import AccountId
from app.store.tables.base import Base, Code, Fingerprint

UNLOGGED: Final = "unlogged"
"""A table whose `info` has this key is not written about in the log; the value says why."""

_IS_SEEN: Final = text("action = 'seen'")


class LogEntry(Base):
    """Something that was done: by whom, what, and to which ids. Rows are only ever added.

    Accounts are no parents of the log: it can be read and proved by itself.
    """

    __tablename__ = "log_entries"
    __table_args__ = (
        # Who saw a file is asked on its page; all else is read from the beginning to the end.
        Index("ix_log_entries_seen", "subject", sqlite_where=_IS_SEEN, postgresql_where=_IS_SEEN),
        {"info": {UNLOGGED: "It is the log."}},
    )

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    account: Mapped[AccountId | None]
    action: Mapped[Code]
    subject: Mapped[str] = mapped_column(Text)
    seal: Mapped[Fingerprint]


class LogHead(Base):
    """The one row that says where the log ends, so that nobody can cut off its end unseen."""

    __tablename__ = "log_heads"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        {"info": {UNLOGGED: "It is the end of the log."}},
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sequence: Mapped[int]
    seal: Mapped[Fingerprint]
    proof: Mapped[Fingerprint]
