"""Turn the cells of records into bytes, and notice those that hold nothing that is understood."""

from collections.abc import Iterator, Sequence
from typing import Final

import polars as pl

from app.bulk.problems import MOST_PROBLEMS, RecordProblem
from app.bulk.tallies import BYTES
from app.conditions.truth import Truth

ROW: Final = "row"
BYTE: Final = pl.UInt8()

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


def encode_texts(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Give the bytes of columns of text; what is not understood is null.

    Most cells are written plainly. Spaces and capital letters are looked at only in the columns
    that have a cell which isn't.
    """
    plain = frame.select(_encode(pl.col(column)).alias(column) for column in columns)
    odd = [column for column in columns if plain.get_column(column).null_count()]
    if not odd:
        return plain
    cells = {column: pl.col(column).str.strip_chars().str.to_lowercase() for column in odd}
    encoded = frame.select(_encode(cell).alias(column) for column, cell in cells.items())
    return plain.with_columns(encoded)


def list_strange_cells(
    file: str, frame: pl.DataFrame, encoded: pl.DataFrame
) -> Iterator[RecordProblem]:
    """Give the cells of `frame` that are null when encoded: the first in each column."""
    for column in encoded.columns:
        nulls = encoded.get_column(column).is_null()
        if nulls.any():
            found = frame.filter(nulls).select(ROW, column).head(MOST_PROBLEMS)
            for row, value in found.iter_rows():
                yield RecordProblem(file, row, column, value, "is no answer", _HINT)


def _encode(cell: pl.Expr) -> pl.Expr:
    return (
        pl.when(cell == "yes")
        .then(_YES)
        .when(cell == "no")
        .then(_NO)
        .when(cell.is_null() | (cell == "unknown") | (cell == ""))
        .then(_UNKNOWN)
    )
