"""What the page of the figures of a programme shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import format_decimal, gettext, lazy_gettext

from app.datasets.performance.model import Period
from app.datasets.performance.people import DIMENSIONS
from app.reports.programme import ProgrammeFigure, ProgrammeIndicator
from app.services.programme_figures import WITHHELD, BrokenDown, ProgrammeFigures
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


# An indicator with more lines than this is folded away under its name.
MOST_TOGETHER: Final = 3


@dataclass(frozen=True)
class Fold:
    """A table that is folded away under a line of words; `meaning` says what is counted."""

    words: str
    meaning: str
    table: Table


@dataclass(frozen=True)
class Figures:
    """Figures that stand together under a heading, and the long parts of them, folded away."""

    id: str
    heading: str
    table: Table | None
    folds: tuple[Fold, ...]


@dataclass(frozen=True)
class FiguresPage:
    """The figures of a period by pillar, by a dimension, and the form to enter more."""

    period: tuple[Field, ...]
    by: Field
    heading: str
    figures: tuple[Figures, ...]
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
        figures=(*_list_broken_down(found), *_list_pillars(found)),
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


def _list_pillars(found: ProgrammeFigures) -> Iterator[Figures]:
    for name, indicators in found.content.pillars:
        heading = name.capitalize()
        few = [each for each in indicators if 0 < _count_lines(each) <= MOST_TOGETHER]
        folds = [_fold(each) for each in indicators if _count_lines(each) > MOST_TOGETHER]
        missing = [each for each in indicators if not _count_lines(each)]
        if missing:
            words = gettext("Not kept, and not entered for these days: %(count)s figures",
                            count=len(missing))  # fmt: skip
            folds.append(Fold(words, "", _build_table(words, missing)))
        caption = gettext("%(pillar)s: counted or entered", pillar=heading)
        table = _build_table(caption, few) if few else None
        yield Figures(f"pillar-{name.replace(' ', '-')}", heading, table, tuple(folds))


def _count_lines(each: ProgrammeIndicator) -> int:
    return len(each.figures) + len(each.entered)


def _fold(each: ProgrammeIndicator) -> Fold:
    words = gettext("%(figure)s: %(count)s lines", figure=f"{each.id} {each.name}",
                    count=_count_lines(each))  # fmt: skip
    return Fold(words, _word_meaning(each), _build_table(f"{each.id} {each.name}", [each]))


def _build_table(caption: str, indicators: Sequence[ProgrammeIndicator]) -> Table:
    heads = (
        Cell(gettext("Figure")),
        Cell(gettext("Value"), numeric=True),
        Cell(gettext("Target"), numeric=True),
    )
    return Table(caption, heads, tuple(row for each in indicators for row in _list_rows(each)))


def _word_meaning(each: ProgrammeIndicator) -> str:
    of = gettext("%(numerator)s, of: %(denominator)s", numerator=each.numerator,
                 denominator=each.denominator) if each.denominator else each.numerator  # fmt: skip
    return f"{of}{f' ({each.note})' if each.note else ''}"


def _list_rows(each: ProgrammeIndicator) -> Iterator[tuple[Cell, ...]]:
    name, target = f"{each.id} {each.name}", Cell(each.target or "–", numeric=True)
    # What is counted is said once, and where lines are folded away, above them.
    meaning = _word_meaning(each) if _count_lines(each) <= MOST_TOGETHER else ""
    for figure in each.figures:
        said = meaning if figure is each.figures[0] else ""
        part = f"{name} · {figure.part.replace('_', ' ')}" if figure.part else name
        yield Cell(part, note=said), _build_value(figure), target
    for typed in each.entered:
        source = gettext(
            "Entered. Source: %(source)s, %(day)s", source=typed.source, day=typed.source_day
        )
        value = f"{typed.value} {each.unit}".strip()
        yield Cell(name, note=source), Cell(value, numeric=True), target
    if not _count_lines(each):
        yield Cell(name, note=meaning), Cell(gettext("not kept"), numeric=True), target


def _build_value(figure: ProgrammeFigure) -> Cell:
    """Give a figure with what it is made of below it; what is withheld is made of nothing."""
    if figure.is_withheld:
        return Cell(gettext("withheld"), numeric=True)
    value = "–"
    if figure.value is not None:
        value = f"{format_decimal(figure.value)} {figure.unit}".strip()
    if figure.is_count:
        return Cell(value, numeric=True)
    if figure.denominator is None:
        of = gettext("from %(count)s values", count=figure.numerator)
    else:
        of = gettext("%(num)s of %(count)s", num=figure.numerator, count=figure.denominator)
    return Cell(value, numeric=True, note=of)


def _list_broken_down(found: ProgrammeFigures) -> Iterator[Figures]:
    if not found.dimension:
        return
    heading = str(DIMENSION_WORDS[found.dimension])
    caption = gettext("Figures by: %(dimension)s", dimension=heading)
    by_name: dict[str, list[BrokenDown]] = {}
    for each in found.broken_down:
        by_name.setdefault(f"{each.indicator} {each.name}", []).append(each)
    few = [line for lines in by_name.values() if len(lines) <= MOST_TOGETHER for line in lines]
    folds = (
        Fold(
            gettext("%(figure)s: %(count)s lines", figure=name, count=len(lines)),
            "",
            _build_breakdown(f"{name}, {heading}", lines),
        )
        for name, lines in by_name.items()
        if len(lines) > MOST_TOGETHER
    )
    yield Figures("broken-down", heading, _build_breakdown(caption, few), tuple(folds))


def _build_breakdown(caption: str, lines: Sequence[BrokenDown]) -> Table:
    categories = tuple(dict.fromkeys(category for each in lines for category, _ in each.shown))
    rows = tuple(
        (
            Cell(f"{each.indicator} {each.name}{f' · {each.part}' if each.part else ''}"),
            *(Cell(_say(dict(each.shown)[category]), numeric=True) for category in categories),
        )
        for each in lines
    )
    heads = (Cell(gettext("Figure")), *(Cell(_name(c), numeric=True) for c in categories))
    return Table(caption, heads, rows)


def _say(shown: str) -> str:
    return str(gettext("withheld")) if shown == WITHHELD else shown


def _name(category: str) -> str:
    return category if category.isupper() else category.replace("_", " ")
