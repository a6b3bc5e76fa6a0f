"""Read a file quickly where nothing in it is odd, and with care from its beginning where it is."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from app.bulk.intake import Intake, Progress, list_odd_cells
from app.bulk.problems import InputError, RecordProblem
from app.bulk.sources import Source


@dataclass(frozen=True)
class Report:
    """How many records there were, what was wrong with them, and sums if these were asked for."""

    records: int
    problems: tuple[RecordProblem, ...]
    sums: Mapping[str, int]


def read_through(
    source: Source, folder: Path, progress: Progress, use: Callable[[Intake], Mapping[str, int]]
) -> Report:
    """Give what `use` makes of a reading of the source; where a cell is wrong, it makes nothing.

    It may be used twice, and must then begin anew: a parser that knows the few spellings of an
    answer is as quick as one that only splits lines, but it stops at anything that isn't plainly
    written, and doesn't say in which row. Raises InputError where the source can't be read to its
    end.
    """
    if source.is_csv or source.has_texts:
        strict = Intake(source.read_strictly(), folder, progress)
        with suppress(pl.exceptions.PolarsError):
            return Report(sums=use(strict), records=strict.records, problems=())
        strict.forget()
    problems = look_for_problems(source)
    if problems:
        return Report(count_records(source), problems, {})
    intake = Intake(source, folder, progress)
    return Report(sums=use(intake), records=intake.records, problems=())


def look_for_problems(source: Source) -> tuple[RecordProblem, ...]:
    """Give what is wrong with the cells of a source. Raises InputError for one without an end."""
    try:
        return tuple(list_odd_cells(source))
    except pl.exceptions.ComputeError as error:
        what = f"can't be read to its end: {' '.join(str(error).split())[:200]}"
        hint = "Look for quotes that never end."
        raise InputError([RecordProblem(str(source.path), 0, "", None, what, hint)]) from error


def count_records(source: Source) -> int:
    """Give how many records a source has."""
    return int(source.scan().select(pl.len()).collect(engine="streaming").item())
