"""What the dashboard shows: each chart with its table beside it."""

from dataclasses import dataclass
from typing import Final

from flask import url_for
from flask_babel import gettext, ngettext

from app.datasets.crosstab.count import CONFIDENTIAL, SMALL, TOTAL
from app.reports.bars import Stack, StackedChart
from app.reports.spread import SMALLEST_SHOWN, Spread
from app.services.dashboard import (
    By,
    Dashboard,
    Grid,
    IndicatorLine,
    Span,
)
from app.services.disagreement import Disagreement
from app.web.components import Cell, Choice, Field, Table
from app.web.dashboard.wording import (
    BY_WORDS,
    COLUMNS,
    HEADS,
    SIGN_PARTS,
    TITLES,
    Names,
    Of,
    Signs,
)

MOST_SIGNS_DRAWN: Final = 12


LAST_TWELVE: Final = "last"


@dataclass(frozen=True)
class ChartPart:
    """A chart and the table that it is drawn from; a chart of nothing is not drawn.

    `more` has the lines for which a chart has no room.
    """

    chart: StackedChart
    table: Table
    address: str
    more: Table | None = None


@dataclass(frozen=True)
class DashboardPage:
    """The form, the charts with their tables, and how often people decide otherwise."""

    by: Field
    span: Field | None
    parts: tuple[ChartPart, ...]
    signs: tuple[str, ...]
    withheld: str
    disagreement: str


def build_page(
    found: Dashboard, names: Names, signs: Signs, disagreement: Disagreement | None
) -> DashboardPage:
    """Give the dashboard."""
    if found.by is By.SIGN:
        parts: tuple[ChartPart, ...] = (_build_signs(found, signs),)
    else:
        parts = tuple(
            ChartPart(
                _build_chart(of, grid, found, names),
                _build_table(of, grid, found, names),
                _find_chart(of, found) if grid.rows else "",
            )
            for of, grid in _list_grids(found)
        )
    return DashboardPage(
        by=_ask_by(found.by),
        span=_ask_span(found) if found.is_exact else None,
        parts=parts,
        signs=() if found.is_exact else _list_signs_of_tables(),
        withheld=_word_withheld(sum(each.spread is None for each in found.signs)),
        disagreement="" if disagreement is None else word_disagreement(disagreement),
    )


def find_chart(of: Of, found: Dashboard, names: Names, signs: Signs) -> StackedChart | None:
    """Give the bars of a table, and what they say in words; None where there is no such table."""
    if of is Of.SIGNS:
        is_counted = found.by is By.SIGN
        return _build_signs_chart(found, signs) if is_counted else None
    grids = dict(_list_grids(found))
    return _build_chart(of, grids[of], found, names) if of in grids else None


def _list_grids(found: Dashboard) -> tuple[tuple[Of, Grid], ...]:
    grids = ((Of.FOUND, found.found), (Of.STANDING, found.standing))
    return tuple((of, grid) for of, grid in grids if grid is not None)


def _build_chart(of: Of, grid: Grid, found: Dashboard, names: Names) -> StackedChart:
    bars = tuple(
        Stack(
            names.name(found.by, row),
            grid.read(row, TOTAL),
            tuple(grid.read(row, column) for column in grid.columns),
        )
        for row in grid.rows
    )
    parts = tuple(str(COLUMNS[each]) for each in grid.columns)
    return _describe(_word_title(of, found.span), parts, bars)


def _build_signs_chart(found: Dashboard, signs: Signs) -> StackedChart:
    """Give the bars of the signs that were found most often."""
    bars = tuple(
        Stack(
            signs.name_apart(each),
            gettext("%(yes)s of %(count)s", yes=each.spread.yes, count=each.spread.count),
            (str(each.spread.yes), str(each.spread.unknown), str(each.spread.no)),
        )
        for each in found.signs[:MOST_SIGNS_DRAWN]
        if each.spread is not None
    )
    parts = tuple(str(each) for each in SIGN_PARTS)
    return _describe(_word_title(Of.SIGNS, found.span), parts, bars)


def word_disagreement(found: Disagreement) -> str:
    """Say how often decisions say the opposite of what the tool found."""
    if found.rate is None:
        return str(gettext("No decision can be held against what the tool found yet."))
    return str(
        gettext(
            "%(differing)s of %(comparable)s decisions (%(rate)s %%) say the opposite of what the "
            "tool found.",
            differing=found.differing,
            comparable=found.comparable,
            rate=round(100 * found.rate),
        )
    )


