"""`python -m benchmarks.alone WAY FILE FOLDER`: do one thing in a process of its own.

Prints, as JSON, the seconds that it took and the most memory that the process held, in MiB.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Final

import polars as pl

from app.bulk.intake import scan_ids
from app.bulk.jobs import run_job
from app.bulk.questions import plan_questions
from app.bulk.record_ids import check_record_ids
from app.bulk.sources import Columns, count_records, open_source
from benchmarks.setting import compile_shipped, make_job


@dataclass(frozen=True)
class Spent:
    """What one thing took: seconds by the clock on the wall, and the most memory, in MiB."""

    seconds: float
    mebibytes: float


def spend(way: str, path: Path, folder: Path) -> Spent:
    """Do one of `WAYS` with a file, in a process of its own that writes into an empty folder."""
    command = [sys.executable, "-m", "benchmarks.alone", way, str(path), str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return Spent(**json.loads(done.stdout))


def _read(path: Path, _: Path) -> Callable[[], object]:
    columns = pl.scan_parquet(path).select(list(compile_shipped().class_of))
    return lambda: columns.sink_batches(lambda _: None)


def _score(path: Path, folder: Path, *, counts: bool) -> Callable[[], object]:
    compiled = compile_shipped()
    job = make_job(path, compiled, plan_questions(compiled), counts=counts)
    return lambda: run_job(job, folder / "results.parquet", folder, lambda _: None)


def _compare_ids(path: Path, folder: Path) -> Callable[[], object]:
    source, _ = open_source(path, Columns(tuple(compile_shipped().class_of)))

    def compare() -> None:
        ids = scan_ids(source, folder)
        if list(check_record_ids(str(path), ids, count_records(source), folder / "parts")):
            raise ValueError("The ids of a file that was made here are wrong.")

    return compare


WAYS: Final[Mapping[str, Callable[[Path, Path], Callable[[], object]]]] = {
    "reading": _read,
    "counts": partial(_score, counts=True),
    "results": partial(_score, counts=False),
    "ids": _compare_ids,
}


def main() -> None:
    """Do what is asked for on the command line."""
    way, path, folder = sys.argv[1:]
    do = WAYS[way](Path(path), Path(folder))
    began = perf_counter()
    do()
    seconds = perf_counter() - began
    print(json.dumps({"seconds": seconds, "mebibytes": _read_peak()}))


def _read_peak() -> float:
    # What the system gives by `getrusage` would begin with the process that started this one.
    lines = Path("/proc/self/status").read_text().splitlines()
    (line,) = (each for each in lines if each.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
