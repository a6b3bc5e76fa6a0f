"""Files of records: which columns they have, and what is wrong with these."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from pathlib import Path
from typing import Final

import polars as pl

from app.bulk.encoding import ROW
from app.bulk.problems import InputError, RecordProblem
from app.bulk.results import RECORD_ID
from app.instruments.ids import IndicatorId
from app.instruments.references import suggest

CSV: Final = ".csv"
PARQUET: Final = ".parquet"
BEYOND: Final = "beyond the last column"

# A Parquet file that bears this was written here: its answers are bytes already, and nothing stands
# around its ids.
PACKED: Final = {"threshold.answers": "no 0, unknown 16, yes 17", "threshold.ids": "trimmed"}

_TEXTS = (pl.String, pl.Categorical, pl.Enum)


class CellKind(Enum):
    """What the cells of a column are in the file."""

    TEXT = "text"
    FLAG = "flag"
    BYTE = "byte"
    UNKNOWN = "unknown"
    OTHER = "other"


@dataclass(frozen=True)
class Columns:
    """What the columns of a file may be: indicators, and further ones that were asked for."""

    indicators: tuple[IndicatorId, ...]
    further: tuple[str, ...] = ()

    def is_known(self, column: str) -> bool:
        """Say whether a column has a place here."""
        return column == RECORD_ID or column in self.indicators or column in self.further


@dataclass(frozen=True)
class Source:
    """A file of records, or some of them in a row, with the kind of each indicator column.

    `header` has every column of a CSV file in its place; of Parquet it isn't needed. `first` counts
    the records that are passed over; `length` are in it, or all that follow. A CSV file with bytes
    that aren't UTF-8 is read from a `copy` that has marks in their place.
    """

    path: Path
    kinds: dict[IndicatorId, CellKind]
    further: tuple[str, ...]
    has_ids: bool
    header: tuple[str, ...] = ()
    first: int = 0
    length: int | None = None
    copy: Path | None = None

    @property
    def is_csv(self) -> bool:
        """Say whether this is CSV."""
        return self.path.suffix.lower() == CSV

    @property
    def has_texts(self) -> bool:
        """Say whether any answers are texts."""
        return bool(self.texts)

    @property
    def texts(self) -> list[IndicatorId]:
        """Give the indicators whose cells are texts."""
        return [name for name, kind in self.kinds.items() if kind is CellKind.TEXT]

    @property
    def is_packed(self) -> bool:
        """Say whether this is a file that was written here."""
        return CellKind.BYTE in self.kinds.values()

    def scan(self, text: pl.DataType | None = None) -> pl.LazyFrame:
        """Give the records with their rows, from 1 on, under the names of the columns.

        What is text in CSV is parsed as `text`, where that is given.
        """
        records = self._scan_csv(text or pl.String()) if self.is_csv else self._scan_parquet()
        return records.slice(self.first, self.length) if self.first or self.length else records

    def _scan_parquet(self) -> pl.LazyFrame:
        return pl.scan_parquet(self.path, row_index_name=ROW, row_index_offset=1, glob=False)

    def _scan_csv(self, text: pl.DataType) -> pl.LazyFrame:
        # By their places, since Polars would rename a repeated column without a word. What isn't
        # UTF-8 becomes a mark: so it is found in its row, as any other strange cell.
        kinds = {
            str(place): text if name in self.kinds else pl.String()
            for place, name in enumerate(self.header)
        }
        records = pl.scan_csv(
            self.copy or self.path,
            has_header=False,
            skip_rows=1,
            schema={**kinds, BEYOND: pl.String()},
            missing_columns="insert",
            truncate_ragged_lines=True,
            encoding="utf8-lossy",
            row_index_name=ROW,
            row_index_offset=1,
            glob=False,
        )
        wanted = {name: place for place, name in reversed(list(enumerate(self.header)))}
        named = (pl.col(str(place)).alias(name) for name, place in wanted.items())
        return records.select(ROW, BEYOND, *named)


def open_source(path: Path, columns: Columns) -> tuple[Source, list[RecordProblem]]:
    """Look at the columns of a file. Raises InputError for what can't be read at all.

    Of the problems that are given back, each is wrong for the whole file.
    """
    if path.suffix.lower() == CSV:
        header = _read_header(path)
        known = [name for name in dict.fromkeys(header) if columns.is_known(name)]
        kinds = dict.fromkeys(_list_indicators(known, columns), CellKind.TEXT)
        further = tuple(name for name in known if name in columns.further)
        source = Source(path, kinds, further, RECORD_ID in known, header)
        return source, list(_check_names(path, header, columns))
    schema = _read_schema(path)
    packed = PACKED.items() <= pl.read_parquet_metadata(path).items()
    kinds = {name: _find_kind(schema[name], packed) for name in _list_indicators(schema, columns)}
    further = tuple(name for name in schema if name in columns.further)
    faults = chain(_check_names(path, list(schema), columns), _check_types(path, schema, kinds))
    return Source(path, kinds, further, isinstance(schema.get(RECORD_ID), _TEXTS)), list(faults)


def count_records(source: Source) -> int:
    """Give how many records a source has."""
    if source.length is not None:
        return source.length
    return int(source.scan().select(pl.len()).collect(engine="streaming").item())


def _list_indicators(names: Iterable[str], columns: Columns) -> list[IndicatorId]:
    return [IndicatorId(name) for name in names if name in columns.indicators]


def _read_header(path: Path) -> tuple[str, ...]:
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            header = tuple(name.strip() for name in next(csv.reader(file), ()))
    except csv.Error as error:
        raise InputError([_word(path, "", f"has no header that can be read: {error}")]) from error
    if not header:
        raise InputError([_word(path, "", "is empty")])
    return header


def _read_schema(path: Path) -> pl.Schema:
    try:
        return pl.scan_parquet(path, glob=False).collect_schema()
    except (pl.exceptions.PolarsError, OSError) as error:
        first = str(error).splitlines()[0]
        raise InputError([_word(path, "", f"is no Parquet that can be read: {first}")]) from error


def _find_kind(kind: pl.DataType, packed: bool) -> CellKind:  # noqa: FBT001 - It is what the file says.
    if isinstance(kind, pl.Boolean):
        return CellKind.FLAG
    if isinstance(kind, pl.Null):
        return CellKind.UNKNOWN
    if packed and isinstance(kind, pl.UInt8):
        return CellKind.BYTE
    return CellKind.OTHER if kind.is_nested() or isinstance(kind, pl.Binary) else CellKind.TEXT


def _check_names(path: Path, header: Sequence[str], columns: Columns) -> Iterator[RecordProblem]:
    for name, times in Counter(header).items():
        if times > 1:
            yield _word(path, name, f"stands {times} times in the header", "Keep one of them.")
        if not columns.is_known(name):
            yield _word(path, name, "is no column that can be read", _suggest(name, columns))
    for name in (RECORD_ID, *columns.further):
        if name not in header:
            yield _word(path, name, "is missing", "Add the column.")


def _check_types(
    path: Path, schema: pl.Schema, kinds: dict[IndicatorId, CellKind]
) -> Iterator[RecordProblem]:
    for name, kind in kinds.items():
        if kind is CellKind.OTHER:
            what = f"holds {schema[name]}, and not answers"
            yield _word(path, name, what, "Write yes, no or unknown, or true and false.")
    kind_of_id = schema.get(RECORD_ID)
    if kind_of_id is not None and not isinstance(kind_of_id, _TEXTS):
        yield _word(path, RECORD_ID, f"holds {kind_of_id}, and not text", "Write it as text.")


def _suggest(name: str, columns: Columns) -> str:
    return suggest(name, (*columns.indicators, *columns.further, RECORD_ID), "indicator")


def _word(path: Path, column: str, what: str, hint: str = "Look at the file.") -> RecordProblem:
    return RecordProblem(str(path), 0, column, None, what, hint)
