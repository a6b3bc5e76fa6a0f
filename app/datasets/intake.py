"""Read a published workbook or survey form: what each row gives, before anything is recorded."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from app.conditions.values import Silence
from app.datasets.express import find_code, is_read_back
from app.datasets.model import SEVERAL, Column, Dataset, DatasetField, Kind, Make, TemplateColumn
from app.datasets.model import Mapping as StandardMapping
from app.datasets.records import Record, UnreadableError, Value, read_value
from app.datasets.silences import read_silence
from app.datasets.unpacking import Raw, UnfitWorkbookError, unpack
from app.datasets.words import PublishedWords, simplify


@dataclass(frozen=True)
class RowReport:
    """What one row gives: a record, or the reasons why not; and which columns are never read."""

    row: int
    record: Record | None
    problems: tuple[str, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """How a kind of file names its columns, and writes several values.

    What it takes as free text is passed over where it isn't a published code.
    """

    name: Callable[[TemplateColumn], str]
    simplify: Callable[[str], str]
    separator: str | None = None
    free: frozenset[str] = frozenset()


# The hidden names of the workbook are wrong in places, so that labels count.
WORKBOOK: Final = Layout(lambda column: column.label, simplify)
# Submissions of the survey form name columns by code, some with other underscores, below groups.
SURVEY: Final = Layout(
    lambda column: column.column,
    lambda name: simplify(name.rpartition("/")[2].replace("_", "")),
    separator=" ",
    free=frozenset({"cas_ReasonForIncomingReferral"}),
)


class Reader:
    """The columns of a template, as they are read into the fields of a dataset."""

    def __init__(
        self, mapping: StandardMapping, dataset: Dataset, layout: Layout = WORKBOOK
    ) -> None:
        self._mapping = mapping
        self._layout = layout
        self._separator = layout.separator or mapping.separator
        fields = {each.id: each for each in dataset.list_fields()}
        self._read = {
            column.column: (column, fields[column.field])
            for column in mapping.columns
            if is_read_back(column, fields[column.field])
        }
        self._words = {name: PublishedWords(mapping, name) for name in self._read}
        self._labels = {layout.simplify(layout.name(c)): c.column for c in mapping.template}

    def read(self, path: Path) -> tuple[RowReport, ...]:
        """Give a report of every row that holds anything. Nothing is recorded: it is a dry run.

        Raises UnfitWorkbookError where there are no rows to report on.
        """
        rows = unpack(path)
        head = self._find_head(rows)
        places = [self._labels.get(self._layout.simplify(_word(cell))) for cell in rows[head]]
        return tuple(
            self._read_row(number, dict(zip(places, cells, strict=False)))
            for number, cells in enumerate(rows[head + 1 :], start=head + 2)
            if any(place and _word(cell) for place, cell in zip(places, cells, strict=False))
        )

    def _find_head(self, rows: Sequence[Sequence[Raw]]) -> int:
        """Give the row that names the columns."""
        for number, row in enumerate(rows[:5]):
            names = (self._layout.simplify(_word(cell)) for cell in row)
            if sum(name in self._labels for name in names) >= 3:
                return number
        sentence = f"No row names the columns of {self._mapping.standard}: use its template."
        raise UnfitWorkbookError(sentence)

    def _read_row(self, number: int, cells: Mapping[str | None, Raw]) -> RowReport:
        values: dict[str, Value | Silence] = {}
        problems: list[str] = []
        unread: list[str] = []
        for name, raw in cells.items():
            text = _word(raw)
            if name is None or not text:
                continue
            if name not in self._read:
                unread.append(name)
                continue
            column, field = self._read[name]
            try:
                values[field.id] = self._read_cell(column, field, text)
            except UnreadableError as error:
                if name in self._layout.free or field.kind is Kind.ORGANISATION:
                    unread.append(name)
                else:
                    problems.append(f"{name}: {error}")
        record = None if problems else Record(values)
        return RowReport(number, record, tuple(problems), tuple(unread))

    def _read_cell(self, column: Column, field: DatasetField, text: str) -> Value | Silence:
        silence = read_silence(column.silences or self._mapping.silences, self._code(column, text))
        if silence is not None:
            return silence
        if column.make is Make.AS_IS:
            return read_value(text, field)
        codes, strange = self._split(column, field, text)
        if strange or not codes:
            sentence = f"“{'”, “'.join(strange)}” is none of the published codes or labels."
            raise UnreadableError(sentence)
        found = tuple(self._translate(column, code) for code in codes)
        return found if field.kind in SEVERAL else found[0]

    def _code(self, column: Column, text: str) -> str:
        return self._words[column.column].find_code(text) or text

    def _split(self, column: Column, field: DatasetField, text: str) -> tuple[list[str], list[str]]:
        words = self._words[column.column]
        if field.kind in SEVERAL:
            return words.split(text, self._separator)
        code = words.find_code(text)
        return ([], [text]) if code is None else ([code], [])

    def _translate(self, column: Column, code: str) -> str:
        if column.make is Make.COUNTRY:
            return code
        found = find_code(code, column)
        if found is None:
            raise UnreadableError(f"“{code}” has no code here.")
        return found


def _word(raw: Raw) -> str:
    """Give a cell as text: days in ISO form, whole numbers without a fraction."""
    if isinstance(raw, date):
        return raw.isoformat()[:10]
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw).strip()


def list_problems(reports: Sequence[RowReport]) -> Iterator[str]:
    """Give every problem as a sentence with its row."""
    for report in reports:
        for problem in report.problems:
            yield f"Row {report.row}: {problem}"
