"""A rule set over a table of records in which every answer is a byte."""

from collections.abc import Mapping, Sequence

import polars as pl

from app.bulk.counts import list_sums
from app.bulk.expressions import answer
from app.bulk.questions import Questions
from app.bulk.results import list_kept, list_results


def score(records: pl.LazyFrame, questions: Questions, further: Sequence[str] = ()) -> pl.LazyFrame:
    """Give the columns that are written for each record in its place, and `further` unchanged."""
    kept = dict.fromkeys([*list_kept(questions), *further])
    answers = answer(records, questions.plan, list(kept))
    return answers.select(*list_results(questions), *further)


def count(records: pl.LazyFrame, questions: Questions) -> Mapping[str, int]:
    """Give the sums over all records from which `tabulate` makes its table."""
    answers = answer(records, questions.plan, questions.indicators[:1])
    return answers.select(list_sums(questions)).collect(engine="streaming").row(0, named=True)
