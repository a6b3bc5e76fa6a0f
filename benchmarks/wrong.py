"""How long it takes to find what is wrong with a file of records, against scoring a sound one.

Each kind of problem stands in the last row, so that nothing is found before the end.
"""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from app.bulk.assess import Request, assess_file
from app.bulk.jobs import run_job
from app.bulk.problems import InputError
from benchmarks.setting import Setting
from benchmarks.tables import write_table


def measure_wrong(setting: Setting) -> str:
    """Give a table of every kind of problem, with what was said of it and how long that took."""
    path = setting.get_text(setting.records)
    rows, sound = [], 0.0
    for kind, record in _list_kinds(len(setting.names)).items():
        with _added(path, record):
            seconds, said = _assess(setting, path)
        sound = sound or seconds
        rows.append([kind, f"{seconds:.1f}", f"{seconds / sound:.2f}", said])
    return write_table(["in the last row", "seconds", "× sound", "said"], rows)


def _list_kinds(answers: int) -> dict[str, bytes]:
    """Give what is added to a file as its last record, for each kind of problem."""
    return {
        "nothing wrong": b"last,no\n",
        "no answer": b"last,perhaps\n",
        "an answer that is not UTF-8": b"last,\xff\n",
        "a cell too many": b"last" + b"," * answers + b",more\n",
        "no id": b",no\n",
        "an id for the second time": b"r0,no\n",
        "an id that is not UTF-8": b"\xff,no\n",
    }


@contextmanager
def _added(path: Path, record: bytes) -> Iterator[None]:
    """Have a record stand at the end of a file for a while."""
    size = path.stat().st_size
    with path.open("ab") as file:
        file.write(record)
    yield
    os.truncate(path, size)


def _assess(setting: Setting, path: Path) -> tuple[float, str]:
    """Give how long it took to score a file, and the first problem or what was written."""
    output = setting.folder / "results.parquet"
    began = perf_counter()
    try:
        assess_file(Request(setting.compiled, path, output), run_job, lambda _: None, io.BytesIO())
    except InputError as error:
        said = str(error.problems[0]).removeprefix(f"{path}: ").partition(".")[0]
        written = ", BUT SOMETHING WAS WRITTEN" if output.exists() else ""
        return perf_counter() - began, f"{said}{written}"
    seconds = perf_counter() - began
    output.unlink()
    return seconds, "all results"
