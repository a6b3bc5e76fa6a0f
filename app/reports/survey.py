"""The page of a survey: shares with their intervals as charts, and beside each chart its table."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from app.engine.classes import find_dimension
from app.engine.compile import CompiledRuleSet
from app.reports.charts import Interval, draw_intervals
from app.reports.render import get_environment

OUTCOME: Final = "outcome"
# Of the columns of indicators, this value is drawn.
DRAWN: Final = "yes"


@dataclass(frozen=True)
class Share:
    """The share of a value of a column: of all records, or of a group where `by` names one.

    Shares, their error and the ends of the interval are parts of 1.
    """

    column: str
    value: str
    by: str
    records: int
    estimate: float
    standard_error: float
    low: float
    high: float


@dataclass(frozen=True)
class Part:
    """What stands under one title: a table, and a chart of it or of some of its rows.

    `words` are those of values that have words of their own.
    """

    title: str
    shares: tuple[Share, ...]
    words: Mapping[str, str]
    chart: Markup


@dataclass(frozen=True)
class Survey:
    """All shares of a survey, and what they are of: the file, and how its records were drawn."""

    shares: tuple[Share, ...]
    file: str
    drawn: Mapping[str, str]


def render_survey(survey: Survey, compiled: CompiledRuleSet) -> str:
    """Give a page of its own, with all that it needs in it, that asks for nothing elsewhere."""
    results = [
        _make_part(title, _find(survey.shares, column), _list_values(compiled, column))
        for column, title in _list_titles(compiled).items()
    ]
    labels = {str(each.id): each.label for each in compiled.catalogue.indicators}
    return (
        get_environment()
        .get_template("survey/page.html")
        .render(
            survey=survey,
            rule_set=compiled.rule_set,
            catalogue=compiled.catalogue,
            group=compiled.group,
            results=[each for each in results if each.shares],
            indicators=list(_list_answered(survey.shares, compiled, labels)),
            labels=labels,
        )
    )


def _list_titles(compiled: CompiledRuleSet) -> dict[str, str]:
    """Give the columns of results with what people call them, in the order of reading."""
    rules = compiled.rule_set
    return {
        **{str(name): each.title for name, each in rules.findings.items()},
        OUTCOME: "Outcome",
        **{str(each.id): each.label for each in compiled.catalogue.dimensions},
    }


def _list_values(compiled: CompiledRuleSet, column: str) -> dict[str, str]:
    """Give the words for the values of a column that has words of its own."""
    if column != OUTCOME:
        return {}
    return {str(each.code): each.label for each in compiled.rule_set.outcomes}


def _find(shares: Iterable[Share], column: str) -> tuple[Share, ...]:
    """Give the shares of a column: value by value, of everybody first and then of each group."""
    found = [each for each in shares if each.column == column]
    values = list(dict.fromkeys(each.value for each in found))
    return tuple(sorted(found, key=lambda each: values.index(each.value)))


def _make_part(title: str, shares: tuple[Share, ...], words: Mapping[str, str]) -> Part:
    """Give the table and the chart of one column.

    Values that have words of their own are many and long: then the table alone has the groups.
    """
    drawn = [each for each in shares if not (words and each.by)]
    names = [
        f"{each.value} · {each.by}" if each.by else words.get(each.value, each.value)
        for each in drawn
    ]
    return Part(title, shares, words, _draw(title, names, drawn))


def _list_answered(
    shares: Iterable[Share], compiled: CompiledRuleSet, labels: Mapping[str, str]
) -> Iterator[Part]:
    """Give the indicators of each dimension that were asked: a chart of those that are there.

    Indicators of two dimensions may bear one name.
    """
    dimensions = {each.id: each.label for each in compiled.catalogue.dimensions}
    catalogue = compiled.catalogue
    of_indicator = {
        str(each.id): find_dimension(each.id, catalogue) for each in catalogue.indicators
    }
    asked = [each for each in shares if each.column in of_indicator]
    for dimension in dict.fromkeys(of_indicator[each.column] for each in asked):
        found = tuple(each for each in asked if of_indicator[each.column] == dimension)
        drawn = [each for each in found if each.value == DRAWN and not each.by]
        title = f"{f'{dimensions[dimension]}: i' if dimension else 'I'}ndicators that are there"
        yield Part(title, found, {}, _draw(title, [labels[each.column] for each in drawn], drawn))


def _draw(title: str, names: Sequence[str], shares: Sequence[Share]) -> Markup:
    """Give a chart to stand within a page; the table beside it says the same in words."""
    points = [
        Interval(name, each.estimate, each.low, each.high)
        for name, each in zip(names, shares, strict=True)
    ]
    drawn = draw_intervals(title, "The table beside it says the same.", points).decode()
    # Names within a drawing are those of one file; on a page with others they would clash.
    own = re.sub(r"[^a-z0-9]+", "-", title.lower())
    drawn = re.sub(r'(id="|href="#|url\(#)', rf"\g<1>{own}-", drawn[drawn.index("<svg") :])
    return Markup(drawn)  # noqa: S704 - Our own drawing; its words are escaped there.  # nosec B704
