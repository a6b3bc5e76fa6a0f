"""Other engines count the same, each from the plan of a rule set in a way of its own."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import polars as pl
import pytest

from app.bulk.questions import Questions, plan_questions
from app.bulk.scoring import count
from app.engine.compile import CompiledRuleSet
from benchmarks.files import make_packed_file
from benchmarks.others import (
    count_by_daft,
    count_by_datafusion,
    count_by_duckdb,
    count_by_ibis,
    count_by_ibis_with_our_sums,
    count_by_loop,
)
from tests.bulk.records import SHIPPED, name_rules
from tests.engine.shipped import ADULT, compiled

RECORDS = 2000
OTHERS: dict[str, Callable[[Path, Questions], Mapping[str, int]]] = {
    "duckdb": count_by_duckdb,
    "datafusion": count_by_datafusion,
    "daft": count_by_daft,
    "ibis": count_by_ibis,
    "ibis with our sums": count_by_ibis_with_our_sums,
    "plain Python": partial(count_by_loop, records=RECORDS),
}


def make_people(folder: Path, rules: CompiledRuleSet) -> Path:
    path = folder / "people.parquet"
    make_packed_file(path, list(rules.class_of), RECORDS)
    return path


@pytest.mark.parametrize("rules", SHIPPED, ids=name_rules)
def test_portable_sql_counts_the_same(rules: CompiledRuleSet, tmp_path: Path) -> None:
    path, questions = make_people(tmp_path, rules), plan_questions(rules)

    ours = count(pl.scan_parquet(path), questions)

    assert ours["records"] == RECORDS
    assert count_by_duckdb(path, questions) == ours


@pytest.mark.parametrize("name", OTHERS)
def test_engines_that_are_measured_beside_ours_do_the_same_work(name: str, tmp_path: Path) -> None:
    adults = compiled("presumption-adult", ADULT)
    path, questions = make_people(tmp_path, adults), plan_questions(adults)

    ours = count(pl.scan_parquet(path), questions)

    assert OTHERS[name](path, questions) == ours
