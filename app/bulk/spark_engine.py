"""Tasks on Apache Spark: in processes of this machine, or on a cluster that is there already."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pyspark.sql import SparkSession

from app.bulk.parts import Task, run_task, share_cores
from app.bulk.reading import Report

_OUR_FOLDER: Final = Path(__file__).resolve().parents[2]
_MEGABYTES_OF_A_WORKER: Final = 1024
# Java passes tasks on and does nothing else; to compile itself with care and to collect garbage on
# all cores would cost it more than the tasks do, on the cores on which these are done.
_SIMPLE_JAVA: Final = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
_JAVA_OPTIONS: Final = ("spark.driver.extraJavaOptions", "spark.executor.extraJavaOptions")


def spread_on_spark(tasks: Sequence[Task], workers: int) -> Iterator[Report]:
    """Have tasks done by Spark; what a worker was at when it was lost is done by another.

    With SPARK_MASTER set, the tasks go to that cluster. Else one of so many processes is started
    here, and stopped in the end.
    """
    with open_spark(workers) as session:
        yield from hand_to_spark(session, tasks, run_task)


def hand_to_spark(
    session: SparkSession, tasks: Sequence[Task], run: Callable[[Task], Report]
) -> list[Report]:
    """Have tasks done by a cluster that is there, each as `run` does it."""
    return session.sparkContext.parallelize(tasks, len(tasks)).map(run).collect()


@contextmanager
def open_spark(workers: int) -> Iterator[SparkSession]:
    """Give the cluster that is there, or one of so many processes of this machine."""
    session = _start_session(workers)
    try:
        yield session
    finally:
        session.stop()


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
        settings |= dict.fromkeys(_JAVA_OPTIONS, _SIMPLE_JAVA)
        settings["spark.driver.host"] = settings["spark.driver.bindAddress"] = "127.0.0.1"
        settings |= {f"spark.executorEnv.{name}": v for name, v in share_cores(workers).items()}
    builder = SparkSession.builder.appName("Threshold").master(master)
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()
