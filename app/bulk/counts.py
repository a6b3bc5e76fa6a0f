"""How many records have each result, for the whole of a file."""

from collections.abc import Iterator, Mapping
from typing import Final

import polars as pl

from app.bulk.plan import Name, Value
from app.bulk.questions import Questions, Standing
from app.bulk.results import DIMENSION_CODES, FINDING_CODES, OPEN

RECORDS: Final = "records"
COUNT_COLUMNS: Final = {"column": pl.String, "value": pl.String, RECORDS: pl.Int64}


def list_sums(questions: Questions) -> list[pl.Expr]:
    """Give the sums from which everything is counted, over columns that answer `questions`."""
    return [pl.len().alias(RECORDS), *(pl.col(name).sum() for name in list_counted(questions))]


def list_counted(questions: Questions) -> list[Name]:
    """Give the comparisons and steps of which it is asked how often they are true."""
    both = [*questions.findings.values(), *questions.dimensions.values()]
    values = [value for each in both for value in (each.may_be, each.may_not_be)]
    values += [each.may_not_be for each in questions.outcomes.values()]
    return list(dict.fromkeys(value for value in values if not isinstance(value, bool)))


def tabulate(questions: Questions, sums: Mapping[str, int]) -> pl.DataFrame:
    """Give a row for each value of each column, in the order in which they are written."""
    rows = [
        *_count_statuses(questions.findings, FINDING_CODES, sums),
        *_count_outcomes(questions.outcomes, sums),
        *_count_statuses(questions.dimensions, DIMENSION_CODES, sums),
    ]
    return pl.DataFrame(rows, schema=COUNT_COLUMNS, orient="row")


def _count_statuses(
    standings: Mapping[str, Standing], codes: tuple[str, str, str], sums: Mapping[str, int]
) -> Iterator[tuple[str, str, int]]:
    for name, standing in standings.items():
        yes = sums[RECORDS] - _count(standing.may_not_be, sums)
        no = sums[RECORDS] - _count(standing.may_be, sums)
        numbers = (yes, no, sums[RECORDS] - yes - no)
        yield from ((name, code, number) for code, number in zip(codes, numbers, strict=True))


def _count_outcomes(
    outcomes: Mapping[str, Standing], sums: Mapping[str, int]
) -> Iterator[tuple[str, str, int]]:
    if not outcomes:
        return
    still_open = sums[RECORDS]
    for name, standing in outcomes.items():
        decided = sums[RECORDS] - _count(standing.may_not_be, sums)
        still_open -= decided
        yield "outcome", name, decided
    yield "outcome", OPEN, still_open


def _count(value: Value, sums: Mapping[str, int]) -> int:
    """Give in how many records a value is true."""
    if isinstance(value, bool):
        return sums[RECORDS] if value else 0
    return sums[value]
