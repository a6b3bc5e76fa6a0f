"""Yearly tables as a workbook that can be sent: a sheet for each table, and what it hides."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from app.datasets.formats import open_workbook
from app.datasets.yearly.model import Population
from app.datasets.yearly.publish import CONFIDENTIAL, Sheet

TOTAL = "total"


def write_tables(
    path: Path, sheets: Iterable[Sheet], populations: Mapping[str, Population]
) -> None:
    """Write a workbook with a sheet for each table."""
    with open_workbook(path) as workbook:
        for each in sheets:
            sheet = workbook.add_worksheet(each.table.id)
            for row, line in enumerate(list_rows(each, populations)):
                _write_row(sheet, row, line)


def list_rows(sheet: Sheet, populations: Mapping[str, Population]) -> list[tuple[str, ...]]:
    """Give the rows of a table: what it is, what its signs mean, and a line for each cell."""
    table, hides = sheet.table, sheet.hides
    names = sorted({name for line in sheet.lines for name in line.cell.margin})
    notes = [(table.note,)] if table.note else []
    head: list[tuple[str, ...]] = [
        (f"{table.id} {table.title}",),
        (sheet.collection.title,),
        (f"Established: {table.provenance.value}",),
        *notes,
        (f"{hides.shown}: a count from {hides.least} to {hides.below - 1}",),
        (f"{CONFIDENTIAL}: hidden, because it would give a small count away",),
        ("year", "who is counted", *names, table.unit),
    ]
    return head + [
        (
            str(line.cell.year),
            populations[line.population].title,
            *(_word(line.cell.margin, line.cell.categories, name) for name in names),
            line.shown,
        )
        for line in sheet.lines
    ]


def _word(margin: tuple[str, ...], categories: tuple[str, ...], name: str) -> str:
    return categories[margin.index(name)] if name in margin else TOTAL


def _write_row(sheet: Worksheet, row: int, line: tuple[str, ...]) -> None:
    for place, text in enumerate(line):
        if text.isdecimal():
            sheet.write_number(row, place, int(text))
        else:
            sheet.write_string(row, place, text)
