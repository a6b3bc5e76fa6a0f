"""`python -m benchmarks --records 1000000`: how long things take, against reading the same columns.

Prints a table in Markdown. Every figure is a ratio to the first row of its table, measured in turn
in one run on one machine.
"""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from app.bulk.jobs import Job, run_job
from app.bulk.questions import Questions, plan_questions
from app.bulk.results import RECORD_ID
from app.bulk.sources import Columns, open_source
from app.engine.catalogue import load_rules
from app.engine.compile import CompiledRuleSet
from app.instruments.catalogue import load_instruments
from benchmarks.files import make_packed_file, make_text_file
from benchmarks.others import count_by_datafusion, count_by_duckdb, make_loop
from benchmarks.timing import Measured, measure

# A loop over all of the records would take too long.
_LOOPED = 1_000

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
    with_ids = pl.scan_parquet(path).select(RECORD_ID, *compiled.class_of)
    ways: dict[str, Callable[[], object]] = {
        "only reading the columns": lambda: columns.sink_batches(lambda _: None),
        "only reading them into memory": lambda: columns.collect(engine="streaming"),
        "only reading them and the ids": lambda: with_ids.sink_batches(lambda _: None),
        "counts": _make_job(path, compiled, questions, counts=True),
        "results as Parquet": _make_job(path, compiled, questions, counts=False),
        "counts by DuckDB": lambda: count_by_duckdb(path, questions),
        "counts by DataFusion": lambda: count_by_datafusion(path, questions),
        f"interactive engine, {_LOOPED:,} records": make_loop(path, compiled, _LOOPED),
    }
    return measure(ways, rounds)


def _measure_text(path: Path, compiled: CompiledRuleSet, rounds: int) -> Mapping[str, Measured]:
    parsed = pl.scan_csv(path, infer_schema=False)
    bad = path.with_stem("bad")
    bad.write_bytes(path.read_bytes() + b"last,perhaps\n")
    questions = plan_questions(compiled)
    ways: dict[str, Callable[[], object]] = {
        "only parsing the file": lambda: parsed.sink_batches(lambda _: None),
        "counts": _make_job(path, compiled, questions, counts=True),
        "results as Parquet": _make_job(path, compiled, questions, counts=False),
        "finding a strange cell in the last row": _make_job(bad, compiled, questions, counts=False),
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
