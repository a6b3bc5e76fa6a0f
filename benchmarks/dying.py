"""A worker that is killed once while it is at a part of the work."""

import os
import signal
from pathlib import Path

import psutil

from app.bulk.parts import Task, run_task
from app.bulk.reading import Report

# The worker of Spark is the process around the Python that does a task.
_AROUND = "CoarseGrainedExecutorBackend"


def run_or_be_killed(mark: Path, task: Task) -> Report:
    """Do a task; before one in the middle of the file, once, leave a mark and kill the worker."""
    if task.job.source.first > 0 and not mark.exists():
        mark.touch()
        os.kill(_find_worker(), signal.SIGKILL)
    return run_task(task)


def _find_worker() -> int:
    around = (each.pid for each in psutil.Process().parents() if _is_around(each))
    return next(around, os.getpid())


def _is_around(process: psutil.Process) -> bool:
    return any(_AROUND in word for word in process.cmdline())
