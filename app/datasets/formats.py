"""The formats of a table that leaves: each is written row by row, with little memory."""

import csv
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Final, TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

Row: TypeAlias = Sequence[str]
TakeRow: TypeAlias = Callable[[Row], object]
OpenTable: TypeAlias = Callable[[Path, Row], AbstractContextManager[TakeRow]]

# More than these a sheet can't hold; a whole file of another format is better than a part of one.
MOST_SHEET_ROWS: Final = 1_048_575
# So many rows are held at once on their way to Parquet.
ROWS_OF_A_PART: Final = 2_000
# No cell is taken for a formula or a link, and `NA` and `-99` stay what they are.
SHEET_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

_FORMULA = re.compile(r"[=+\-@\t\r]")
_ERROR_OF_THE_SYSTEM = re.compile(r"\(os error (\d+)\)")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


class TooManyRowsError(ValueError):
    """A sheet can't hold so many rows."""


def disarm(text: str) -> str:
    """Give a cell that no spreadsheet takes for a formula; a number stays a number."""
    risky = _FORMULA.match(text) is not None and _NUMBER.fullmatch(text) is None
    return f"'{text}" if risky else text


@contextmanager
def open_csv(path: Path, columns: Row) -> Iterator[TakeRow]:
    """Write CSV: UTF-8 without BOM, LF, quoted only where needed, formulas made harmless."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        yield lambda row: writer.writerow([disarm(_end_lines(cell)) for cell in row])


def _end_lines(text: str) -> str:
    """Give a cell whose lines end as in the file: Python quotes no other end, and it parts rows."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@contextmanager
def open_json_lines(path: Path, columns: Row) -> Iterator[TakeRow]:
    """Write JSON Lines: one object a line, every value as text."""
    with path.open("w", encoding="utf-8", newline="") as file:
        yield lambda row: file.write(
            json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n"
        )


@contextmanager
def open_workbook(path: Path) -> Iterator[Workbook]:
    """Give an empty workbook, which is written at the end. Raises OSError."""
    workbook = Workbook(str(path), {**SHEET_OPTIONS, "tmpdir": str(path.parent)})
    try:
        with workbook:
            yield workbook
    except FileCreateError as error:
        # What the system said stands in an error of the library's own.
        raise error.args[0] from None
    finally:
        # Where something fails, the library leaves the files open in which rows wait.
        for sheet in workbook.worksheets():
            with suppress(OSError):
                sheet.row_data_fh.close()


@contextmanager
def open_xlsx(path: Path, columns: Row) -> Iterator[TakeRow]:
    """Write a workbook with one sheet, every cell as text."""
    with open_workbook(path) as workbook:
        sheet = workbook.add_worksheet("data")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, columns, workbook.add_format({"bold": True}))
        written = 0

        def take(row: Row) -> None:
            nonlocal written
            written += 1
            if written > MOST_SHEET_ROWS:
                sentence = f"A sheet holds {MOST_SHEET_ROWS} rows; choose another format."
                raise TooManyRowsError(sentence)
            sheet.write_row(written, 0, row)

        yield take


@contextmanager
def open_parquet(path: Path, columns: Row) -> Iterator[TakeRow]:
    """Write Parquet: every column as text. Parts beside it hold the rows until the end."""
    import polars  # noqa: PLC0415 - It takes half a second to load; few need it.

    parts: list[Path] = []
    rows: list[Row] = []

    def put_away() -> None:
        parts.append(path.with_suffix(f".{len(parts)}"))
        schema = dict.fromkeys(columns, polars.String)
        polars.DataFrame(rows, schema=schema, orient="row").write_parquet(parts[-1])
        rows.clear()

    def take(row: Row) -> None:
        rows.append(row)
        if len(rows) == ROWS_OF_A_PART:
            put_away()

    with _saying_what_the_system_said():
        yield take
        put_away()
        polars.scan_parquet(parts, glob=False).sink_parquet(path, row_group_size=ROWS_OF_A_PART)
    for part in parts:
        part.unlink()


@contextmanager
def _saying_what_the_system_said() -> Iterator[None]:
    """Let what the table engine put into a sentence be the error of the system that it was."""
    import polars  # noqa: PLC0415 - As above.

    try:
        yield
    except polars.exceptions.PolarsError as error:
        said = _ERROR_OF_THE_SYSTEM.search(str(error))
        if said is None:
            raise
        raise OSError(int(said[1]), os.strerror(int(said[1]))) from None


FORMATS: Mapping[str, OpenTable] = {
    "csv": open_csv,
    "xlsx": open_xlsx,
    "jsonl": open_json_lines,
    "parquet": open_parquet,
}
