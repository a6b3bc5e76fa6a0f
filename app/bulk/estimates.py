"""What a survey says of everybody from whom its records were drawn: shares, and how sure they are.

Shares are weighted; standard errors are those of Taylor's linearization for strata and clusters
drawn with replacement, and intervals of 95 % are those of Korn and Graubard, which also say
something where nobody or everybody has a value. All of it is computed by the library svy.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import polars as pl
import svy

from app.bulk.questions import Questions
from app.bulk.results import DIMENSION_CODES, FINDING_CODES, OPEN
from app.bulk.survey import CLUSTER, GROUP, STRATUM, WEIGHT, read_design
from app.bulk.tallies import BYTES
from app.conditions.truth import Truth
from app.instruments.ids import IndicatorId

# No group stands for all records, whatever groups are called; and this for those whose group nobody
# wrote down.
EVERYBODY: Final = ""
NO_GROUP: Final = "unknown"

COLUMNS: Final = {
    "column": pl.String,
    "value": pl.String,
    "by": pl.String,
    "records": pl.Int64,
    "estimate": pl.Float64,
    "standard_error": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "degrees_of_freedom": pl.Int64,
}

_TRUTHS: Final = {BYTES[each]: each.value for each in (Truth.YES, Truth.NO, Truth.UNKNOWN)}
# More would be noise in the smallest survey that anybody makes, and in the largest.
_DECIMALS: Final = 6
# Which cluster a record is of, among those of all strata.
_UNIT: Final = "design:unit"

Row: TypeAlias = tuple[str, str, str, int, float, float, float, float, int]


def tabulate_estimates(
    scored: Path, questions: Questions, answered: Sequence[IndicatorId]
) -> pl.DataFrame:
    """Give a row for each value of each column: for all records, and then for each group.

    `scored` has results beside the columns of the design and the bytes of the indicators
    `answered`. Unknown and open are values of their own: no share is of the known alone.
    """
    sample = _Sample(scored)
    rows = [
        row
        for column, codes in _list_variables(questions, answered).items()
        for row in sample.estimate(column, codes)
    ]
    table = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    numbers = pl.col(name for name, kind in COLUMNS.items() if kind == pl.Float64)
    return table.with_columns(numbers.round(_DECIMALS), rule_set=pl.lit(questions.rule_set))


def _list_variables(
    questions: Questions, answered: Sequence[IndicatorId]
) -> Mapping[str, Sequence[str]]:
    return {
        **dict.fromkeys(questions.findings, FINDING_CODES),
        **({"outcome": (*questions.outcomes, OPEN)} if questions.outcomes else {}),
        **dict.fromkeys(questions.dimensions, DIMENSION_CODES),
        **dict.fromkeys(answered, tuple(_TRUTHS.values())),
    }


class _Sample:
    """Records with their design, from which one column after the other is estimated."""

    def __init__(self, scored: Path) -> None:
        self._records = pl.scan_parquet(scored, glob=False)
        self._drawn = _name_units(read_design(scored))
        there = self._drawn.columns
        self._design = svy.Design(
            stratum=STRATUM if STRATUM in there else None,
            psu=_UNIT if _UNIT in there else None,
            wgt=WEIGHT if WEIGHT in there else None,
        )

    def estimate(self, column: str, codes: Sequence[str]) -> Iterator[Row]:
        """Give the rows of one column."""
        values = self._records.select(column).collect().to_series()
        if values.dtype == pl.UInt8:
            values = values.replace_strict(_TRUTHS, return_dtype=pl.String)
        flags = [(values.cast(pl.String) == code).cast(pl.Int8).alias(code) for code in codes]
        sample = svy.Sample(self._drawn.hstack(flags), self._design)
        for by in (None, GROUP) if GROUP in self._drawn.columns else (None,):
            for code in codes:
                found = sample.estimation.prop(code, by=by, ci_method="korn-graubard")
                yield from _list_rows(column, code, found.to_polars(), by)  # type: ignore[union-attr]  # One column, one estimate.


def _name_units(drawn: pl.DataFrame) -> pl.DataFrame:
    """Let clusters of several strata differ even where they bear the same name."""
    if GROUP in drawn.columns:
        group = pl.col(GROUP)
        drawn = drawn.with_columns(pl.when(group == "").then(None).otherwise(group).alias(GROUP))
        drawn = drawn.with_columns(pl.col(GROUP).fill_null(NO_GROUP))
    if CLUSTER not in drawn.columns:
        return drawn
    named = [name for name in (STRATUM, CLUSTER) if name in drawn.columns]
    return drawn.with_columns(pl.struct(named).rank("dense").cast(pl.String).alias(_UNIT))


def _list_rows(column: str, code: str, found: pl.DataFrame, by: str | None) -> Iterator[Row]:
    """Give the share of a value in each group; where all records are alike, svy names one share."""
    groups: dict[str, dict[str, dict[str, float]]] = {}
    for each in found.iter_rows(named=True):
        groups.setdefault(each[by] if by else EVERYBODY, {})[str(each[code])] = each
    for group, shares in groups.items():
        share = shares.get("1") or _turn(shares["0"])
        numbers = (share["est"], share["se"], share["lci"], share["uci"])
        yield column, code, group, int(share["n"]), *numbers, int(share["df"])


def _turn(share: Mapping[str, float]) -> dict[str, float]:
    """Give what is known of having a value from what is known of not having it."""
    turned = {"est": 1 - share["est"], "lci": 1 - share["uci"], "uci": 1 - share["lci"]}
    return {**share, **turned}
