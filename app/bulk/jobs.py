"""What is to be done with a file of records, and doing it for the whole file or a part of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import polars as pl

from app.bulk.intake import Intake, Progress
from app.bulk.output import write_results
from app.bulk.problems import InputError, RecordProblem
from app.bulk.questions import Questions
from app.bulk.scoring import count, score
from app.bulk.sources import Source


@dataclass(frozen=True)
class Job:
    """Score the records of a source; or, with `counts`, only count their results."""

    source: Source
    questions: Questions
    counts: bool


@dataclass(frozen=True)
class Report:
    """How many records there were, what was wrong with them, and sums if these were asked for."""

    records: int
    problems: tuple[RecordProblem, ...]
    sums: Mapping[str, int]


# Does a job: writes the results to the first path and keeps what it needs in the second, a folder.
Engine: TypeAlias = Callable[[Job, Path, Path, Progress], Report]


def run_job(job: Job, results: Path, folder: Path, progress: Progress) -> Report:
    """Do a job in this process, on all of its cores, however large the file is.

    Raises InputError where the file can't be read to its end.
    """
    intake = Intake(job.source, folder, progress)
    records = intake.read(job.questions.indicators, with_ids=not job.counts)
    sums: Mapping[str, int] = {}
    try:
        if job.counts:
            sums = count(records, job.questions)
        else:
            scored = score(records, job.questions)
            write_results(scored, results, with_header=job.source.first == 0)
    except pl.exceptions.ComputeError as error:
        raise InputError([*intake.problems, word_unreadable(job.source, error)]) from error
    return Report(intake.records, intake.problems, sums)


def word_unreadable(source: Source, error: pl.exceptions.ComputeError) -> RecordProblem:
    """Say that a file can't be read to its end, with what the table engine says of it."""
    what = f"can't be read to its end: {' '.join(str(error).split())[:200]}"
    return RecordProblem(str(source.path), 0, "", None, what, "Look for quotes that never end.")
