"""`python -m benchmarks --records 1000000`: how long things take, against reading the same columns.

Prints a table in Markdown. Every figure is a ratio to the first row of its table, measured in turn
in one run on one machine.
"""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from app.bulk.jobs import Job, run_job
from app.bulk.questions import Questions, plan_questions
from app.bulk.sources import Columns, open_source
from app.engine.catalogue import load_rules
from app.engine.compile import CompiledRuleSet
from app.instruments.catalogue import load_instruments
from benchmarks.files import make_packed_file, make_text_file
from benchmarks.sql import write_counting_query
from benchmarks.timing import Measured, measure

_ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--text-records", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    compiled = _compile()
    with TemporaryDirectory() as folder:
        packed, text = Path(folder) / "packed.parquet", Path(folder) / "people.csv"
        names = list(compiled.class_of)
        make_packed_file(packed, names, asked.records)
        _print(
            f"{asked.records:,} records as bytes", _measure_packed(packed, compiled, asked.rounds)
        )
        make_packed_file(packed, names, asked.text_records)
        make_text_file(packed, text, names)
        _print(
            f"{asked.text_records:,} records as CSV", _measure_text(text, compiled, asked.rounds)
        )


def _compile() -> CompiledRuleSet:
    instruments = load_instruments(_ROOT / "indicators")
    rules = load_rules(_ROOT / "rules", instruments.catalogues)
    return rules.compile_groups(rules.rule_sets.newest("presumption-adult"))[0]


def _measure_packed(path: Path, compiled: CompiledRuleSet, rounds: int) -> Mapping[str, Measured]:
    questions = plan_questions(compiled)
    columns = pl.scan_parquet(path).select(list(compiled.class_of))
    query = write_counting_query(questions, f"read_parquet('{path}')")
    ways: dict[str, Callable[[], object]] = {
        "only reading the columns": lambda: columns.sink_batches(lambda _: None),
        "counts": _make_job(path, compiled, questions, counts=True),
        "results as Parquet": _make_job(path, compiled, questions, counts=False),
        "counts by DuckDB": lambda: duckdb.execute(query).fetchall(),
    }
    return measure(ways, rounds)


def _measure_text(path: Path, compiled: CompiledRuleSet, rounds: int) -> Mapping[str, Measured]:
    parsed = pl.scan_csv(path, infer_schema=False)
    questions = plan_questions(compiled)
    ways: dict[str, Callable[[], object]] = {
        "only parsing the file": lambda: parsed.sink_batches(lambda _: None),
        "counts": _make_job(path, compiled, questions, counts=True),
        "results as Parquet": _make_job(path, compiled, questions, counts=False),
    }
    return measure(ways, rounds)


def _make_job(
    path: Path, compiled: CompiledRuleSet, questions: Questions, *, counts: bool
) -> Callable[[], object]:
    indicators = tuple(each.id for each in compiled.catalogue.indicators)
    source, _ = open_source(path, Columns(indicators))
    job = Job(source, questions, counts)

    def run() -> None:
        with TemporaryDirectory(dir=path.parent) as folder:
            run_job(job, Path(folder) / "out.parquet", Path(folder), lambda _: None)

    return run


def _print(title: str, measured: Mapping[str, Measured]) -> None:
    first = next(iter(measured.values()))
    lines = [f"\n### {title}\n", "| what | seconds | ratio | ratio by time of all cores |"]
    lines.append("|---|---:|---:|---:|")
    lines += [
        f"| {name} | {each.wall:.3f} | {each.wall / first.wall:.2f} "
        f"| {each.cores / first.cores:.2f} |"
        for name, each in measured.items()
    ]
    print("\n".join(lines))


if __name__ == "__main__":
    main()
