"""Yearly tables that are given away: kept as they were, so that later ones can be held beside."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.clock import Clock
from app.datasets.catalogue import Datasets
from app.datasets.yearly.given import restore, write_given
from app.datasets.yearly.model import Population
from app.datasets.yearly.publish import Sheet, build_sheets
from app.services.yearly import OFFICIAL, PUBLIC, TABLES, Tabulation
from app.store.ids import AccountId, PublicationId, new_id
from app.store.log import Deed, note_act
from app.store.publications import PublishedTables, list_publications, record_publication


@dataclass(frozen=True)
class Publisher:
    """Who publishes, and when; a command of the installation is nobody's."""

    account: AccountId | None
    clock: Clock


@dataclass(frozen=True)
class PublishedSheets:
    """Tables as they were published, ready to be written."""

    published: PublishedTables
    sheets: tuple[Sheet, ...]
    populations: dict[str, Population]


def publish(
    session: Session, datasets: Datasets, found: Tabulation, year: int, publisher: Publisher
) -> PublishedTables:
    """Keep the tables of a year as they are given away now.

    Where nothing differs from what was published last, that is given.
    """
    kind = PUBLIC if found.openly else OFFICIAL
    last = find_last(session, year, found.own, kind)
    shown = write_given(found.counted)
    if last is not None and last.shown == shown:
        return last
    new = PublishedTables(
        id=PublicationId(new_id()),
        year=year,
        kind=kind,
        country=found.own,
        version=datasets.tables.newest(TABLES).version,
        shown=shown,
        published_at=publisher.clock.now(),
        published_by=publisher.account,
    )
    record_publication(session, new)
    note_act(session, Deed.EXPORTED, f"tables {year}")
    return new


def find_last(session: Session, year: int, own: str, kind: str) -> PublishedTables | None:
    """Give what was published last of a year; None if nothing was."""
    return next(reversed(tuple(_list_of(session, year, own, kind))), None)


def _list_of(session: Session, year: int, own: str, kind: str) -> Iterator[PublishedTables]:
    for each in list_publications(session, year):
        if (each.country, each.kind) == (own, kind):
            yield each


def open_published(datasets: Datasets, published: PublishedTables) -> PublishedSheets:
    """Give tables that were published as they were, in the version of then."""
    tables = datasets.tables.get(f"{TABLES}@{published.version}").item
    counted = restore(tables, published.shown, published.year)
    sheets = tuple(build_sheets(tables, counted, openly=published.kind == PUBLIC))
    return PublishedSheets(published, sheets, {each.id: each for each in tables.populations})
