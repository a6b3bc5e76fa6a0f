"""What is written for each record: the columns of a rule set, in their order."""

from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import compress, product
from operator import add
from typing import Final

import polars as pl

from app.bulk.expressions import to_expression
from app.bulk.questions import Questions, Standing
from app.bulk.tallies import BYTES
from app.conditions.truth import Truth

RECORD_ID: Final = "record_id"
OPEN: Final = "open"
FINDING_CODES: Final = ("yes", "no", OPEN)
DIMENSION_CODES: Final = ("positive", "negative", OPEN)

# So many names are looked up at once, by a number with a bit for each.
NAMES_AT_ONCE: Final = 8
BETWEEN_NAMES: Final = ";"


def list_kept(questions: Questions) -> list[str]:
    """Give the columns of the records themselves that the results read."""
    return [RECORD_ID, *questions.deciding]


def list_results(questions: Questions) -> list[pl.Expr]:
    """Give the columns that are written, over columns that hold the answers to `questions`."""
    columns = {RECORD_ID: pl.col(RECORD_ID)}
    for name, standing in questions.findings.items():
        columns[name] = _choose_status(standing, FINDING_CODES)
    if questions.outcomes:
        columns["outcome"] = _choose_outcome(questions.outcomes)
        may_be = {name: to_expression(each.may_be) for name, each in questions.outcomes.items()}
        columns["possible_outcomes"] = _join_names(may_be)
    for name, standing in questions.dimensions.items():
        columns[name] = _choose_status(standing, DIMENSION_CODES)
    if questions.deciding:
        columns["deciding"] = _list_deciding(questions)
    if questions.group is not None:
        columns["group"] = _repeat(questions.group)
    columns["rule_set"] = _repeat(questions.rule_set)
    return [column.alias(name) for name, column in columns.items()]


def _choose_status(standing: Standing, codes: tuple[str, str, str]) -> pl.Expr:
    yes, no, still_open = (pl.lit(code, dtype=pl.Enum(codes)) for code in codes)
    may_be, may_not_be = to_expression(standing.may_be), to_expression(standing.may_not_be)
    return pl.when(may_not_be).then(pl.when(may_be).then(still_open).otherwise(no)).otherwise(yes)


def _choose_outcome(outcomes: Mapping[str, Standing]) -> pl.Expr:
    codes = pl.Enum([*outcomes, OPEN])
    chosen = pl.lit(OPEN, dtype=codes)
    for name, standing in outcomes.items():
        may_not_be = to_expression(standing.may_not_be)
        chosen = pl.when(may_not_be).then(chosen).otherwise(pl.lit(name, dtype=codes))
    return chosen


def _list_deciding(questions: Questions) -> pl.Expr:
    return _join_names(
        {
            indicator: (pl.col(indicator) == BYTES[Truth.UNKNOWN]) & to_expression(value)
            for indicator, value in sorted(questions.deciding.items())
        }
    )


def _join_names(chosen: Mapping[str, pl.Expr]) -> pl.Expr:
    """Give the names of what is true in each record, in their order, with a semicolon between."""
    names = list(chosen)
    if len(names) <= NAMES_AT_ONCE:
        return _look_up(chosen, [BETWEEN_NAMES.join(each) for each in _list_choices(names)])
    texts = []
    for start in range(0, len(names), NAMES_AT_ONCE):
        some = names[start : start + NAMES_AT_ONCE]
        ended = ["".join(name + BETWEEN_NAMES for name in each) for each in _list_choices(some)]
        texts.append(_look_up({name: chosen[name] for name in some}, ended).cast(pl.String))
    return pl.concat_str(texts).str.strip_suffix(BETWEEN_NAMES)


def _list_choices(names: Sequence[str]) -> list[tuple[str, ...]]:
    """Give the names chosen by each number, where the first name has the lowest bit."""
    bits = product((False, True), repeat=len(names))
    return [tuple(compress(names, reversed(each))) for each in bits]


def _look_up(chosen: Mapping[str, pl.Expr], texts: Sequence[str]) -> pl.Expr:
    """Give the text whose number has a bit for each choice that is true."""
    bits = (_choose_bit(each, place) for place, each in enumerate(chosen.values()))
    # `cat.to` is not promised to stay as it is, but Polars is pinned, and its stable counterpart
    # `replace_strict` takes six times as long.
    return reduce(add, bits).cat.to(pl.Enum(texts))


def _choose_bit(is_chosen: pl.Expr, place: int) -> pl.Expr:
    # To cast what is true or false to a number takes Polars four times as long.
    bit, nothing = pl.lit(1 << place, dtype=pl.UInt8), pl.lit(0, dtype=pl.UInt8)
    return pl.when(is_chosen).then(bit).otherwise(nothing)


def _repeat(text: str) -> pl.Expr:
    return pl.lit(text, dtype=pl.Enum([text]))
