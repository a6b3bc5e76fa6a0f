"""Records go into the published workbook and come back, minus exactly what the report says."""

import os
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.conditions.values import Silence
from app.datasets.intake import Reader, RowReport
from app.datasets.losses import Loss, LossKind, LossReport
from app.datasets.records import Record, Value
from app.datasets.sample_victims import generate_victims
from app.datasets.workbook import Template, write_workbook
from tests.datasets.reference import dataset, mapping, read_reference

# The number that is asked for, and what is tried by day.
RECORDS = 2000 if os.environ.get("THRESHOLD_NIGHT") else 250


class Trip:
    """Records, the workbook that they were written to, and what was read again."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "htcds.xlsx"
        self.template = Template(mapping("htcds"), dataset("victims"))
        self.records = list(islice(generate_victims(dataset("victims"), 11), RECORDS))
        self.report = write_workbook(self.path, self.template, self.records)
        self.sheet = openpyxl.load_workbook(self.path).worksheets[0]
        self.rows = Reader(mapping("htcds"), dataset("victims")).read(self.path)


@pytest.fixture(scope="module")
def trip(tmp_path_factory: pytest.TempPathFactory) -> Trip:
    return Trip(tmp_path_factory.mktemp("trip"))


def lose(record: Record, losses: list[Loss]) -> dict[str, Value | Silence]:
    """Give a record without what was lost, going by nothing but the losses."""
    left = dict(record.values)
    for loss in losses:
        now = left.get(loss.field, Silence.NOT_ASKED)
        if loss.kind == LossKind.DROPPED.value and not loss.value:
            left.pop(loss.field)
        elif isinstance(now, Silence):
            left[loss.field] = Silence(loss.becomes)
        else:
            codes = (now,) if isinstance(now, str) else now
            assert isinstance(codes, tuple)
            kept = (loss.becomes if code == loss.value else code for code in codes)
            several = tuple(dict.fromkeys(code for code in kept if code))
            left[loss.field] = several if isinstance(now, tuple) else several[0]
    return {f: v for f, v in left.items() if v not in ((), Silence.NOT_ASKED)}


def list_labels() -> dict[str, set[str]]:
    """Give the published labels and codes of every column that has a list."""
    reference = read_reference("htcds-2.0")
    fields = {each["api_name"]: each.get("value_set") for each in reference["fields"]}
    found = {
        name: {each["label"] for each in reference["value_sets"][key]}
        for name, key in fields.items()
        if key
    }
    found["prs_Gender"] = {each["code"] for each in reference["value_sets"]["gender"]}
    return found | {"con_Consent": {"TRUE", "FALSE"}}


def test_workbook_has_the_columns_of_the_published_template(trip: Trip) -> None:
    published = read_reference("htcds-2.0")["excel_templates"]["columns"]

    sheet = trip.sheet

    for each in published:
        assert sheet[f"{each['column']}1"].value == (
            each["hidden_row1"] if each["hidden_row1"] != "null" else None
        )
        assert sheet[f"{each['column']}2"].value == each["visible_row2"]
    assert sheet.row_dimensions[1].hidden
    assert (sheet.max_column, sheet.max_row) == (len(published) + 1, RECORDS + 2)


def test_an_independent_reader_finds_published_codes_alone(trip: Trip) -> None:
    columns = read_reference("htcds-2.0")["excel_templates"]["columns"]
    labels = list_labels()
    countries = {
        each.label for each in next(x for x in mapping("htcds").lists if x.id == "country").codes
    }
    sheet = trip.sheet

    seen: Counter[str] = Counter()
    for row in sheet.iter_rows(min_row=3, values_only=True):
        for each, cell in zip(columns, row[1:], strict=True):
            name = each["field_by_visible_label"]
            known = countries if name == "prs_Citizenship" else labels.get(name)
            if known is not None and cell is not None:
                seen[name] += 1
                assert remove_labels(str(cell), known) == "", (name, cell)

    assert set(seen) == {c.column for c in trip.template.expression.columns} & {
        *labels,
        "prs_Citizenship",
    }


def remove_labels(cell: str, known: set[str]) -> str:
    """Take the longest labels away from the front, each with the separator of the template."""
    while cell:
        fitting = [label for label in known if cell == label or cell.startswith(f"{label}; ")]
        if not fitting:
            return cell
        cell = cell[len(max(fitting, key=len)) :].removeprefix("; ")
    return cell


def test_import_gives_the_same_records_minus_what_the_report_says(trip: Trip) -> None:
    counted = LossReport()

    for record, row in zip(trip.records, trip.rows, strict=True):
        _, losses = trip.template.expression.express(record)
        counted.take(losses)
        assert row.problems == ()
        assert row.record is not None
        assert lose(record, losses) == read_known(row)

    assert counted.counts == trip.report.counts
    assert len(trip.rows) == RECORDS


def read_known(row: RowReport) -> dict[str, Value | Silence]:
    values: dict[str, Any] = dict(row.record.values) if row.record else {}
    return {field: value for field, value in values.items() if value is not Silence.NOT_ASKED}


def test_namibia_comes_back_as_a_country(trip: Trip) -> None:
    sent = sum("NA" in (record.list_codes("citizenships") or ()) for record in trip.records)

    back = sum(
        "NA" in (row.record.list_codes("citizenships") or ()) for row in trip.rows if row.record
    )

    assert sent == back > 0


def test_days_are_days_for_an_independent_reader(trip: Trip) -> None:
    sheet = trip.sheet

    cells = [row[0] for row in sheet.iter_rows(min_row=3, min_col=30, max_col=30)]

    days = [cell for cell in cells if cell.value is not None]
    assert days
    assert all(cell.is_date for cell in days)
