"""Do a job in parts, which other processes or machines may do, and join what they give.

Every part is done by the same expressions as a whole file. The parts are written into one folder,
which all of them can reach; a part that is done twice, since its first worker was lost, gives the
same bytes in the same place.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Final, TypeAlias

from app.bulk.intake import Progress, read_id
from app.bulk.jobs import Job, describe_results, run_job
from app.bulk.output import join_results, name_part
from app.bulk.packing import RECORDS_TOGETHER, pack
from app.bulk.reading import Report
from app.bulk.sources import Source, count_records

# A worker gets several parts, so that it isn't waited for long and little is lost with it; but none
# so small that to begin it takes a good share of what it takes to do.
MOST_PARTS_OF_WORKER: Final = 4
GROUPS_OF_PART: Final = 4


@dataclass(frozen=True)
class Task:
    """A part of a job, with the file that its results are written to."""

    job: Job
    results: Path


# Has tasks done somewhere, and gives a report for each as soon as it is done, in any order.
Spread: TypeAlias = Callable[[Sequence[Task]], Iterable[Report]]


@dataclass(frozen=True)
class PartsEngine:
    """Does jobs by tasks that are handed out to so many workers."""

    spread: Spread
    workers: int

    def __call__(self, job: Job, results: Path, folder: Path, progress: Progress) -> Report:
        """Do a job as `run_job` does."""
        source = job.source
        if source.is_csv:
            # Text can't be entered in the middle; what is made of it can.
            source, report = pack(source, folder, progress)
            if report.problems:
                return report
        tasks = [
            Task(replace(job, source=part), name_part(folder, part.first, results))
            for part in _split(source, self.workers)
        ]
        report = _join(list(_watch(self.spread(tasks), progress)))
        if not (job.counts or report.problems):
            made = [task.results for task in tasks]
            ids = source.scan().select(read_id(source))
            join_results(made, results, ids, describe_results(job))
        return report


def run_task(task: Task) -> Report:
    """Do a task in this process; its results appear at one stroke."""
    unfinished = task.results.with_stem(f"{task.results.stem}-{os.getpid()}")
    report = run_job(task.job, unfinished, task.results.parent, lambda _: None)
    if not (task.job.counts or report.problems):
        unfinished.replace(task.results)
    return report


def _split(source: Source, workers: int) -> Iterator[Source]:
    """Give the parts of a source: as many for each worker, as far as there are records."""
    records = count_records(source)
    groups = max(1, -(-records // RECORDS_TOGETHER))
    each = min(MOST_PARTS_OF_WORKER, max(1, groups // (workers * GROUPS_OF_PART)))
    length = -(-groups // (workers * each)) * RECORDS_TOGETHER
    for first in range(0, max(records, 1), length):
        yield replace(source, first=first, length=min(length, records - first))


def _watch(reports: Iterable[Report], progress: Progress) -> Iterator[Report]:
    for report in reports:
        progress(report.records)
        yield report


def _join(reports: Sequence[Report]) -> Report:
    sums: Counter[str] = Counter()
    for report in reports:
        sums.update(report.sums)
    problems = tuple(chain.from_iterable(report.problems for report in reports))
    return Report(sum(report.records for report in reports), problems, sums)


def share_cores(workers: int) -> dict[str, str]:
    """Give the environment in which each of so many workers takes its share of the cores."""
    cores = len(os.sched_getaffinity(0))
    return {"POLARS_MAX_THREADS": str(max(1, cores // workers))}
