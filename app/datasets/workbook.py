"""The workbook that a standard publishes as a template, filled with records."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.datasets.export import STEP, Watch
from app.datasets.express import Expression
from app.datasets.formats import open_workbook
from app.datasets.losses import LossReport
from app.datasets.model import Dataset, Kind
from app.datasets.model import Mapping as StandardMapping
from app.datasets.records import Record
from app.datasets.words import PublishedWords

SHEET: Final = "Case Sheet"
# Row 1 holds the hidden names, row 2 the labels; column A counts the rows.
FIRST_ROW: Final = 2
FIRST_COLUMN: Final = 1


class Template:
    """The columns of a published workbook, and a record as its cells."""

    def __init__(self, mapping: StandardMapping, dataset: Dataset) -> None:
        self.mapping = mapping
        self.expression = Expression(mapping, dataset, {each.column for each in mapping.template})
        kinds = {each.column: each.field for each in self.expression.columns}
        fields = self.expression.fields
        self._dates = {name for name, field in kinds.items() if fields[field].kind is Kind.DATE}
        self._labels: Mapping[str, Mapping[str, str]] = {
            each.column: PublishedWords(mapping, each.column).labels
            for each in mapping.template
            if each.labels
        }

    def fill(self, record: Record, report: LossReport) -> tuple[str | date, ...]:
        """Give the cells of one record in the order of the template; the losses are counted."""
        cells, losses = self.expression.express(record)
        report.take(losses)
        names = (each.column for each in self.mapping.template)
        return tuple(self._show(name, cells.get(name, "")) for name in names)

    def _show(self, name: str, text: str) -> str | date:
        if text and name in self._dates:
            return date.fromisoformat(text)
        labels = self._labels.get(name)
        if labels is None or not text:
            return text
        codes = text.split(self.mapping.separator)
        return self.mapping.separator.join(labels[code] for code in codes)


def write_workbook(
    path: Path,
    template: Template,
    records: Iterable[Record],
    watch: Watch | None = None,
    report: LossReport | None = None,
) -> LossReport:
    """Write the records into the columns of the template, and give what that loses."""
    report = template.expression.open_report() if report is None else report
    with open_workbook(path) as workbook:
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet = workbook.add_worksheet(SHEET)
        _write_head(sheet, template.mapping)
        for number, record in enumerate(records, start=1):
            _write_row(sheet, number, template.fill(record, report), day)
            if watch is not None and number % STEP == 0:
                watch(number)
        _write_about(workbook.add_worksheet("about"), template.mapping)
    return report


def _write_head(sheet: Worksheet, mapping: StandardMapping) -> None:
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.write_row(0, FIRST_COLUMN, [each.name or "" for each in mapping.template])
    sheet.write_row(1, FIRST_COLUMN, [each.label for each in mapping.template])


def _write_row(sheet: Worksheet, number: int, cells: tuple[str | date, ...], day: Format) -> None:
    row = FIRST_ROW + number - 1
    sheet.write_number(row, 0, number)
    for place, cell in enumerate(cells, start=FIRST_COLUMN):
        if isinstance(cell, date):
            sheet.write_datetime(row, place, cell, day)
        elif cell:
            sheet.write_string(row, place, cell)


def _write_about(sheet: Worksheet, mapping: StandardMapping) -> None:
    lines = (mapping.title, mapping.source, f"Mapping {mapping.id} {mapping.version}")
    for number, line in enumerate(lines):
        sheet.write_string(number, 0, line)
