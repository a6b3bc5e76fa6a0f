"""Read the records of a file as bytes, and look for whatever is wrong with them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import polars as pl

from app.bulk.encoding import (
    BYTE,
    ROW,
    encode_flags,
    encode_text,
    list_strange_cells,
    trim,
    word_cell_beyond,
    word_strange_cell,
)
from app.bulk.problems import MOST_PROBLEMS, RecordProblem
from app.bulk.results import RECORD_ID
from app.bulk.sources import BEYOND, CellKind, Source, count_records
from app.bulk.spellings import Spellings, is_plain
from app.bulk.tallies import BYTES
from app.conditions.truth import Truth
from app.instruments.ids import IndicatorId

# Is told how many more records have been read.
Progress: TypeAlias = Callable[[int], None]

_UNKNOWN: Final = pl.lit(BYTES[Truth.UNKNOWN], dtype=BYTE)

# How the bytes of a column are found.
_BYTES_OF_KIND: Final[Mapping[CellKind, Callable[[str], pl.Expr]]] = {
    CellKind.TEXT: encode_text,
    CellKind.FLAG: encode_flags,
    CellKind.BYTE: pl.col,
    CellKind.UNKNOWN: _UNKNOWN.alias,
}

# The files in which ids are kept.
_IDS: Final = "*.stream"


class Intake:
    """One reading of a source; `records` is complete when it has come to its end.

    The ids of a CSV file are kept in `folder`, so that the file is gone through only once. With
    `spellings`, texts are read as their places in that list, and `odd_places` and `list_problems`
    tell in the end what was not in it; what was made of the records is then worth nothing.
    """

    def __init__(
        self, source: Source, folder: Path, progress: Progress, spellings: Spellings | None = None
    ) -> None:
        self._source = source
        self._folder = folder
        self._progress = progress
        self._spellings = spellings
        self._odd: list[tuple[int, IndicatorId, int]] = []
        self._beyond: list[tuple[int, str]] = []
        self.records = 0
        self.odd_places: set[int] = set()

    def read(
        self, indicators: Sequence[IndicatorId], *, with_ids: bool, with_rows: bool = False
    ) -> pl.LazyFrame:
        """Give the records, with a column of bytes for each of these indicators.

        What has no column is unknown for every record.
        """
        places = [*([RECORD_ID] if with_ids else []), *([ROW] if with_rows else [])]
        named = [*places, *self._source.further]
        return self._scan(named).select(*named, *map(self._encode, indicators))

    def forget(self) -> None:
        """Undo what this reading has left behind, so that another can begin."""
        for kept in self._folder.glob(_IDS):
            kept.unlink()
        self._progress(-self.records)

    def list_problems(self, texts: Mapping[int, str]) -> Iterator[RecordProblem]:
        """Give what was odd, the first in every column; `texts` has what stands at each place."""
        file = str(self._source.path)
        yield from (word_cell_beyond(file, row, value) for row, value in self._beyond)
        # Batches are read at the same time, and come in any order.
        places = {name: place for place, name in enumerate(self._source.kinds)}
        for row, name, place in sorted(self._odd, key=lambda odd: (odd[0], places[odd[1]])):
            yield word_strange_cell(file, row, name, texts[place])

    def _encode(self, indicator: IndicatorId) -> pl.Expr:
        kind = self._source.kinds.get(indicator, CellKind.UNKNOWN)
        if self._spellings is not None and kind is CellKind.TEXT:
            return self._spellings.encode(indicator)
        return _BYTES_OF_KIND[kind](indicator)

    def _scan(self, named: Sequence[str]) -> pl.LazyFrame:
        """Give these columns, and those of all indicators as they are read."""
        if not self._source.is_csv and not self._source.has_texts:
            self.records = count_records(self._source)
            return self._source.scan().select(*map(self._trim, named), *self._source.kinds)
        records = self._source.scan(self._spellings.kind if self._spellings else None)
        ids = [RECORD_ID] if self._source.has_ids else []
        beyond = [BEYOND] if self._source.is_csv else []
        names = dict.fromkeys([ROW, *beyond, *ids, *named])
        # It needs all of the columns, so that none is passed over unread.
        return records.select(
            *map(self._trim, names), *map(self._find_cell, self._source.kinds)
        ).map_batches(self._take, streamable=True)

    def _trim(self, column: str) -> pl.Expr:
        return read_id(self._source) if column == RECORD_ID else pl.col(column)

    def _find_cell(self, indicator: IndicatorId) -> pl.Expr:
        cell = pl.col(indicator)
        if self._source.kinds[indicator] is not CellKind.TEXT:
            return cell
        if self._spellings is None:
            return cell.cast(pl.String)
        spelled = cell if self._source.is_csv else cell.cast(pl.String).cast(self._spellings.kind)
        return spelled.to_physical()

    def _take(self, batch: pl.DataFrame) -> pl.DataFrame:
        # Nothing in here may ask Polars to run a query, as even `select` does: it would wait for a
        # thread, and all threads may be waiting in here.
        self.records += batch.height
        self._progress(batch.height)
        rows = batch.get_column(ROW)
        if self._source.is_csv and RECORD_ID in batch.columns and batch.height:
            name = f"{rows[0]:020}.stream"
            pl.DataFrame([rows, batch.get_column(RECORD_ID)]).write_ipc_stream(self._folder / name)
        if self._spellings is not None:
            self._note_what_is_odd(batch, rows, len(self._spellings))
        return batch

    def _note_what_is_odd(self, batch: pl.DataFrame, rows: pl.Series, known: int) -> None:
        for name in self._source.texts:
            places = batch.get_column(name)
            last = places.max()
            if isinstance(last, int) and last >= known:
                is_odd = places >= known
                odd = places.filter(is_odd).to_list()
                self.odd_places |= set(odd)
                first = rows.filter(is_odd).head(MOST_PROBLEMS).to_list()
                self._odd += [(row, name, place) for row, place in zip(first, odd, strict=False)]
        if self._source.is_csv:
            cells = batch.get_column(BEYOND)
            if cells.null_count() < batch.height:
                both = zip(rows.to_list(), cells.to_list(), strict=True)
                found = [(row, cell) for row, cell in both if cell is not None]
                self._beyond += found[:MOST_PROBLEMS]


def list_odd_cells(source: Source) -> Iterator[RecordProblem]:
    """Give what is wrong with the cells of the first rows that have anything wrong."""
    texts = source.texts
    cells = [pl.col(name).cast(pl.String) for name in texts]
    beyond = [pl.col(BEYOND)] if source.is_csv else []
    if not texts and not beyond:
        return
    is_long = [cell.is_not_null() for cell in beyond]
    # Most records are passed over quickly, so that few cells have to be understood.
    is_odd = pl.any_horizontal(*is_long, *(~is_plain(name) for name in texts))
    is_wrong = pl.any_horizontal(*is_long, *(encode_text(name).is_null() for name in texts))
    records = source.scan().select(ROW, *beyond, *cells).filter(is_odd).filter(is_wrong)
    found = records.head(MOST_PROBLEMS).collect(engine="streaming")
    file = str(source.path)
    if source.is_csv:
        for row, value in found.filter(pl.col(BEYOND).is_not_null()).select(ROW, BEYOND).rows():
            yield word_cell_beyond(file, row, value)
    yield from list_strange_cells(file, found, found.select(map(encode_text, texts)))


def scan_ids(source: Source, folder: Path) -> pl.LazyFrame:
    """Give the rows and ids of all records; those of a CSV file were kept when it was read."""
    kept = list(folder.glob(_IDS))
    if not kept:
        return source.scan().select(ROW, read_id(source))
    for stream in kept:
        pl.read_ipc_stream(stream).write_ipc(stream.with_suffix(".arrow"))
    return pl.scan_ipc(folder / "*.arrow")


def read_id(source: Source) -> pl.Expr:
    """Give the id of a record as it is meant, without what stands around it."""
    return pl.col(RECORD_ID) if source.is_packed else trim(RECORD_ID)
