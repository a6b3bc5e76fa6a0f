"""Turn answers into bytes once, where they are to be read more than once or in parts."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.bulk.intake import Intake, Progress
from app.bulk.reading import Report, read_through
from app.bulk.sources import PACKED, PARQUET, CellKind, Source

# A reader enters such a file at every so many records.
RECORDS_TOGETHER: Final = 250_000


def pack(source: Source, folder: Path, progress: Progress) -> tuple[Source, Report]:
    """Write a file beside the ids in `folder` that has the same records, with bytes as answers.

    Raises InputError where the source can't be read to its end.
    """
    packed = folder / f"packed{PARQUET}"

    def write(intake: Intake) -> Mapping[str, int]:
        intake.read(tuple(source.kinds), with_ids=True).sink_parquet(
            packed, compression="lz4", row_group_size=RECORDS_TOGETHER, metadata=PACKED
        )
        return {}

    report = read_through(source, folder, progress, write)
    kinds = dict.fromkeys(source.kinds, CellKind.BYTE)
    return replace(source, path=packed, kinds=kinds, header=()), report
