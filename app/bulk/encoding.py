"""Turn the cells of records into bytes, and notice those that hold nothing that is understood."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from app.bulk.problems import MOST_PROBLEMS, RecordProblem
from app.bulk.tallies import BYTES
from app.conditions.truth import Truth

ROW: Final = "row"
BYTE: Final = pl.UInt8()

ANSWERS: Final = ("no", "yes", "unknown")

_HINT: Final = "Write yes, no or unknown, or leave the cell empty."
_YES, _NO, _UNKNOWN = (
    pl.lit(BYTES[truth], dtype=BYTE) for truth in (Truth.YES, Truth.NO, Truth.UNKNOWN)
)


def encode_flags(column: str) -> pl.Expr:
    """Give the bytes of a column of true, false and null."""
    flags = pl.col(column)
    return (
        pl.when(flags).then(_YES).when(flags.is_null()).then(_UNKNOWN).otherwise(_NO).alias(column)
    )


def trim(column: str) -> pl.Expr:
    """Give a column as text, without the spaces that stand around it."""
    return pl.col(column).cast(pl.String).str.strip_chars()


def encode_text(column: str) -> pl.Expr:
    """Give the bytes of a column of text, however it is written; what is no answer is null."""
    cell = trim(column).str.to_lowercase()
    is_unknown = cell.is_null() | (cell == "unknown") | (cell == "")
    known = pl.when(cell == "yes").then(_YES).when(cell == "no").then(_NO)
    return known.when(is_unknown).then(_UNKNOWN).alias(column)


def word_strange_cell(file: str, row: int, column: str, value: str) -> RecordProblem:
    """Give the problem of a cell that holds no answer."""
    return RecordProblem(file, row, column, value, "is no answer", _HINT)


def word_cell_beyond(file: str, row: int, value: str) -> RecordProblem:
    """Give the problem of a record that has more cells than the header has names."""
    what, hint = "stands beyond the last column", "Quote cells that have a comma in them."
    return RecordProblem(file, row, "", value, what, hint)


def list_strange_cells(
    file: str, frame: pl.DataFrame, encoded: pl.DataFrame
) -> Iterator[RecordProblem]:
    """Give the cells of `frame` that are null when encoded: the first in each column."""
    for column in encoded.columns:
        nulls = encoded.get_column(column).is_null()
        if nulls.any():
            found = frame.filter(nulls).select(ROW, column).head(MOST_PROBLEMS)
            for row, value in found.iter_rows():
                yield word_strange_cell(file, row, column, value)
