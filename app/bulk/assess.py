"""Score a whole file of records: either everything wrong with it is listed, or all is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import polars as pl

from app.bulk.counts import tabulate
from app.bulk.intake import Progress, scan_ids
from app.bulk.jobs import Engine, Job
from app.bulk.output import open_workshop, publish, write_results
from app.bulk.problems import InputError, RecordProblem
from app.bulk.questions import plan_questions
from app.bulk.reading import look_for_problems
from app.bulk.record_ids import check_record_ids
from app.bulk.sources import CSV, PARQUET, Columns, Source, open_source
from app.bulk.survey import Design, list_design_problems, list_lonely_strata, read_design
from app.engine.compile import CompiledRuleSet


@dataclass(frozen=True)
class Request:
    """What is to be scored, by what, and what is to be written; without `output` it is printed."""

    compiled: CompiledRuleSet
    path: Path
    output: Path | None
    explain: bool = False
    counts: bool = False
    design: Design | None = None


def assess_file(
    request: Request, engine: Engine, progress: Progress, standard_output: BinaryIO
) -> None:
    """Score the file that is asked for. Raises InputError, and then nothing has been written."""
    source, faults = open_source(request.path, _list_columns(request))
    with open_workshop(request.output) as folder:
        ids = folder / "ids"
        ids.mkdir()
        if faults:
            raise InputError([*faults, *_check_records(source, folder)])
        questions = plan_questions(request.compiled, explain=request.explain)
        job = Job(source, questions, request.counts, request.design)
        made = folder / f"results{request.output.suffix.lower() if request.output else CSV}"
        scored = made if job.design is None else folder / f"scored{PARQUET}"
        report = engine(job, scored, ids, progress)
        problems = [*report.problems, *_check_ids(source, report.records, folder)]
        if job.design is not None:
            problems += _check_design(job, job.design, scored)
        if problems:
            raise InputError(problems)
        if request.counts:
            write_results(tabulate(questions, report.sums).lazy(), made)
        if job.design is not None:
            write_results(_estimate(job, scored).lazy(), made)
        publish(made, request.output, standard_output)


def _list_columns(request: Request) -> Columns:
    """Give the columns that may stand in the file. Raises InputError where one has two uses."""
    indicators = tuple(each.id for each in request.compiled.catalogue.indicators)
    if request.design is None:
        return Columns(indicators)
    file, what = str(request.path), "already says something else in a file of records"
    hint = "Copy it to a column of another name."
    clashes = request.design.list_clashes(indicators)
    if clashes:
        raise InputError(RecordProblem(file, 0, name, None, what, hint) for name in clashes)
    return Columns(indicators, request.design.columns)


def _check_design(job: Job, design: Design, scored: Path) -> Iterator[RecordProblem]:
    """Look for what keeps estimates from being made of records that are sound otherwise."""
    problems = list(list_design_problems(job.source, design))
    yield from problems
    if not problems and scored.exists():
        yield from list_lonely_strata(str(job.source.path), read_design(scored))


def _estimate(job: Job, scored: Path) -> pl.DataFrame:
    # The library takes half a second to load, and is there only where surveys are made.
    from app.bulk.estimates import tabulate_estimates  # noqa: PLC0415

    return tabulate_estimates(scored, job.questions, job.answered)


def _check_records(source: Source, folder: Path) -> Iterator[RecordProblem]:
    """Look for what else is wrong in a file whose columns are."""
    report = look_for_problems(source, folder / "ids")
    yield from report.problems
    if source.has_ids:
        yield from _check_ids(source, report.records, folder)


def _check_ids(source: Source, records: int, folder: Path) -> Iterator[RecordProblem]:
    if records:
        ids = scan_ids(source, folder / "ids")
        yield from check_record_ids(str(source.path), ids, records, folder / "parts")
