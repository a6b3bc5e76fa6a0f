"""How the records of a survey were drawn: the columns that say so, and what is wrong with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from app.bulk.encoding import ROW, trim
from app.bulk.problems import MOST_PROBLEMS, RecordProblem
from app.bulk.results import RECORD_ID
from app.bulk.sources import BEYOND, Source
from app.instruments.ids import IndicatorId

# Under these names the columns of the design go beside results, whatever they are called there.
WEIGHT: Final = "design:weight"
STRATUM: Final = "design:stratum"
CLUSTER: Final = "design:cluster"
GROUP: Final = "design:by"

_DESIGN: Final = (WEIGHT, STRATUM, CLUSTER, GROUP)
_RESERVED: Final = (RECORD_ID, ROW, BEYOND)


@dataclass(frozen=True)
class Design:
    """Which columns of a file say how its records were drawn, and by which they are grouped.

    Without a weight all records weigh the same, without strata there is one, and without clusters
    each record was drawn by itself.
    """

    weight: str | None = None
    stratum: str | None = None
    cluster: str | None = None
    by: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Give the columns that are read, each once."""
        named = (self.weight, self.stratum, self.cluster, self.by)
        return tuple(dict.fromkeys(name for name in named if name is not None))

    @property
    def expressions(self) -> list[pl.Expr]:
        """Give the columns of the design under their own names, from those of the file."""
        texts = ((self.stratum, STRATUM), (self.cluster, CLUSTER), (self.by, GROUP))
        made = [trim(name).alias(alias) for name, alias in texts if name is not None]
        return made if self.weight is None else [_weigh(self.weight).alias(WEIGHT), *made]

    def list_clashes(self, indicators: tuple[IndicatorId, ...]) -> list[str]:
        """Give the columns that mean something else in every file of records."""
        return [name for name in self.columns if name in (*_RESERVED, *indicators)]


def list_design_problems(source: Source, design: Design) -> Iterator[RecordProblem]:
    """Give the first cells of each column from which no estimate can be made."""
    file = str(source.path)
    for column, hint in ((design.stratum, "stratum"), (design.cluster, "cluster")):
        if column is not None:
            is_empty = trim(column).is_null() | (trim(column) == "")
            what = f"is empty, and so in no {hint}"
            for row, _ in _list_first(source, column, is_empty):
                yield RecordProblem(file, row, column, None, what, f"Write its {hint}.")
    if design.weight is not None:
        weight = _weigh(design.weight)
        is_wrong = weight.is_null() | ~weight.is_finite() | (weight <= 0)
        for row, value in _list_first(source, design.weight, is_wrong):
            hint = "Write a number above 0, or leave the record out."
            yield RecordProblem(file, row, design.weight, value, "is no weight", hint)


def read_design(scored: Path) -> pl.DataFrame:
    """Give the columns of the design of scored records, a row for each."""
    records = pl.scan_parquet(scored, glob=False)
    named = [name for name in records.collect_schema() if name in _DESIGN]
    return records.select(named).collect()


def list_lonely_strata(file: str, drawn: pl.DataFrame) -> Iterator[RecordProblem]:
    """Give each stratum of one cluster: nothing tells how much clusters differ in it.

    `drawn` has a row for each record, with its stratum and cluster as far as these are given.
    """
    strata = [pl.col(STRATUM)] if STRATUM in drawn.columns else [pl.lit("").alias(STRATUM)]
    clusters = pl.col(CLUSTER).n_unique() if CLUSTER in drawn.columns else pl.len()
    lonely = drawn.group_by(strata).agg(clusters.alias("clusters")).filter(pl.col("clusters") < 2)
    what = "has one cluster, so nothing tells how much clusters differ in it"
    hint = "Join it with the stratum that is most like it."
    for (stratum,) in lonely.select(STRATUM).sort(STRATUM).head(MOST_PROBLEMS).iter_rows():
        whole = "" if stratum else "the whole file "
        yield RecordProblem(file, 0, "", stratum or None, f"{whole}{what}", hint)


def _list_first(source: Source, column: str, is_wrong: pl.Expr) -> Iterator[tuple[int, str | None]]:
    wrong = source.scan().filter(is_wrong).select(ROW, pl.col(column).cast(pl.String))
    return wrong.head(MOST_PROBLEMS).collect(engine="streaming").iter_rows()


def _weigh(column: str) -> pl.Expr:
    return trim(column).cast(pl.Float64, strict=False)
