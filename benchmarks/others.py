"""The same counting by other engines, from the same plan, each in the way that serves it best.

Every function gives how many records there are, and how many of them each standing is true of.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import add, and_, itemgetter, or_
from pathlib import Path
from typing import Any, Final, TypeAlias

import daft
import duckdb
import ibis
import polars as pl
from datafusion import SessionContext

from app.bulk.counts import RECORDS, list_counted
from app.bulk.plan import Name, Plan
from app.bulk.questions import Questions
from app.bulk.tallies import BYTES, NARROW, WIDE, Bound, Comparison, Tally
from app.conditions.truth import Truth
from app.instruments.ids import IndicatorId
from benchmarks.sql import write_counting_query

_TABLE: Final = "people"

# A column of any engine whose columns can be added and compared by the signs of Python.
Column: TypeAlias = Any

# Which answers are counted for the number that a bound is about.
_IS_COUNTED: Final[Mapping[Bound, Callable[[Column], Column]]] = {
    Bound.PRESENT_AT_MOST: lambda answer: answer == BYTES[Truth.YES],
    Bound.POSSIBLE_AT_LEAST: lambda answer: answer != BYTES[Truth.NO],
}

# What picks answers out of a row, and the numbers under their names that their sum is held against.
_Named: TypeAlias = list[tuple[Name, int]]
_Counted: TypeAlias = tuple[Callable[[Sequence[int]], Iterable[int]], _Named, _Named]


def count_by_duckdb(path: Path, questions: Questions) -> Mapping[str, int]:
    """Count by DuckDB, in SQL."""
    with duckdb.connect() as connection:
        query = write_counting_query(questions, f"read_parquet('{path}')", "UTINYINT")
        cursor = connection.execute(query)
        names = [each[0] for each in cursor.description or ()]
        return dict(zip(names, cursor.fetchone() or (), strict=True))


def count_by_datafusion(path: Path, questions: Questions) -> Mapping[str, int]:
    """Count by DataFusion, in SQL."""
    context = SessionContext()
    context.register_parquet(_TABLE, str(path))
    query = write_counting_query(questions, _TABLE, "TINYINT UNSIGNED")
    return _get_first(context.sql(query).to_pydict())


def count_by_daft(path: Path, questions: Questions) -> Mapping[str, int]:
    """Count by Daft, with its expressions."""
    table = daft.read_parquet(str(path))
    for columns in _list_stages(questions.plan, daft.col):
        table = table.with_columns(columns)
    number = daft.DataType.uint64()
    sums = [daft.col(name).cast(number).sum() for name in list_counted(questions)]
    records = daft.col(questions.indicators[0]).count("all").alias(RECORDS)
    return _get_first(table.agg(records, *sums).to_pydict())


def count_by_ibis(path: Path, questions: Questions) -> Mapping[str, int]:
    """Count by Ibis on Polars as people write it: every answer compared, and what is true added."""
    return _count_by_ibis(path, questions, _list_plain_stages(questions.plan))


def count_by_ibis_with_our_sums(path: Path, questions: Questions) -> Mapping[str, int]:
    """Count by Ibis on Polars, which is told to add bytes as we do."""
    return _count_by_ibis(path, questions, _list_stages(questions.plan, _ibis_column))


def _count_by_ibis(
    path: Path, questions: Questions, stages: Iterable[Mapping[str, Column]]
) -> Mapping[str, int]:
    """Count by Ibis in these stages, streaming as we do."""
    connection = ibis.polars.connect()
    table = connection.read_parquet(path)
    for columns in stages:
        table = table.mutate(**columns)
    sums = {name: table[name].sum() for name in list_counted(questions)}
    query = connection.compile(table.aggregate(**{RECORDS: table.count()}, **sums))
    return dict(query.collect(engine="streaming").row(0, named=True))


def count_by_loop(path: Path, questions: Questions, records: int) -> Mapping[str, int]:
    """Count the first records in plain Python, one after the other."""
    names = list_counted(questions)
    moved = {byte: (byte // NARROW) * WIDE + byte % NARROW for byte in BYTES.values()}
    answers = pl.col(questions.indicators).replace_strict(moved, return_dtype=pl.UInt32)
    table = pl.scan_parquet(path).select(answers).head(records).collect()
    tallies = _list_tallies(questions.plan, table.columns)
    sums = Counter({RECORDS: table.height})
    for row in table.iter_rows():
        true: set[str] = set()
        for pick, at_most, at_least in tallies:
            tally = sum(pick(row))
            present = tally % WIDE
            true.update(name for name, number in at_most if present <= number)
            true.update(name for name, number in at_least if tally >= number)
        for name, ways in questions.plan.steps.items():
            if any(map(true.issuperset, ways)):
                true.add(name)
        sums.update(true.intersection(names))
    return {name: sums[name] for name in (RECORDS, *names)}


def _list_tallies(plan: Plan, columns: Sequence[str]) -> list[_Counted]:
    """Give what picks the answers of each tally out of a row, and what it is compared with."""
    places = {name: place for place, name in enumerate(columns)}
    compared = list(plan.comparisons.items())
    found: list[_Counted] = []
    for tally in dict.fromkeys(each.tally for _, each in compared):
        picked = [places[name] for part in tally.parts for name in part.indicators * part.weight]
        mine = [(name, each) for name, each in compared if each.tally == tally]
        at_most = [(n, each.number) for n, each in mine if each.bound is Bound.PRESENT_AT_MOST]
        at_least = [
            (n, each.number * WIDE) for n, each in mine if each.bound is Bound.POSSIBLE_AT_LEAST
        ]
        # One place alone would be picked as a number, and not as a row.
        pick = (
            itemgetter(*picked) if len(picked) > 1 else itemgetter(slice(picked[0], picked[0] + 1))
        )
        found.append((pick, at_most, at_least))
    return found


def _list_stages(plan: Plan, column: Callable[[str], Column]) -> Iterator[dict[str, Column]]:
    """Give the columns that are worked out one after the other, each from those before it."""
    tallies = dict.fromkeys(each.tally for each in plan.comparisons.values())
    names = {tally: f"tally_{number}" for number, tally in enumerate(tallies)}
    yield {name: _add(tally, column) for tally, name in names.items()}
    yield {
        name: _compare(comparison, column(names[comparison.tally]))
        for name, comparison in plan.comparisons.items()
    }
    yield from _list_steps(plan, column)


def _list_plain_stages(plan: Plan) -> Iterator[dict[str, Column]]:
    """Give the same columns for Ibis, from how many answers are yes and how many are not no.

    Each answer is compared and counted once, with those that rules count together.
    """
    parts = dict.fromkeys(
        part.indicators for each in plan.comparisons.values() for part in each.tally.parts
    )
    names = {part: f"part_{number}" for number, part in enumerate(parts)}
    yield {
        f"{bound.value}_{name}": reduce(
            add, (is_true(_ibis_column(each)).cast("uint8") for each in part)
        )
        for bound, is_true in _IS_COUNTED.items()
        for part, name in names.items()
    }
    yield {name: _compare_plainly(each, names) for name, each in plan.comparisons.items()}
    yield from _list_steps(plan, _ibis_column)


def _compare_plainly(
    comparison: Comparison, names: Mapping[tuple[IndicatorId, ...], str]
) -> Column:
    counts = (
        (_ibis_column(f"{comparison.bound.value}_{names[part.indicators]}"), part.weight)
        for part in comparison.tally.parts
    )
    number = reduce(add, (count if weight == 1 else count * weight for count, weight in counts))
    if comparison.bound is Bound.PRESENT_AT_MOST:
        return number <= comparison.number
    return number >= comparison.number


def _ibis_column(name: str) -> Column:
    return ibis._[name]


def _list_steps(plan: Plan, column: Callable[[str], Column]) -> Iterator[dict[str, Column]]:
    for some in plan.list_rounds():
        yield {
            name: reduce(or_, (reduce(and_, map(column, row)) for row in plan.steps[name]))
            for name in some
        }


def _add(tally: Tally, column: Callable[[str], Column]) -> Column:
    if tally.unit != NARROW:
        raise ValueError("Here only what fits into a byte is counted.")
    names = (name for part in tally.parts for name in part.indicators * part.weight)
    return reduce(add, map(column, names))


def _compare(comparison: Comparison, tally: Column) -> Column:
    if comparison.bound is Bound.PRESENT_AT_MOST:
        return (tally & (NARROW - 1)) <= comparison.number
    return tally >= NARROW * comparison.number


def _get_first(columns: Mapping[str, list[int]]) -> Mapping[str, int]:
    return {name: each[0] for name, each in columns.items()}