def _find_chart(of: Of, found: Dashboard) -> str:
    year = str(found.span.year or LAST_TWELVE)
    return url_for("dashboard.chart", of=of.value, by=found.by.value, year=year)


def _describe(title: str, parts: tuple[str, ...], bars: tuple[Stack, ...]) -> StackedChart:
    said = "; ".join(
        f"{bar.name}: " + ", ".join(f"{p} {n}" for p, n in zip(parts, bar.parts, strict=True))
        for bar in bars
    )
    return StackedChart(title, f"{title}. {said}", parts, bars)


def _word_title(of: Of, span: Span) -> str:
    if span.year is None:
        return str(gettext("%(what)s, last twelve months", what=TITLES[of]))
    return str(gettext("%(what)s, %(year)s", what=TITLES[of], year=span.year))


def _build_table(of: Of, grid: Grid, found: Dashboard, names: Names) -> Table:
    columns = (TOTAL, *grid.columns)
    heads = (
        Cell(str(HEADS[found.by])),
        Cell(gettext("Screened"), numeric=True),
        *(Cell(str(COLUMNS[each]), numeric=True) for each in grid.columns),
    )
    rows = (
        (
            Cell(
                gettext("All") if row == TOTAL else names.name(found.by, row),
                unbroken=found.by is By.MONTH,
            ),
            *(Cell(grid.read(row, column), numeric=True) for column in columns),
        )
        for row in (*grid.rows, TOTAL)
    )
    return Table(_word_caption(of), heads, tuple(rows))


def _build_signs(found: Dashboard, signs: Signs) -> ChartPart:
    """Give the signs that were found most often, and the others in a table of their own."""
    shown = tuple(each for each in found.signs if each.spread is not None)
    drawn, more = shown[:MOST_SIGNS_DRAWN], shown[MOST_SIGNS_DRAWN:]
    return ChartPart(
        _build_signs_chart(found, signs),
        _build_signs_table(_word_caption(Of.SIGNS), drawn, signs),
        _find_chart(Of.SIGNS, found) if drawn else "",
        _build_signs_table(gettext("Further signs"), more, signs) if more else None,
    )


def _build_signs_table(caption: str, lines: tuple[IndicatorLine, ...], signs: Signs) -> Table:
    heads = (Cell(gettext("Sign")), *(Cell(str(each), numeric=True) for each in SIGN_PARTS))
    rows = (
        (Cell(signs.name(each), note=signs.place(each)), *_list_numbers(each.spread))
        for each in lines
        if each.spread is not None
    )
    return Table(caption, heads, tuple(rows), gettext("None yet."))


def _word_caption(of: Of) -> str:
    return str(gettext("In numbers: %(what)s", what=TITLES[of]))


def _list_numbers(found: Spread) -> tuple[Cell, ...]:
    return tuple(Cell(str(n), numeric=True) for n in (found.yes, found.unknown, found.no))


def _word_withheld(count: int) -> str:
    if not count:
        return ""
    return str(
        ngettext(
            "The numbers of %(num)s more sign are withheld: fewer than %(smallest)s cases are "
            "counted somewhere in them.",
            "The numbers of %(num)s more signs are withheld: fewer than %(smallest)s cases are "
            "counted somewhere in them.",
            count,
            smallest=SMALLEST_SHOWN,
        )
    )


def _ask_by(chosen: By) -> Field:
    choices = tuple(
        Choice(each.value, str(words), each is chosen) for each, words in BY_WORDS.items()
    )
    return Field("by", gettext("Count by"), choices=choices)


def _ask_span(found: Dashboard) -> Field:
    chosen = found.span.year
    choices = (
        Choice(LAST_TWELVE, gettext("The last twelve months"), chosen is None),
        *(Choice(str(each), str(each), each == chosen) for each in found.years),
    )
    return Field("year", gettext("Cases that began in"), choices=choices)


def _list_signs_of_tables() -> tuple[str, ...]:
    return (
        str(gettext("%(sign)s: from 0 to 4", sign=SMALL)),
        str(
            gettext("%(sign)s: hidden, because it would give a small count away", sign=CONFIDENTIAL)
        ),
    )
