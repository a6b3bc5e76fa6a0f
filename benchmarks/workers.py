"""The same jobs handed out to processes by Dask and Spark, against one process on the same cores.

Processes are started before, and have done a job of the same kind, so that every library is
loaded: a cluster is there before there is work for it.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final, TypeAlias

import polars as pl

from app.bulk.dask_engine import hand_to_dask, open_dask
from app.bulk.jobs import Engine, Job, run_job
from app.bulk.parts import PartsEngine, Task, run_task
from app.bulk.reading import Report
from app.bulk.spark_engine import hand_to_spark, open_spark
from benchmarks.dying import run_or_be_killed
from benchmarks.setting import Setting
from benchmarks.tables import write_table
from benchmarks.timing import measure

WORKERS: Final = (1, 2, 4)
# One worker of these is killed, and there are so few records that both results fit into memory.
_WORKERS_BEFORE: Final = 2
_MOST_COMPARED: Final = 2_000_000

Session: TypeAlias = Any
Run: TypeAlias = Callable[[Task], Report]


@dataclass(frozen=True)
class Cluster:
    """A library that has tasks done by processes."""

    name: str
    open: Callable[[int], AbstractContextManager[Session]]
    hand: Callable[[Session, Sequence[Task], Run], Iterable[Report]]
    aim: str

    def make_engine(self, session: Session, workers: int, run: Run = run_task) -> Engine:
        """Give the engine that hands tasks to processes that are there."""
        return PartsEngine(lambda tasks: self.hand(session, tasks, run), workers)


CLUSTERS: Final = (
    Cluster("Dask", open_dask, hand_to_dask, "1.5"),
    Cluster("Spark", open_spark, hand_to_spark, "2.6"),
)


def measure_workers(setting: Setting) -> str:
    """Give a table of each library with each number of workers, and what a lost one did."""
    head = ["engine", "workers", "counts, × embedded", "results, × embedded", "aim"]
    rows = [_compare(setting, each, workers) for each in CLUSTERS for workers in WORKERS]
    lost = [_lose_worker(setting, each) for each in CLUSTERS]
    return "\n".join([write_table(head, rows), "", *lost])


def _compare(setting: Setting, cluster: Cluster, workers: int) -> list[str]:
    path = setting.get_packed(setting.records)
    with cluster.open(workers) as session:
        engine = cluster.make_engine(session, workers)
        ways = {
            (name, counts): partial(_do, setting.make_job(path, counts=counts), way)
            for name, way in (("embedded", run_job), ("cluster", engine))
            for counts in (True, False)
        }
        ways["cluster", True]()
        measured = measure(ways, setting.rounds)
    ratios = (
        measured["cluster", counts].wall / measured["embedded", counts].wall
        for counts in (True, False)
    )
    return [cluster.name, str(workers), *(f"{ratio:.2f}" for ratio in ratios), cluster.aim]


def _do(job: Job, engine: Engine) -> None:
    with TemporaryDirectory(dir=job.source.path.parent) as folder:
        engine(job, Path(folder) / "results.parquet", Path(folder), lambda _: None)


def _lose_worker(setting: Setting, cluster: Cluster) -> str:
    """Kill a worker in the middle, and hold the results against those of one process."""
    records = min(setting.records, _MOST_COMPARED)
    job = setting.make_job(setting.get_packed(records), counts=False)
    with TemporaryDirectory(dir=setting.folder) as name, cluster.open(_WORKERS_BEFORE) as session:
        folder = Path(name)
        mark, whole, found = folder / "killed", folder / "whole.parquet", folder / "found.parquet"
        run_job(job, whole, folder, lambda _: None)
        engine = cluster.make_engine(session, _WORKERS_BEFORE, partial(run_or_be_killed, mark))
        began = perf_counter()
        engine(job, found, folder, lambda _: None)
        seconds = perf_counter() - began
        same = pl.read_parquet(found).equals(pl.read_parquet(whole))
        said = "the same results" if same else "OTHER RESULTS"
        if not mark.exists():
            said = "too few records for anybody to be killed"
    return (
        f"- {cluster.name}, one of {_WORKERS_BEFORE} workers killed in the middle of {records:,} "
        f"records: {said}, after {seconds:.1f} s"
    )
