"""Rows of publications, and of figures and targets that people entered."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.store.ids import AccountId, FigureId, OrganisationId, PublicationId
from app.store.tables import Account, EnteredFigure, Publication

Shown: TypeAlias = Mapping[str, Mapping[str, str]]
"""What was published: by population and by the name of a cell, the number or the sign shown."""

FIGURE: Final = "figure"
TARGET: Final = "target"


@dataclass(frozen=True)
class PublishedTables:
    """The tables of a year as they were given away, once."""

    id: PublicationId
    year: int
    kind: str
    country: str
    version: str
    shown: Shown
    published_at: datetime
    published_by: AccountId | None


@dataclass(frozen=True)
class Entry:
    """A figure or target as somebody entered it; an empty value takes an earlier one back."""

    kind: str
    indicator: str
    part: str
    first: date
    last: date
    value: str
    source: str
    source_day: str


@dataclass(frozen=True)
class RecordedEntry:
    """An entry, with who made it and when."""

    entry: Entry
    recorded_at: datetime
    recorded_by: AccountId


def record_publication(session: Session, new: PublishedTables) -> None:
    """Keep what is given away; the same publication again changes nothing."""
    if session.get(Publication, new.id) is not None:
        return
    content = json.dumps(new.shown, sort_keys=True, separators=(",", ":"))
    row = Publication(
        id=new.id,
        year=new.year,
        kind=new.kind,
        country=new.country,
        version=new.version,
        fingerprint=hashlib.sha256(content.encode()).hexdigest(),
        content=content,
        published_at=new.published_at,
        published_by=new.published_by,
    )
    session.add(row)
    session.flush()


def list_publications(session: Session, year: int | None = None) -> tuple[PublishedTables, ...]:
    """Give what was published, of one year or of all, oldest first."""
    rows = select(Publication).order_by(Publication.published_at, Publication.id)
    if year is not None:
        rows = rows.where(Publication.year == year)
    return tuple(_read(row) for row in session.scalars(rows))


def find_publications_state(session: Session) -> str:
    """Give what differs after every publication."""
    rows = select(func.count(Publication.id), func.max(Publication.published_at))
    return repr(tuple(session.execute(rows).one()))


def record_entry(
    session: Session, figure_id: FigureId, entry: Entry, at: datetime, by: AccountId
) -> None:
    """Keep what somebody entered; the same id again changes nothing."""
    if session.get(EnteredFigure, figure_id) is not None:
        return
    last = session.scalar(select(func.max(EnteredFigure.sequence))) or 0
    row = EnteredFigure(
        id=figure_id,
        kind=entry.kind,
        indicator=entry.indicator,
        part=entry.part,
        first_day=entry.first.isoformat(),
        last_day=entry.last.isoformat(),
        value=entry.value,
        source=entry.source,
        source_day=entry.source_day,
        sequence=last + 1,
        recorded_at=at,
        recorded_by=by,
    )
    session.add(row)
    session.flush()


def list_entries(
    session: Session, organisation: OrganisationId, first: date, last: date
) -> tuple[RecordedEntry, ...]:
    """Give what people of an organisation entered for exactly this period, and what counts of it.

    By kind, indicator and part. Nobody is ever moved to another organisation.
    """
    rows = (
        select(EnteredFigure)
        .join(Account, Account.id == EnteredFigure.recorded_by)
        .where(
            Account.organisation_id == organisation,
            EnteredFigure.first_day == first.isoformat(),
            EnteredFigure.last_day == last.isoformat(),
        )
        .order_by(EnteredFigure.sequence)
    )
    found: dict[tuple[str, str, str], RecordedEntry] = {}
    for row in session.scalars(rows):
        key = (row.kind, row.indicator, row.part)
        entry = Entry(*key, first, last, row.value, row.source, row.source_day)
        found[key] = RecordedEntry(entry, row.recorded_at, row.recorded_by)
    return tuple(found[key] for key in sorted(found) if found[key].entry.value)


def list_periods(session: Session) -> tuple[tuple[date, date], ...]:
    """Give the periods for which anything was entered, newest first."""
    rows = select(EnteredFigure.first_day, EnteredFigure.last_day).distinct()
    found = {(date.fromisoformat(a), date.fromisoformat(b)) for a, b in session.execute(rows)}
    return tuple(sorted(found, reverse=True))


def _read(row: Publication) -> PublishedTables:
    return PublishedTables(
        id=row.id,
        year=row.year,
        kind=row.kind,
        country=row.country,
        version=row.version,
        shown=json.loads(row.content),
        published_at=row.published_at,
        published_by=row.published_by,
    )
