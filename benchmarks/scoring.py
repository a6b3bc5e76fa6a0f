"""What scoring costs beside reading the same columns, and what it costs other engines."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import polars as pl

from app.bulk.jobs import Job, run_job
from app.bulk.results import RECORD_ID
from benchmarks.others import (
    count_by_daft,
    count_by_datafusion,
    count_by_duckdb,
    count_by_ibis,
    count_by_ibis_with_our_sums,
    count_by_loop,
)
from benchmarks.setting import Setting
from benchmarks.tables import write_ratios, write_table
from benchmarks.timing import measure

_READING: Final = "reading"
_READING_WITH_IDS: Final = "reading, with the ids"
_PARSING: Final = "parsing"
_COUNTS: Final = "counts"
_RESULTS: Final = "results as Parquet"
_OURS: Final = "ours"
_LOOP: Final = "a loop in plain Python"
# A loop over all of the records would take too long; it takes as long for each of them.
_LOOPED: Final = 20_000

_OTHERS: Final = {
    "Ibis on Polars, each indicator compared and counted": (count_by_ibis, "2"),
    "Ibis on Polars, given our own sums": (count_by_ibis_with_our_sums, ""),
    "DuckDB": (count_by_duckdb, "3"),
    "DataFusion": (count_by_datafusion, "3"),
    "Daft": (count_by_daft, "3"),
}


def measure_scoring(setting: Setting) -> str:
    """Give the tables of scoring bytes in Parquet, and of scoring CSV."""
    return "\n\n".join([_measure_packed(setting), _measure_text(setting)])


def _measure_packed(setting: Setting) -> str:
    path = setting.get_packed(setting.records)
    columns = pl.scan_parquet(path).select(setting.names)
    with_ids = pl.scan_parquet(path).select(RECORD_ID, *setting.names)
    ways: dict[str, Callable[[], object]] = {
        _READING: lambda: columns.sink_batches(lambda _: None),
        _READING_WITH_IDS: lambda: with_ids.sink_batches(lambda _: None),
        **_list_our_ways(setting, path),
    }
    return write_ratios(
        f"{setting.records:,} records as bytes in Parquet",
        measure(ways, setting.rounds),
        (_READING, _READING_WITH_IDS),
        {_COUNTS: "1.15 × reading", _RESULTS: "2.5 × reading, with the ids"},
    )


def _measure_text(setting: Setting) -> str:
    path = setting.get_text(setting.text_records)
    parsed = pl.scan_csv(path, infer_schema=False)
    ways: dict[str, Callable[[], object]] = {
        _PARSING: lambda: parsed.sink_batches(lambda _: None),
        **_list_our_ways(setting, path),
    }
    return write_ratios(
        f"{setting.text_records:,} records as CSV",
        measure(ways, setting.rounds),
        (_PARSING,),
        {_COUNTS: "1.3", _RESULTS: "1.3"},
    )


def _list_our_ways(setting: Setting, path: Path) -> dict[str, Callable[[], object]]:
    """Give what is measured of a file: counting its results, and writing them."""
    jobs = {
        _COUNTS: setting.make_job(path, counts=True),
        _RESULTS: setting.make_job(path, counts=False),
    }
    return {name: partial(_do, job) for name, job in jobs.items()}


def measure_others(setting: Setting) -> str:
    """Give the table of what the same counting takes by other engines."""
    path, questions = setting.get_packed(setting.records), setting.questions
    ways: dict[str, Callable[[], object]] = {
        _OURS: partial(_do, setting.make_job(path, counts=True)),
        **{name: partial(way, path, questions) for name, (way, _) in _OTHERS.items()},
        _LOOP: partial(count_by_loop, path, questions, _LOOPED),
    }
    measured = measure(ways, setting.rounds)
    seconds = {name: each.wall for name, each in measured.items()}
    seconds[_LOOP] *= setting.records / _LOOPED
    aims = {name: aim for name, (_, aim) in _OTHERS.items()} | {_LOOP: "300"}
    rows = (
        [name, f"{each:.2f}", f"{each / seconds[_OURS]:.1f}", aims.get(name, "")]
        for name, each in seconds.items()
    )
    head = [f"counts of {setting.records:,} records", "seconds", "× ours", "aim, at least"]
    return write_table(head, rows)


def _do(job: Job) -> None:
    with TemporaryDirectory(dir=job.source.path.parent) as folder:
        run_job(job, Path(folder) / "results.parquet", Path(folder), lambda _: None)
