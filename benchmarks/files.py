"""Files of invented records, made by one expression so that they cost little time and memory."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from app.bulk.packing import RECORDS_TOGETHER
from app.bulk.sources import PACKED


def make_packed_file(path: Path, indicators: Sequence[str], records: int) -> None:
    """Write answers as bytes: of a hundred 60 are no, 25 yes and 15 unknown."""
    rows = pl.LazyFrame().select(pl.int_range(records, dtype=pl.UInt64).alias("place"))
    answers = []
    for seed, name in enumerate(indicators):
        drawn = pl.col("place").hash(seed) % 100
        byte = pl.when(drawn < 60).then(0).when(drawn < 85).then(17).otherwise(16)
        answers.append(byte.cast(pl.UInt8).alias(name))
    table = rows.select(pl.format("r{}", "place").alias("record_id"), *answers)
    table.sink_parquet(path, compression="lz4", row_group_size=RECORDS_TOGETHER, metadata=PACKED)


def make_text_file(packed: Path, path: Path, indicators: Sequence[str]) -> None:
    """Write the same records as CSV."""
    words = {0: "no", 17: "yes", 16: "unknown"}
    answers = pl.col(indicators).replace_strict(words, return_dtype=pl.String)
    pl.scan_parquet(packed).with_columns(answers).sink_csv(path)
