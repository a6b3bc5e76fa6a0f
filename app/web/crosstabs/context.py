"""What the page of cross-tabulations shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from flask import url_for
from flask_babel import gettext, lazy_gettext

from app.datasets.crosstab.count import CONFIDENTIAL, SMALL, TOTAL, Crosstab
from app.datasets.crosstab.variables import OTHERS, SEVERAL_CODES, Variable
from app.reports.bars import Bar, Chart
from app.services.crosstabs import Wish
from app.services.dataset_records import SUSPECTS, VICTIMS
from app.web.components import Cell, Choice, Table
from app.web.locale import NamedCode
from app.web.records.fields import SILENCES

DATASETS: Final = {
    VICTIMS: lazy_gettext("Victims"),
    SUSPECTS: lazy_gettext("Those responsible, and proceedings"),
}


@dataclass(frozen=True)
class Selection:
    """One list to choose from, in groups; `label` stands above it."""

    id: str
    label: str
    groups: tuple[tuple[str, tuple[Choice, ...]], ...]


@dataclass(frozen=True)
class CrosstabPage:
    """The form, and where everything is asked for the table and its pictures."""

    selections: tuple[Selection, ...]
    table: Table | None
    signs: tuple[str, ...]
    chart_address: str
    chart_words: str
    map_address: str
    map_words: str
    error: str


class Words:
    """The words of categories: of codes, of countries, and of what several variables share."""

    def __init__(self, countries: Iterable[NamedCode]) -> None:
        self._countries = {each.code: each.name for each in countries}
        self._shared: Mapping[str, str] = {
            **{each.value: str(words) for each, words in SILENCES.items()},
            SEVERAL_CODES: str(gettext("Several of them")),
            OTHERS: str(gettext("All others together")),
            TOTAL: str(gettext("All")),
        }

    def name(self, variable: Variable, category: str) -> str:
        """Give the words of a category."""
        if category in variable.words:
            return variable.words[category]
        if variable.is_country and category in self._countries:
            return self._countries[category]
        return self._shared.get(category, category)


def build_page(
    wish: Wish,
    variables: Mapping[str, Variable],
    choices: tuple[str, ...],
    words: Words,
    found: Crosstab | None,
) -> CrosstabPage:
    """Give the page of what is asked for; without a table it says what is amiss."""
    table = None if found is None or not found.row_names else build_table(found, wish, words)
    arguments = {key: value for key, value in vars(wish).items() if value}
    on_map = found is not None and found.rows.is_country and table is not None
    page = CrosstabPage(
        selections=tuple(_list_selections(wish, variables, choices, words)),
        table=table,
        signs=(
            str(gettext("%(sign)s: from 0 to 4", sign=SMALL)),
            str(gettext("%(sign)s: hidden, because it would give a small count away",
                        sign=CONFIDENTIAL)),
        ),
        chart_address="" if table is None else url_for("crosstabs.chart", **arguments),
        chart_words="" if found is None else build_chart(found, wish, words).description,
        map_address=url_for("crosstabs.world", **arguments) if on_map else "",
        map_words="" if found is None else word_map(found, wish, words),
        error="" if found is not None else str(gettext("Choose each variable once.")),
    )  # fmt: skip
    return page if table is not None else replace(page, signs=())


def _list_selections(
    wish: Wish, variables: Mapping[str, Variable], choices: tuple[str, ...], words: Words
) -> Iterable[Selection]:
    datasets = tuple(Choice(c, str(w), c == wish.dataset) for c, w in DATASETS.items())
    yield Selection("dataset", str(gettext("Dataset")), (("", datasets),))
    for name, label, is_open in (
        ("rows", gettext("Lines of the table"), False),
        ("columns", gettext("Columns"), True),
        ("only", gettext("Only records with one value of"), True),
    ):
        yield Selection(name, str(label), _group(variables, getattr(wish, name), is_open=is_open))
    if wish.only in variables:
        found = tuple(
            Choice(each, words.name(variables[wish.only], each), each == wish.category)
            for each in choices
        )
        yield Selection("category", str(gettext("Which value")), (("", found),))


def _group(
    variables: Mapping[str, Variable], chosen: str, *, is_open: bool
) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    groups: dict[str, list[Choice]] = {"": [Choice("", "–", not chosen)]} if is_open else {}
    for each in variables.values():
        choice = Choice(each.id, each.label, each.id == chosen)
        groups.setdefault(each.block, []).append(choice)
    return tuple((title, tuple(those)) for title, those in groups.items())


def build_table(found: Crosstab, wish: Wish, words: Words) -> Table:
    """Give the table, totals last."""
    columns = found.columns
    names = (*found.column_names, TOTAL) if columns is not None else (TOTAL,)
    heads = [
        Cell(words.name(columns, each) if columns is not None else words.name(found.rows, each),
             numeric=True)
        for each in names
    ]  # fmt: skip
    rows = (
        (
            Cell(words.name(found.rows, row)),
            *(Cell(found.cells[row, column], numeric=True) for column in names),
        )
        for row in (*found.row_names, TOTAL)
    )
    return Table(word_title(found, wish), (Cell(found.rows.label), *heads), tuple(rows))


def word_title(found: Crosstab, wish: Wish) -> str:
    """Give what the table is of."""
    of = DATASETS[wish.dataset]
    if found.columns is None:
        return str(gettext("%(of)s by: %(rows)s", of=of, rows=found.rows.label))
    return str(
        gettext(
            "%(of)s by: %(rows)s, and %(columns)s",
            of=of,
            rows=found.rows.label,
            columns=found.columns.label,
        )
    )


def build_chart(found: Crosstab, wish: Wish, words: Words) -> Chart:
    """Give bars of the totals of the lines, and what they say in words."""
    bars = tuple(
        Bar(words.name(found.rows, row), found.cells[row, TOTAL]) for row in found.row_names
    )
    said = "; ".join(f"{each.name}: {each.shown}" for each in bars)
    title = str(gettext("%(of)s by: %(rows)s", of=DATASETS[wish.dataset], rows=found.rows.label))
    return Chart(title, f"{title}. {said}", bars)


def word_map(found: Crosstab, wish: Wish, words: Words) -> str:
    """Say in words what the map shows."""
    title = build_chart(found, wish, words).description
    return str(gettext("Map of the world. %(title)s", title=title))
