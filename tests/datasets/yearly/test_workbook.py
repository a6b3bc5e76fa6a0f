"""The workbook of yearly tables says what is counted, what is hidden, and every cell."""

from pathlib import Path

import openpyxl
import pytest

from app.datasets.yearly.checks import check_counted, check_tables
from app.datasets.yearly.model import YearlyTables
from app.datasets.yearly.publish import build_sheets
from app.datasets.yearly.workbook import write_tables
from app.documents.model import parse_as
from app.documents.reader import parse_document
from tests.datasets.reference import INDICATORS, dataset
from tests.datasets.yearly.counted import counted, tables

TEXT = (INDICATORS / "tables" / "yearly" / "1.0.0.yaml").read_text(encoding="utf-8")


def test_workbook_has_a_sheet_for_each_table_with_every_cell(tmp_path: Path) -> None:
    sheets = list(build_sheets(tables(), counted()))
    populations = {each.id: each for each in tables().populations}

    write_tables(tmp_path / "tables.xlsx", sheets, populations)

    workbook = openpyxl.load_workbook(tmp_path / "tables.xlsx")
    assert workbook.sheetnames == [sheet.table.id for sheet in sheets]
    for sheet in sheets:
        rows = list(workbook[sheet.table.id].iter_rows(values_only=True))
        shown = [str([cell for cell in row if cell is not None][-1]) for row in rows]
        assert shown[-len(sheet.lines) :] == [line.shown for line in sheet.lines]


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        ("below: 5", "below: 4", "publishes counts that are too small"),
        ("- population: offences", "- population: offenses", "no population “offenses”"),
        ("- [sex, age]", "- [sex, ages]", "no variable “ages”"),
        ("codes: [identified, presumed]", "codes: [identified, supposed]", "no code “supposed”"),
        ("counts: person_code", "counts: person", "no field “person”"),
    ],
)
def test_a_mistake_in_the_tables_is_told(was: str, becomes: str, words: str) -> None:
    assert was in TEXT
    text = TEXT.replace(was, becomes, 1)
    found = parse_as(parse_document(text.encode(), "yearly"), YearlyTables)

    faults = [
        *check_tables(found),
        *check_counted(found, {name: dataset(name) for name in ("victims", "traffickers")}),
    ]

    assert words in " ".join(fault.what for fault in faults)
