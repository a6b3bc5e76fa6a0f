"""Another table engine counts the same, by the plan written as portable SQL."""

from pathlib import Path

import duckdb
import polars as pl
import pytest

from app.bulk.questions import plan_questions
from app.bulk.scoring import count
from app.engine.compile import CompiledRuleSet
from benchmarks.files import make_packed_file
from benchmarks.sql import write_counting_query
from tests.bulk.records import SHIPPED, name_rules


@pytest.mark.parametrize("rules", SHIPPED, ids=name_rules)
def test_portable_sql_counts_the_same(rules: CompiledRuleSet, tmp_path: Path) -> None:
    path = tmp_path / "people.parquet"
    make_packed_file(path, list(rules.class_of), 2000)
    questions = plan_questions(rules)
    query = write_counting_query(questions, f"read_parquet('{path}')")

    ours = count(pl.scan_parquet(path), questions)
    cursor = duckdb.execute(query)
    theirs = dict(
        zip((each[0] for each in cursor.description or ()), cursor.fetchone() or (), strict=True)
    )

    assert ours["records"] == 2000
    assert ours == {name: theirs[name] for name in ours}
