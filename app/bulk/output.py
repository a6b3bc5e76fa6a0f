"""Write results to a file: the whole of it or nothing."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Final

import polars as pl
from polars import selectors

from app.bulk.encoding import ROW
from app.bulk.results import RECORD_ID
from app.bulk.sources import PARQUET

# How parts of Parquet end: they lie as columns do in memory, so that nothing is packed before they
# are joined, and have rows in the place of ids.
PART: Final = ".ipc"


@contextmanager
def open_workshop(output: Path | None) -> Iterator[Path]:
    """Give an empty folder that is taken away again, on the disk that the output will lie on."""
    beside = output.resolve().parent if output is not None else None
    with TemporaryDirectory(prefix=".assess-", dir=beside) as folder:
        yield Path(folder)


def write_results(results: pl.LazyFrame, path: Path, *, with_header: bool = True) -> None:
    """Write a table in the order of its rows, as CSV, Parquet or a part by the ending of `path`."""
    if path.suffix == PART:
        # Codes are kept as numbers, since a reader would look up the name of each.
        numbers = results.with_columns(selectors.enum().to_physical())
        numbers.sink_ipc(path, compression="uncompressed")
        return
    if path.suffix == PARQUET:
        # Small files matter less here than time: most columns hold a handful of codes anyway, of
        # which each takes a few bits.
        results.sink_parquet(path, compression="uncompressed", statistics=False)
        return
    # An empty text would be written as a pair of quotes; nothing at all is an empty cell.
    cells = pl.col(name for name, kind in results.collect_schema().items() if _may_be_empty(kind))
    emptied = results.with_columns(pl.when(cells != "").then(cells))
    emptied.sink_csv(path, include_header=with_header)


def read_results(path: Path, texts: Iterable[str]) -> list[dict[str, Any]]:
    """Give the rows of a table that was written; `texts` are columns of words, also of digits."""
    schema = dict.fromkeys(texts, pl.String)
    if path.suffix.lower() == PARQUET:
        table = pl.read_parquet(path, glob=False)
    else:
        table = pl.read_csv(path, schema_overrides=schema, glob=False)
    return table.with_columns(pl.col(list(schema)).fill_null("")).to_dicts()


def _may_be_empty(kind: pl.DataType) -> bool:
    return "" in kind.categories if isinstance(kind, pl.Enum) else isinstance(kind, pl.String)


def name_part(folder: Path, first: int, whole: Path) -> Path:
    """Give where the part of a table is kept that begins behind so many records."""
    suffix = PART if whole.suffix == PARQUET else whole.suffix
    return folder / f"part-{first:020}{suffix}"


def join_results(
    parts: Sequence[Path], path: Path, ids: pl.LazyFrame, columns: Mapping[str, pl.DataType]
) -> None:
    """Write the parts of a table as one; of CSV, the first alone has a header.

    `ids` has those of all records, which parts of Parquet have not. `columns` are those of the
    whole, with what they hold. Raises RuntimeError where a part is not in the order of the records.
    """
    if path.suffix == PARQUET:
        _check_order(parts)
        found = pl.scan_ipc(list(parts), glob=False).select(
            pl.col(name).cat.to(kind) if isinstance(kind, pl.Enum) else name
            for name, kind in columns.items()
            if name != RECORD_ID
        )
        write_results(pl.concat([ids, found], how="horizontal"), path)
        return
    with path.open("wb") as whole:
        for part in parts:
            with part.open("rb") as file:
                shutil.copyfileobj(file, whole, 1 << 20)


def _check_order(parts: Sequence[Path]) -> None:
    """See that results will stand beside the ids of their records, whatever Polars has done."""
    last = 0
    for part in parts:
        rows = pl.read_ipc(part, columns=[ROW]).get_column(ROW)
        first, last = last + 1, last + rows.len()
        if rows.len() and not (rows.is_sorted() and rows[0] == first and rows[-1] == last):
            raise RuntimeError(f"The results in {part.name} are not in the order of the records.")


def publish(made: Path, output: Path | None, standard_output: BinaryIO) -> None:
    """Put a finished file in its place at one stroke, or print the whole of it."""
    if output is None:
        with made.open("rb") as file:
            shutil.copyfileobj(file, standard_output, 1 << 20)
        standard_output.flush()
        return
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    made.replace(output)
