"""Read the records of a file as bytes, and notice on the way whatever is wrong with them."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final, TypeAlias

import polars as pl

from app.bulk.encoding import BYTE, ROW, encode_flags, encode_texts, list_strange_cells
from app.bulk.problems import MOST_PROBLEMS, RecordProblem, sort_problems
from app.bulk.results import RECORD_ID
from app.bulk.sources import BEYOND, CellKind, Source
from app.bulk.tallies import BYTES
from app.conditions.truth import Truth
from app.instruments.ids import IndicatorId

# Is told how many more records have been read.
Progress: TypeAlias = Callable[[int], None]

_UNKNOWN: Final = pl.lit(BYTES[Truth.UNKNOWN], dtype=BYTE)


class Intake:
    """One reading of a source; `problems` and `records` are complete when it has come to its end.

    The ids of a CSV file are kept in `folder`, so that the file is gone through only once.
    """

    def __init__(self, source: Source, folder: Path, progress: Progress) -> None:
        self._source = source
        self._folder = folder
        self._progress = progress
        self._texts = source.list_kind(CellKind.TEXT)
        self._problems: tuple[RecordProblem, ...] = ()
        self.records = 0

    @property
    def problems(self) -> tuple[RecordProblem, ...]:
        """Give the first problems that were noticed, by their row."""
        return self._problems

    def read(self, indicators: Sequence[IndicatorId], *, with_ids: bool) -> pl.LazyFrame:
        """Give the records, with a column of bytes for each of these indicators.

        What has no column is unknown for every record.
        """
        named = [*([RECORD_ID] if with_ids else []), *self._source.further]
        flags = set(self._source.list_kind(CellKind.FLAG))
        bytes_ = set(self._source.list_kind(CellKind.TEXT, CellKind.BYTE))
        kept = [name for name in indicators if name in flags | (bytes_ - set(self._texts))]
        return self._scan([*named, *kept]).select(
            *named,
            *(encode_flags(name) for name in indicators if name in flags),
            *(name for name in indicators if name in bytes_),
            *(_UNKNOWN.alias(name) for name in indicators if name not in flags | bytes_),
        )

    def check(self) -> None:
        """Read the records only for what is wrong with their cells."""
        self._scan([]).sink_batches(lambda _: None)

    def _scan(self, kept: Sequence[str]) -> pl.LazyFrame:
        """Give the columns that are kept as they are, and all texts as bytes."""
        records = self._source.scan()
        schema = records.collect_schema()
        read = [*kept, *((BEYOND, RECORD_ID) if self._source.is_csv else ())]
        columns = dict.fromkeys(name for name in read if name in schema)
        texts = (pl.col(name).cast(pl.String) for name in self._texts)
        trimmed = (_trim(name) if name == RECORD_ID else pl.col(name) for name in columns)
        kinds = {name: schema[name] for name in kept}
        kinds |= {RECORD_ID: pl.String()} if RECORD_ID in kept else {}
        return records.select(ROW, *trimmed, *texts).map_batches(
            lambda batch: self._take(batch, kept),
            schema={**kinds, **dict.fromkeys(self._texts, BYTE)},
            streamable=True,
        )

    def _take(self, batch: pl.DataFrame, kept: Sequence[str]) -> pl.DataFrame:
        self.records += batch.height
        self._progress(batch.height)
        if self._source.is_csv and batch.height:
            self._keep_ids(batch)
            self._note(batch, self._list_overlong(batch))
        encoded = encode_texts(batch, self._texts)
        if any(encoded.null_count().row(0)):
            self._note(batch, list_strange_cells(str(self._source.path), batch, encoded))
            encoded = encoded.with_columns(pl.all().fill_null(_UNKNOWN))
        return pl.concat([batch.select(kept), encoded], how="horizontal")

    def _note(self, batch: pl.DataFrame, found: Iterator[RecordProblem]) -> None:
        full = len(self._problems) == MOST_PROBLEMS
        if not full or batch.get_column(ROW)[0] < self._problems[-1].row:
            self._problems = sort_problems(chain(self._problems, found))

    def _keep_ids(self, batch: pl.DataFrame) -> None:
        if RECORD_ID in batch.columns:
            name = f"{batch.get_column(ROW)[0]:020}.arrow"
            batch.select(ROW, RECORD_ID).write_ipc(self._folder / name)

    def _list_overlong(self, batch: pl.DataFrame) -> Iterator[RecordProblem]:
        found = batch.filter(pl.col(BEYOND).is_not_null()).select(ROW, BEYOND)
        for row, value in found.head(MOST_PROBLEMS).iter_rows():
            what, hint = "stands beyond the last column", "Quote cells that have a comma in them."
            yield RecordProblem(str(self._source.path), row, "", value, what, hint)


def scan_ids(source: Source, folder: Path) -> pl.LazyFrame:
    """Give the rows and ids of all records; those of a CSV file were kept when it was read."""
    if source.is_csv:
        return pl.scan_ipc(folder / "*.arrow")
    return source.scan().select(ROW, _trim(RECORD_ID))


def _trim(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.String).str.strip_chars()
