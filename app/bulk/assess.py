"""Score a whole file of records: either everything wrong with it is listed, or all is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.bulk.counts import tabulate
from app.bulk.intake import Progress, scan_ids
from app.bulk.jobs import Engine, Job
from app.bulk.output import open_workshop, publish, write_results
from app.bulk.problems import InputError, RecordProblem
from app.bulk.questions import plan_questions
from app.bulk.reading import count_records, look_for_problems
from app.bulk.record_ids import check_record_ids
from app.bulk.sources import CSV, Columns, Source, open_source
from app.engine.compile import CompiledRuleSet


@dataclass(frozen=True)
class Request:
    """What is to be scored, by what, and what is to be written; without `output` it is printed."""

    compiled: CompiledRuleSet
    path: Path
    output: Path | None
    explain: bool = False
    counts: bool = False


def assess_file(
    request: Request, engine: Engine, progress: Progress, standard_output: BinaryIO
) -> None:
    """Score the file that is asked for. Raises InputError, and then nothing has been written."""
    indicators = tuple(each.id for each in request.compiled.catalogue.indicators)
    source, faults = open_source(request.path, Columns(indicators))
    with open_workshop(request.output) as folder:
        ids = folder / "ids"
        ids.mkdir()
        if faults:
            raise InputError([*faults, *_check_records(source, folder)])
        job = Job(source, plan_questions(request.compiled, explain=request.explain), request.counts)
        made = folder / f"results{request.output.suffix.lower() if request.output else CSV}"
        report = engine(job, made, ids, progress)
        repeated = _check_ids(source, report.records, folder)
        problems = [*report.problems, *repeated]
        if problems:
            raise InputError(problems)
        if request.counts:
            write_results(tabulate(job.questions, report.sums).lazy(), made)
        publish(made, request.output, standard_output)


def _check_records(source: Source, folder: Path) -> Iterator[RecordProblem]:
    """Look for what else is wrong in a file whose columns are."""
    yield from look_for_problems(source)
    if source.has_ids:
        yield from _check_ids(source, count_records(source), folder)


def _check_ids(source: Source, records: int, folder: Path) -> Iterator[RecordProblem]:
    if records:
        ids = scan_ids(source, folder / "ids")
        yield from check_record_ids(str(source.path), ids, records, folder / "parts")
