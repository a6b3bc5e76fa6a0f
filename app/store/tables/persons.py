"""Persons, apart from the answers: who they are, which are one, and how they are looked for."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.store.ids import AccountId, CaseId, LinkId, PersonId
from app.store.tables.base import Base, Sealed
from app.store.tables.log import UNLOGGED


class Person(Base):
    """The names, contact details and birth of a person, apart from the answers and sealed."""

    __tablename__ = "persons"

    id: Mapped[PersonId] = mapped_column(primary_key=True)
    case_id: Mapped[CaseId] = mapped_column(ForeignKey("cases.id"), index=True)
    name: Mapped[Sealed | None]
    contact: Mapped[Sealed | None]
    birth: Mapped[Sealed | None]
    do_not_call: Mapped[bool] = mapped_column(default=False)
    do_not_write: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    created_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"))


class PersonToken(Base):
    """One thing that a person is found by, as a keyed digest that tells nobody what it was."""

    __tablename__ = "person_tokens"
    __table_args__ = (
        {
            "info": {
                UNLOGGED: "It follows from the row of the person, which is logged; in the log it "
                "would outlive the person."
            }
        },
    )

    person_id: Mapped[PersonId] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    token: Mapped[str] = mapped_column(String(32), primary_key=True, index=True)


class PersonLink(Base):
    """That two records are of one person, until it is undone. Neither record changes by it."""

    __tablename__ = "person_links"

    id: Mapped[LinkId] = mapped_column(primary_key=True)
    person_id: Mapped[PersonId] = mapped_column(ForeignKey("persons.id"), index=True)
    other_id: Mapped[PersonId] = mapped_column(ForeignKey("persons.id"), index=True)
    linked_at: Mapped[datetime]
    linked_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"))
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[AccountId | None] = mapped_column(ForeignKey("accounts.id"))
