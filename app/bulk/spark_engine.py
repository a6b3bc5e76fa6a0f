"""Tasks on Apache Spark: in processes of this machine, or on a cluster that is there already."""

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa
from pyspark.sql import SparkSession

from app.bulk.jobs import Report
from app.bulk.parts import Task, run_task, share_cores

_OUR_FOLDER: Final = Path(__file__).resolve().parents[2]
_MEGABYTES_OF_A_WORKER: Final = 1024


def spread_on_spark(tasks: Sequence[Task], workers: int) -> Iterator[Report]:
    """Have tasks done by Spark; what a worker was at when it was lost is done by another.

    Spark hands out nothing but the numbers of the tasks. With SPARK_MASTER set, they go to that
    cluster. Else one of so many processes is started here, and stopped in the end.
    """
    session = _start_session(workers)
    try:
        numbers = session.range(0, len(tasks), numPartitions=len(tasks))
        for row in numbers.mapInArrow(_run_by_number(list(tasks)), "report binary").collect():
            # These bytes were made by our own workers.
            yield pickle.loads(row.report)  # noqa: S301
    finally:
        session.stop()


def _run_by_number(
    tasks: list[Task],
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            reports = [pickle.dumps(run_task(tasks[number])) for number in batch["id"].to_pylist()]
            yield pa.RecordBatch.from_pydict({"report": pa.array(reports, pa.binary())})

    return run


def _start_session(workers: int) -> SparkSession:
    master = os.environ.get("SPARK_MASTER")
    path = os.pathsep.join(filter(None, (str(_OUR_FOLDER), os.environ.get("PYTHONPATH"))))
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        # Our modules are found by the workers in the place where they are found here.
        "spark.executorEnv.PYTHONPATH": path,
    }
    # Spark looks for this in the environment alone, and would take any python3 it finds.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if master is None:
        master = f"local-cluster[{workers},1,{_MEGABYTES_OF_A_WORKER}]"
        settings["spark.driver.host"] = settings["spark.driver.bindAddress"] = "127.0.0.1"
        settings |= {f"spark.executorEnv.{name}": v for name, v in share_cores(workers).items()}
    builder = SparkSession.builder.appName("Threshold").master(master)
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()
