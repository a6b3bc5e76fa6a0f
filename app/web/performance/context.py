"""What the page of the figures of a programme shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext, lazy_gettext

from app.datasets.performance.model import Period
from app.datasets.performance.people import DIMENSIONS
from app.reports.programme import ProgrammeFigure, ProgrammeIndicator
from app.services.programme_figures import WITHHELD, ProgrammeFigures
from app.store.publications import FIGURE, TARGET
from app.web.components import Cell, Choice, Field, FieldError, Table
from app.web.performance.forms import EntryForm

DIMENSION_WORDS: Final = {
    "sex": lazy_gettext("Sex"),
    "age_group": lazy_gettext("Age group"),
    "nationality": lazy_gettext("Nationality"),
    "place": lazy_gettext("Country of identification"),
    "form_of_exploitation": lazy_gettext("Form of exploitation"),
    "organisation": lazy_gettext("Organisation"),
}
ERROR_WORDS: Final = {
    "first": lazy_gettext("Enter the first day as a date"),
    "last": lazy_gettext("Enter the last day as a date that is not before the first"),
    "kind": lazy_gettext("Say whether it is a figure or a target"),
    "indicator": lazy_gettext("Choose which figure it is"),
    "value": lazy_gettext("Enter a number, or yes or no"),
    "source": lazy_gettext("Say where the figure comes from, in at most 200 letters"),
    "source_day": lazy_gettext("Enter of which day the source is, such as 2026-03-14"),
}


@dataclass(frozen=True)
class FiguresPage:
    """The figures of a period by pillar, by a dimension, and the form to enter more."""

    period: tuple[Field, ...]
    by: Field
    heading: str
    pillars: tuple[Table, ...]
    broken_down: Table | None
    entry: tuple[Field, ...]
    kind: Field
    indicator: Field
    figure: str
    errors: tuple[FieldError, ...]


def build_page(
    found: ProgrammeFigures, form: EntryForm, period: Period, errors: Mapping[str, str]
) -> FiguresPage:
    """Give the page."""
    return FiguresPage(
        period=tuple(_list_days(period)),
        by=_build_dimensions(found.dimension),
        heading=gettext("From %(first)s to %(last)s", first=period.first, last=period.last),
        pillars=tuple(_list_pillars(found)),
        broken_down=_build_breakdown(found) if found.dimension else None,
        entry=tuple(_list_fields(form, errors)),
        kind=_build_kind(form, errors.get("kind", "")),
        indicator=Field(
            "indicator",
            gettext("Which one"),
            error=errors.get("indicator", ""),
            choices=tuple(
                Choice(each.id, f"{each.id} {each.name}", each.id == form.indicator.data)
                for each in found.content.indicators
            ),
        ),
        figure=form.figure.data or "",
        errors=tuple(FieldError(name, words) for name, words in errors.items()),
    )


def _list_days(period: Period) -> Iterator[Field]:
    for name, label, day in (
        ("first", gettext("First day"), period.first),
        ("last", gettext("Last day"), period.last),
    ):
        yield Field(name, label, day.isoformat(), input_type="date", width=10)


def _build_dimensions(chosen: str) -> Field:
    words = {"": gettext("Nothing"), **{each: str(DIMENSION_WORDS[each]) for each in DIMENSIONS}}
    choices = tuple(Choice(code, word, code == chosen) for code, word in words.items())
    return Field("by", gettext("Broken down by"), choices=choices)


def _build_kind(form: EntryForm, error: str) -> Field:
    words = {
        FIGURE: gettext("A figure that cannot be computed here"),
        TARGET: gettext("A target for these days"),
    }
    chosen = form.kind.data or FIGURE
    choices = tuple(Choice(code, word, code == chosen) for code, word in words.items())
    return Field("kind", gettext("What do you enter?"), error=error, choices=choices)


def _list_fields(form: EntryForm, errors: Mapping[str, str]) -> Iterator[Field]:
    for name, label, hint in (
        ("value", gettext("Value"), gettext("A number, or yes or no; empty takes it back")),
        ("source", gettext("Where the figure comes from"),
         gettext("A register or a report, never a person. A target needs none.")),
        ("source_day", gettext("Of which day the source is"), gettext("Such as 2026-03-14")),
    ):  # fmt: skip
        yield Field(name, label, form[name].data or "", hint=hint, error=errors.get(name, ""))


def _list_pillars(found: ProgrammeFigures) -> Iterator[Table]:
    heads = (
        Cell(gettext("Figure")),
        Cell(gettext("Value"), numeric=True),
        Cell(gettext("Numerator and denominator"), numeric=True),
        Cell(gettext("Target"), numeric=True),
        Cell(gettext("What is counted")),
    )
    for name, indicators in found.content.pillars:
        rows = tuple(row for each in indicators for row in _list_rows(each))
        yield Table(name.capitalize(), heads, rows)


def _list_rows(each: ProgrammeIndicator) -> Iterator[tuple[Cell, ...]]:
    of = gettext("%(numerator)s, of: %(denominator)s", numerator=each.numerator,
                 denominator=each.denominator) if each.denominator else each.numerator  # fmt: skip
    meaning = Cell(f"{of}{f' ({each.note})' if each.note else ''}")
    name, target = f"{each.id} {each.name}", Cell(each.target or "–", numeric=True)
    for figure in each.figures:
        # What is counted is said once, and not with each of forty codes.
        said = meaning if figure is each.figures[0] else Cell("")
        part = f"{name} · {figure.part.replace('_', ' ')}" if figure.part else name
        value, numbers = _word(figure, each.unit)
        yield Cell(part), Cell(value, numeric=True), Cell(numbers, numeric=True), target, said
    for typed in each.entered:
        source = gettext(
            "Entered. Source: %(source)s, %(day)s", source=typed.source, day=typed.source_day
        )
        value = f"{typed.value} {each.unit}".strip()
        yield Cell(name), Cell(value, numeric=True), Cell("–", numeric=True), target, Cell(source)
    if not each.figures and not each.entered:
        empty = Cell(gettext("not kept"), numeric=True)
        yield Cell(name), empty, Cell("–", numeric=True), target, meaning


def _word(figure: ProgrammeFigure, unit: str) -> tuple[str, str]:
    if figure.is_withheld:
        return str(gettext("withheld")), "–"
    value = "–" if figure.value is None else f"{figure.value} {unit}".strip()
    if figure.denominator is None:
        return value, str(figure.numerator)
    return value, str(
        gettext("%(num)s of %(count)s", num=figure.numerator, count=figure.denominator)
    )


def _build_breakdown(found: ProgrammeFigures) -> Table:
    categories = tuple(
        dict.fromkeys(category for each in found.broken_down for category, _ in each.shown)
    )
    rows = tuple(
        (
            Cell(f"{each.indicator} {each.name}{f' · {each.part}' if each.part else ''}"),
            *(Cell(_say(dict(each.shown)[category]), numeric=True) for category in categories),
        )
        for each in found.broken_down
    )
    heads = (Cell(gettext("Figure")), *(Cell(_name(c), numeric=True) for c in categories))
    return Table(str(DIMENSION_WORDS[found.dimension]), heads, rows)


def _say(shown: str) -> str:
    return str(gettext("withheld")) if shown == WITHHELD else shown


def _name(category: str) -> str:
    return category if category.isupper() else category.replace("_", " ")
