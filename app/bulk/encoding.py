"""Turn the cells of records into bytes, and notice those that hold nothing that is understood."""

from collections.abc import Iterator
from itertools import product
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


def _list_spellings(word: str) -> list[str]:
    """Give a word in every mixture of small and capital letters."""
    return ["".join(letters) for letters in product(*zip(word, word.upper(), strict=True))]


_NOES, _YESES = _list_spellings("no"), _list_spellings("yes")

# What a strict parser takes for an answer: it keeps the place of a cell in this list, in a byte.
SPELLINGS: Final = pl.Enum([*_NOES, *_YESES, *_list_spellings("unknown"), ""])


def encode_places(column: str) -> pl.Expr:
    """Give the bytes of a column of spellings."""
    place = pl.col(column).to_physical()
    known = pl.when(place < len(_NOES)).then(_NO).when(place < len(_NOES) + len(_YESES)).then(_YES)
    return known.otherwise(_UNKNOWN).alias(column)


def encode_flags(column: str) -> pl.Expr:
    """Give the bytes of a column of true, false and null."""
    flags = pl.col(column)
    return (
        pl.when(flags).then(_YES).when(flags.is_null()).then(_UNKNOWN).otherwise(_NO).alias(column)
    )


def encode_text(column: str) -> pl.Expr:
    """Give the bytes of a column of text, however it is written; what is no answer is null."""
    cell = pl.col(column).cast(pl.String).str.strip_chars().str.to_lowercase()
    is_unknown = cell.is_null() | (cell == "unknown") | (cell == "")
    known = pl.when(cell == "yes").then(_YES).when(cell == "no").then(_NO)
    return known.when(is_unknown).then(_UNKNOWN).alias(column)


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
