"""Every record has an id, and no two have the same: checked on disk, for any number of records."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polars as pl

from app.bulk.encoding import ROW
from app.bulk.problems import MOST_PROBLEMS, RecordProblem
from app.bulk.results import RECORD_ID

# So many ids are compared with each other at once.
IDS_AT_ONCE: Final = 2_000_000

# What is put in the place of bytes that are not UTF-8.
_NOT_UTF_8: Final = "\N{REPLACEMENT CHARACTER}"


def check_record_ids(
    file: str, ids: pl.LazyFrame, records: int, folder: Path
) -> Iterator[RecordProblem]:
    """Give the first records without an id, and the first whose id stood above them already.

    `ids` has the row and the id of each record. Equal ids fall into the same part.
    """
    for row, _ in _list_first(ids, _is_missing()):
        yield RecordProblem(file, row, RECORD_ID, None, "is missing", "Give each record an id.")
    for row, value in _list_first(ids, pl.col(RECORD_ID).str.contains(_NOT_UTF_8, literal=True)):
        yield RecordProblem(file, row, RECORD_ID, value, "is not UTF-8", "Save the file as UTF-8.")
    for part in _part(ids, records, folder):
        yield from _list_repeated(file, part)


def _list_first(ids: pl.LazyFrame, is_wrong: pl.Expr) -> Iterator[tuple[int, str]]:
    found = ids.filter(is_wrong).select(ROW, RECORD_ID).head(MOST_PROBLEMS)
    return found.collect(engine="streaming").iter_rows()


def _part(ids: pl.LazyFrame, records: int, folder: Path) -> Iterator[pl.DataFrame]:
    present = ids.filter(~_is_missing())
    if records <= IDS_AT_ONCE:
        yield present.collect(engine="streaming")
        return
    parts = -(-records // IDS_AT_ONCE)
    key = (pl.col(RECORD_ID).hash() % parts).cast(pl.UInt32).alias("part")
    places = pl.PartitionBy(folder, key=key, include_key=False)
    present.sink_parquet(places, compression="lz4", statistics=False, maintain_order=False)
    for below, _, _ in os.walk(folder):
        if any(Path(below).glob("*.parquet")):
            yield pl.read_parquet(Path(below) / "*.parquet")


def _list_repeated(file: str, ids: pl.DataFrame) -> Iterator[RecordProblem]:
    if ids.get_column(RECORD_ID).n_unique() == ids.height:
        return
    first = pl.col(ROW).min().over(RECORD_ID)
    repeated = ids.filter(pl.col(RECORD_ID).is_duplicated()).with_columns(first.alias("first"))
    later = repeated.filter(pl.col(ROW) > pl.col("first")).bottom_k(MOST_PROBLEMS, by=ROW)
    for row, value, above in later.select(ROW, RECORD_ID, "first").sort(ROW).iter_rows():
        what = f"is the id of row {above} already"
        yield RecordProblem(file, row, RECORD_ID, value, what, "Give each record its own id.")


def _is_missing() -> pl.Expr:
    return pl.col(RECORD_ID).is_null() | (pl.col(RECORD_ID) == "")
