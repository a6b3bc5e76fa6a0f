"""A plan as expressions of Polars, over columns in which every answer is a byte."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import add, and_, or_
from typing import Final, TypeAlias

import polars as pl

from app.bulk.plan import AnyOfAll, Plan, Value
from app.bulk.tallies import NARROW, WIDE, Bound, Comparison, Part, Tally
from app.instruments.ids import IndicatorId

# So many bytes can be added before the upper four bits of their sum are full.
MOST_BYTES: Final = NARROW - 1

Batch: TypeAlias = tuple[IndicatorId, ...]


def answer(records: pl.LazyFrame, plan: Plan, kept: Sequence[str]) -> pl.LazyFrame:
    """Give a column for each comparison and step of the plan, beside those that are kept.

    Whatever is shared becomes a column of its own: Polars looks at expressions as trees, and would
    work it out again and again. The bytes are let go as soon as they are added, since every column
    that is carried along costs time.
    """
    first, *others = _list_stages(plan)
    answers = records.select(*kept, *first)
    for columns in others:
        answers = answers.with_columns(columns)
    return answers


def to_expression(value: Value) -> pl.Expr:
    """Give the column of a value, or true or false."""
    return pl.lit(value) if isinstance(value, bool) else pl.col(value)


def _list_stages(plan: Plan) -> Iterator[list[pl.Expr]]:
    tallies = dict.fromkeys(comparison.tally for comparison in plan.comparisons.values())
    parts = [part for tally in tallies for part in tally.parts]
    batches = dict.fromkeys(batch for part in parts for batch in _list_batches(part))
    sums = {batch: f"sum_{number}" for number, batch in enumerate(batches)}
    yield [reduce(add, map(pl.col, batch)).alias(name) for batch, name in sums.items()]
    names = {tally: f"tally_{number}" for number, tally in enumerate(tallies)}
    yield [_count(tally, sums).alias(name) for tally, name in names.items()]
    yield [
        _compare(comparison, names[comparison.tally]).alias(name)
        for name, comparison in plan.comparisons.items()
    ]
    for names_of_round in plan.list_rounds():
        yield [_join(plan.steps[name]).alias(name) for name in names_of_round]


def _list_batches(part: Part) -> list[Batch]:
    starts = range(0, len(part.indicators), MOST_BYTES)
    return [part.indicators[start : start + MOST_BYTES] for start in starts]


def _count(tally: Tally, sums: Mapping[Batch, str]) -> pl.Expr:
    counts = (
        # What counts once is not multiplied by one: that would be done for every record.
        count if part.weight == 1 else count * part.weight
        for part in tally.parts
        for count in (_widen(pl.col(sums[batch]), tally) for batch in _list_batches(part))
    )
    return reduce(add, counts)


def _widen(narrow: pl.Expr, tally: Tally) -> pl.Expr:
    """Move the two counts of a byte further apart, where a tally needs more room."""
    if tally.unit == NARROW:
        return narrow
    return (narrow % NARROW).cast(pl.UInt32) + (narrow // NARROW).cast(pl.UInt32) * WIDE


def _compare(comparison: Comparison, name: str) -> pl.Expr:
    unit, tally = comparison.tally.unit, pl.col(name)
    if comparison.bound is Bound.PRESENT_AT_MOST:
        return (tally & (unit - 1)) <= comparison.number
    return tally >= unit * comparison.number


def _join(rows: AnyOfAll) -> pl.Expr:
    return reduce(or_, (reduce(and_, map(pl.col, row)) for row in rows))
