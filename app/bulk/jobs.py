"""What is to be done with a file of records, and doing it for the whole file or a part of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import polars as pl

from app.bulk.encoding import BYTE, ROW
from app.bulk.intake import Intake, Progress
from app.bulk.output import PART, write_results
from app.bulk.questions import Questions
from app.bulk.reading import Report, read_through
from app.bulk.results import RECORD_ID
from app.bulk.scoring import count, score
from app.bulk.sources import Source
from app.bulk.survey import Design
from app.instruments.ids import IndicatorId


@dataclass(frozen=True)
class Job:
    """Score the records of a source; or, with `counts`, only count their results.

    With `design`, its columns and the answers themselves stay beside the results.
    """

    source: Source
    questions: Questions
    counts: bool
    design: Design | None = None

    @property
    def answered(self) -> list[IndicatorId]:
        """Give the indicators that are read and have a column in the source."""
        return [each for each in self.questions.indicators if each in self.source.kinds]


# Does a job: writes the results to the first path and keeps what it needs in the second, a folder.
Engine: TypeAlias = Callable[[Job, Path, Path, Progress], Report]


def run_job(job: Job, results: Path, folder: Path, progress: Progress) -> Report:
    """Do a job in this process, on all of its cores, however large the file is.

    Raises InputError where the file can't be read to its end.
    """
    has_rows = results.suffix == PART

    def do(intake: Intake) -> Mapping[str, int]:
        indicators = job.questions.indicators
        records = intake.read(indicators, with_ids=not job.counts, with_rows=has_rows)
        if job.counts:
            return count(records, job.questions)
        scored = _score(job, records, has_rows=has_rows)
        write_results(scored, results, with_header=job.source.first == 0)
        return {}

    return read_through(job.source, folder, progress, do)


def describe_results(job: Job) -> pl.Schema:
    """Give the columns of the results, with what they hold."""
    texts = [RECORD_ID, *(job.design.columns if job.design else ())]
    kinds: dict[str, pl.DataType] = dict.fromkeys(texts, pl.String())
    kinds |= dict.fromkeys(job.questions.indicators, BYTE)
    return _score(job, pl.LazyFrame(schema=kinds), has_rows=False).collect_schema()


def _score(job: Job, records: pl.LazyFrame, *, has_rows: bool) -> pl.LazyFrame:
    """Give the results; with rows in the place of ids, which can be read where they stand."""
    # Polars takes a choice between constants for something that has no order. Where nothing but
    # such choices is kept, it forgets that records have one.
    kept = [ROW] if has_rows else []
    if job.design is not None:
        drawn = job.design.expressions
        records = records.with_columns(drawn)
        kept += [each.meta.output_name() for each in drawn]
        kept += job.answered
    scored = score(records, job.questions, kept)
    return scored.drop(RECORD_ID) if has_rows else scored
