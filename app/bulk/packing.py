"""Turn answers into bytes once, where they are to be read more than once or in parts."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import polars as pl

from app.bulk.intake import Intake, Progress
from app.bulk.jobs import Report, word_unreadable
from app.bulk.problems import InputError
from app.bulk.sources import PACKED, PARQUET, CellKind, Source

# A reader enters such a file at every so many records.
RECORDS_TOGETHER: Final = 250_000


def pack(source: Source, folder: Path, progress: Progress) -> tuple[Source, Report]:
    """Write a file beside the ids in `folder` that has the same records, with bytes as answers.

    Raises InputError where the source can't be read to its end.
    """
    intake = Intake(source, folder, progress)
    packed = folder / f"packed{PARQUET}"
    records = intake.read(tuple(source.kinds), with_ids=True)
    try:
        records.sink_parquet(
            packed, compression="lz4", row_group_size=RECORDS_TOGETHER, metadata=PACKED
        )
    except pl.exceptions.ComputeError as error:
        raise InputError([*intake.problems, word_unreadable(source, error)]) from error
    kinds = dict.fromkeys(source.kinds, CellKind.BYTE)
    report = Report(intake.records, intake.problems, {})
    return replace(source, path=packed, kinds=kinds, header=()), report
