"""What the pages of yearly tables show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from flask import url_for
from flask_babel import gettext, lazy_gettext

from app.datasets.yearly.count import Cell as Count
from app.datasets.yearly.model import Table as Declared
from app.datasets.yearly.model import YearlyTables
from app.datasets.yearly.publish import CONFIDENTIAL, Line, Sheet
from app.services.yearly import OFFICIAL, PUBLIC, Tabulation, Traced
from app.store.publications import PublishedTables
from app.web.components import Cell, Link, SummaryRow, Table
from app.web.locale import write_moment


@dataclass(frozen=True)
class PublishingView:
    """One way to publish a year: the code that the form sends, and what was published so last."""

    code: str
    words: str
    published: str
    address: str


@dataclass(frozen=True)
class YearView:
    """One year: how it is published, and its tables by collector."""

    year: int
    ways: tuple[PublishingView, ...]
    collections: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True)
class TablePage:
    """One table of a year, with what its signs mean."""

    title: str
    collection: str
    year: int
    note: str
    signs: tuple[str, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class TracePage:
    """The records of one count."""

    title: str
    back_address: str
    lines: tuple[SummaryRow, ...]


WAYS: Final = {
    OFFICIAL: lazy_gettext("For official reporting"),
    PUBLIC: lazy_gettext("For open publication"),
}


def build_index_page(
    tables: YearlyTables, years: tuple[int, ...], published: Sequence[PublishedTables]
) -> tuple[YearView, ...]:
    """Give every year with its tables, and what was published of it."""
    last = {(each.year, each.kind): each for each in published}
    return tuple(
        YearView(
            year=year,
            ways=tuple(_build_way(year, kind, last.get((year, kind))) for kind in WAYS),
            collections=tuple(
                (collection.title, tuple(_link_table(year, each) for each in collection.tables))
                for collection in tables.collections
            ),
        )
        for year in years
    )


def _build_way(year: int, kind: str, last: PublishedTables | None) -> PublishingView:
    words = str(WAYS[kind])
    if last is None:
        return PublishingView(kind, words, "", "")
    public = "yes" if kind == PUBLIC else None
    address = url_for("tables.workbook", year=year, public=public)
    return PublishingView(kind, words, write_moment(last.published_at), address)


def _link_table(year: int, declared: Declared) -> Link:
    address = url_for("tables.show", year=year, table_id=declared.id)
    return Link(f"{declared.id} {declared.title}", address, about=str(year))


def build_table_page(found: Tabulation, sheet: Sheet, year: int) -> TablePage:
    """Give one table: a part for each population, and in it a table for each breakdown."""
    hides = sheet.hides
    small = gettext(
        "%(sign)s: from %(least)s to %(most)s",
        sign=hides.shown,
        least=hides.least,
        most=hides.below - 1,
    )
    secret = gettext(
        "%(sign)s: hidden, because it would give a small count away", sign=CONFIDENTIAL
    )
    return TablePage(
        title=f"{sheet.table.id} {sheet.table.title}",
        collection=sheet.collection.title,
        year=year,
        note=sheet.table.note or "",
        signs=(str(small), str(secret)),
        tables=tuple(_list_tables(found, sheet)),
    )


def _list_tables(found: Tabulation, sheet: Sheet) -> Iterator[Table]:
    groups: dict[tuple[str, tuple[str, ...]], list[Line]] = {}
    for line in sheet.lines:
        groups.setdefault((line.population, line.cell.margin), []).append(line)
    for (population, margin), lines in groups.items():
        title = found.counted[population].population.title
        by = gettext("%(title)s, by %(names)s", title=title, names=", ".join(map(_word, margin)))
        yield Table(
            caption=str(by) if margin else title,
            heads=(
                *(Cell(_word(name)) for name in margin or ("",)),
                Cell(sheet.table.unit, numeric=True),
            ),
            rows=tuple(_build_row(sheet, line) for line in lines),
        )


def _build_row(sheet: Sheet, line: Line) -> tuple[Cell, ...]:
    names = [_word(each) for each in line.cell.categories] or [str(gettext("All"))]
    address = url_for(
        "tables.records",
        year=line.cell.year,
        table_id=sheet.table.id,
        of=line.population,
        by=line.cell.margin,
        having=line.cell.categories,
    )
    return (*(Cell(name) for name in names), Cell(line.shown, address, numeric=True))


def build_trace_page(year: int, table_id: str, cell: Count, found: tuple[Traced, ...]) -> TracePage:
    """Give the records of a count."""
    names = " · ".join(map(_word, cell.categories)) or str(gettext("All"))
    return TracePage(
        title=f"{table_id} {year}: {names}",
        back_address=url_for("tables.show", year=year, table_id=table_id),
        lines=tuple(
            SummaryRow(
                each.code,
                (),
                (Link(str(gettext("Open")), _address(each), about=each.code),),
            )
            for each in found
        ),
    )


def _address(traced: Traced) -> str:
    return url_for("records.show", record_id=traced.id)


def _word(name: str) -> str:
    """Give a code of a table as words; a country stays its code."""
    return name if name.isupper() else name.replace("_", " ")
