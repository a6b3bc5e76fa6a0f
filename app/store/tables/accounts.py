"""Organisations, the areas they work in, and the accounts of their people."""

from datetime import datetime

from flask_security import RoleMixin, UserMixin
from sqlalchemy import Column, ForeignKey, LargeBinary, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.store.ids import AccountId, AreaId, OrganisationId
from app.store.tables.base import Base, Code, Name


class Organisation(Base):
    """A labour inspectorate, an organisation of the civil society, a service."""

    __tablename__ = "organisations"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[OrganisationId] = mapped_column(primary_key=True)
    name: Mapped[Name] = mapped_column(unique=True)
    kind: Mapped[Code]
    country: Mapped[str] = mapped_column(String(2))
    active: Mapped[bool] = mapped_column(default=True)


class Area(Base):
    """A region of a country."""

    __tablename__ = "areas"
    __table_args__ = (UniqueConstraint("country", "code"), {"sqlite_autoincrement": True})

    id: Mapped[AreaId] = mapped_column(primary_key=True)
    country: Mapped[str] = mapped_column(String(2))
    code: Mapped[Code]
    name: Mapped[Name]


account_roles = Table(
    "account_roles",
    Base.metadata,
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    Column("role_id", ForeignKey("roles.id"), primary_key=True),
)

account_areas = Table(
    "account_areas",
    Base.metadata,
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    Column("area_id", ForeignKey("areas.id"), primary_key=True),
)


class Role(Base, RoleMixin):
    """What a person may do, by the code of the role."""

    __tablename__ = "roles"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[Code] = mapped_column(unique=True)


class Account(Base, UserMixin):
    """A person who signs in.

    The attributes that Flask-Security reads keep its names; its methods come with the mixin.
    """

    __tablename__ = "accounts"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[AccountId] = mapped_column(primary_key=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    # The name of the key of passwords, and the hash that was made under it.
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    name: Mapped[Name]
    organisation_id: Mapped[OrganisationId] = mapped_column(
        ForeignKey("organisations.id"), index=True
    )
    created_at: Mapped[datetime]
    # Set while the password is one that somebody else made: it opens until then, to be replaced.
    password_until: Mapped[datetime | None]
    totp_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    # The newest code of the authenticator app that was taken: it and older ones are not again.
    totp_counter: Mapped[int | None]

    organisation: Mapped[Organisation] = relationship()
    # The mixin wants a list of its own roles, and a list may not be narrowed.
    roles: Mapped[list[Role]] = relationship(  # type: ignore[assignment]
        secondary=account_roles, order_by=Role.name
    )
    areas: Mapped[list[Area]] = relationship(secondary=account_areas, order_by=Area.id)
