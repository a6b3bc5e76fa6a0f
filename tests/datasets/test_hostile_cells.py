"""Cells hold text, whatever somebody typed: no sheet computes it, links to it or fetches it."""

import csv
import zipfile
from pathlib import Path

import openpyxl

from app.datasets.formats import open_csv, open_xlsx
from tests.web.payloads import PAYLOADS

STARTS_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def test_no_cell_of_a_csv_is_taken_for_a_formula_and_no_row_is_forged(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    with open_csv(path, ("typed",)) as take:
        for each in PAYLOADS:
            take((each,))

    with path.open(encoding="utf-8", newline="") as file:
        [_, *rows] = list(csv.reader(file))

    meant = [each.replace("\r\n", "\n").replace("\r", "\n") for each in PAYLOADS]
    assert len(rows) == len(meant)
    assert [
        (row[0], each)
        for row, each in zip(rows, meant, strict=True)
        if row[0] not in (each, f"'{each}")
    ] == []
    assert [row for row in rows if row[0].startswith(STARTS_FORMULAS)] == []


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    with open_xlsx(path, ("typed",)) as take:
        for each in PAYLOADS:
            take((each,))

    with zipfile.ZipFile(path) as packed:
        sheets = b"".join(packed.read(n) for n in packed.namelist() if "worksheets/" in n)
    read = openpyxl.load_workbook(path)["data"]
    kinds = {cell.data_type for row in read.iter_rows(min_row=2) for cell in row}

    assert b"<f>" not in sheets
    assert b"<hyperlink" not in sheets
    assert kinds == {"s"}
    assert read.max_row == len(PAYLOADS) + 1
