"""Read the records of a file as bytes, and look for whatever is wrong with them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import polars as pl

from app.bulk.encoding import (
    BYTE,
    ROW,
    SPELLINGS,
    encode_flags,
    encode_places,
    encode_text,
    list_strange_cells,
)
from app.bulk.problems import MOST_PROBLEMS, RecordProblem
from app.bulk.results import RECORD_ID
from app.bulk.sources import BEYOND, CellKind, Source
from app.bulk.tallies import BYTES
from app.conditions.truth import Truth
from app.instruments.ids import IndicatorId

# Is told how many more records have been read.
Progress: TypeAlias = Callable[[int], None]

_UNKNOWN: Final = pl.lit(BYTES[Truth.UNKNOWN], dtype=BYTE)

# How the bytes of a column are found.
_BYTES_OF_KIND: Final[Mapping[CellKind, Callable[[str], pl.Expr]]] = {
    CellKind.TEXT: encode_text,
    CellKind.SPELLING: encode_places,
    CellKind.FLAG: encode_flags,
    CellKind.BYTE: pl.col,
    CellKind.UNKNOWN: _UNKNOWN.alias,
}

# The files in which ids are kept.
_IDS: Final = "*.stream"


class Intake:
    """One reading of a source; `records` is complete when it has come to its end.

    The ids of a CSV file are kept in `folder`, so that the file is gone through only once.
    """

    def __init__(self, source: Source, folder: Path, progress: Progress) -> None:
        self._source = source
        self._folder = folder
        self._progress = progress
        self.records = 0

    def read(self, indicators: Sequence[IndicatorId], *, with_ids: bool) -> pl.LazyFrame:
        """Give the records, with a column of bytes for each of these indicators.

        What has no column is unknown for every record.
        """
        named = [*([RECORD_ID] if with_ids else []), *self._source.further]
        return self._scan(named).select(*named, *map(self._encode, indicators))

    def forget(self) -> None:
        """Undo what this reading has left behind, so that another can begin."""
        for kept in self._folder.glob(_IDS):
            kept.unlink()
        self._progress(-self.records)

    def _encode(self, indicator: IndicatorId) -> pl.Expr:
        return _BYTES_OF_KIND[self._source.kinds.get(indicator, CellKind.UNKNOWN)](indicator)

    def _scan(self, named: Sequence[str]) -> pl.LazyFrame:
        """Give these columns, and those of all indicators as they are read."""
        records = self._source.scan()
        if not self._source.is_csv and not self._source.has_texts:
            self.records = records.select(pl.len()).collect().item()
            return records.select(*map(_trim_id, named), *self._source.kinds)
        names = dict.fromkeys([*named, *([RECORD_ID] if self._source.has_ids else [])])
        kinds = {CellKind.TEXT: pl.String(), CellKind.SPELLING: SPELLINGS}
        cells = (
            pl.col(name).cast(kinds[kind]) if kind in kinds else pl.col(name)
            for name, kind in self._source.kinds.items()
        )
        # It needs all of the columns, so that none is passed over unread.
        return records.select(ROW, *map(_trim_id, names), *cells).map_batches(
            self._take, streamable=True
        )

    def _take(self, batch: pl.DataFrame) -> pl.DataFrame:
        # Nothing in here may ask Polars to run a query, as even `select` does: it would wait for a
        # thread, and all threads may be waiting in here.
        self.records += batch.height
        self._progress(batch.height)
        if self._source.is_csv and RECORD_ID in batch.columns and batch.height:
            rows, ids = batch.get_column(ROW), batch.get_column(RECORD_ID)
            name = f"{rows[0]:020}.stream"
            pl.DataFrame([rows, ids]).write_ipc_stream(self._folder / name)
        return batch


def list_odd_cells(source: Source) -> Iterator[RecordProblem]:
    """Give what is wrong with the cells of the first rows that have anything wrong."""
    texts = source.list_kind(CellKind.TEXT)
    cells = [pl.col(name).cast(pl.String) for name in texts]
    beyond = [pl.col(BEYOND)] if source.is_csv else []
    is_odd = [encode_text(name).is_null() for name in texts]
    is_odd += [cell.is_not_null() for cell in beyond]
    if not is_odd:
        return
    records = source.scan().filter(pl.any_horizontal(is_odd)).select(ROW, *beyond, *cells)
    found = records.head(MOST_PROBLEMS).collect(engine="streaming")
    file = str(source.path)
    if source.is_csv:
        for row, value in found.filter(pl.col(BEYOND).is_not_null()).select(ROW, BEYOND).rows():
            what, hint = "stands beyond the last column", "Quote cells that have a comma in them."
            yield RecordProblem(file, row, "", value, what, hint)
    yield from list_strange_cells(file, found, found.select(map(encode_text, texts)))


def scan_ids(source: Source, folder: Path) -> pl.LazyFrame:
    """Give the rows and ids of all records; those of a CSV file were kept when it was read."""
    kept = list(folder.glob(_IDS))
    if not kept:
        return source.scan().select(ROW, _trim_id(RECORD_ID))
    for stream in kept:
        pl.read_ipc_stream(stream).write_ipc(stream.with_suffix(".arrow"))
    return pl.scan_ipc(folder / "*.arrow")


def _trim_id(column: str) -> pl.Expr:
    cell = pl.col(column)
    return cell.cast(pl.String).str.strip_chars() if column == RECORD_ID else cell
