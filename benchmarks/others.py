"""The same counting by other engines, from the same plan."""

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import polars as pl
from datafusion import SessionContext

from app.bulk.questions import Questions
from app.bulk.tallies import BYTES
from app.conditions.truth import Truth
from app.engine.compile import CompiledRuleSet
from app.engine.evaluate import IndicatorStates, assess_indicators
from benchmarks.sql import write_counting_query

_TABLE = "people"


def count_by_duckdb(path: Path, questions: Questions) -> object:
    """Count by DuckDB, from portable SQL."""
    query = write_counting_query(questions, f"read_parquet('{path}')")
    return duckdb.execute(query).fetchall()


def count_by_datafusion(path: Path, questions: Questions) -> object:
    """Count by DataFusion, from portable SQL."""
    context = SessionContext()
    context.register_parquet(_TABLE, str(path))
    return context.sql(write_counting_query(questions, _TABLE)).collect()


def make_loop(path: Path, compiled: CompiledRuleSet, records: int) -> Callable[[], object]:
    """Give a loop of the interactive engine, with everything that it explains, over the first."""
    people = _read_people(path, list(compiled.class_of), records)
    return lambda: [assess_indicators(compiled, states) for states in people]


def _read_people(path: Path, names: Sequence[str], records: int) -> list[IndicatorStates]:
    truths = {byte: truth for truth, byte in BYTES.items()}
    rows = pl.scan_parquet(path).select(names).head(records).collect().iter_rows(named=True)
    return [{name: truths.get(byte, Truth.UNKNOWN) for name, byte in row.items()} for row in rows]  # type: ignore[misc]
