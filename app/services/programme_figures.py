"""The figures of a programme for a period: computed, broken down, entered, and targets."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from app.datasets.catalogue import Datasets
from app.datasets.performance.compute import compute, compute_by, is_small, word_figure
from app.datasets.performance.gate import WHOLE, find_hidden
from app.datasets.performance.model import Figure, Performance, Period, Programme
from app.datasets.performance.people import DIMENSIONS
from app.reports.imprint import Level
from app.reports.programme import ProgrammeContent
from app.services.actors import Actor
from app.services.programme_facts import KEPT, gather_programme
from app.services.programme_reports import ProgrammeFacts, build_programme
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.ids import FigureId
from app.store.log import Deed, note_act
from app.store.publications import FIGURE, TARGET, Entry, list_entries, record_entry

PROGRAMME: Final = "programme"
WITHHELD: Final = "withheld"
KINDS: Final = (FIGURE, TARGET)
YES: Final = frozenset({"yes", "no"})


class WrongEntryError(Exception):
    """What was entered can't be kept; `field` is the one that is wrong."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(field)


@dataclass(frozen=True)
class BrokenDown:
    """One figure in one category of a dimension, as it is shown."""

    indicator: str
    name: str
    part: str
    shown: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ProgrammeFigures:
    """What is shown for a period; figures about few people are withheld on every page."""

    declared: Performance
    content: ProgrammeContent
    dimension: str
    broken_down: tuple[BrokenDown, ...]


def find_figures(
    session: Session,
    workplace: Workplace,
    datasets: Datasets,
    actor: Actor,
    period: Period,
    dimension: str,
) -> ProgrammeFigures:
    """Give the figures of the person's organisation for a period, and by a dimension if it is one.

    They are those of the report that may be shared: of few people nothing can be worked out.
    """
    note_act(session, Deed.COUNTED, PROGRAMME)
    declared = datasets.performance.newest(PROGRAMME).item
    programme = gather_programme(session, actor.organisation, datasets)
    entries = list_entries(session, actor.organisation, period.first, period.last)
    today = workplace.clock.today()
    facts = ProgrammeFacts(actor.organisation_name, period, today, entries)
    content = build_programme(declared, programme, facts, Level.SHAREABLE, KEPT)
    chosen = dimension if dimension in DIMENSIONS else ""
    parts = break_down(declared, programme, period, chosen, KEPT) if chosen else ()
    return ProgrammeFigures(declared, content, chosen, tuple(parts))


def break_down(
    declared: Performance,
    programme: Programme,
    period: Period,
    dimension: str,
    kept: Collection[str],
) -> Sequence[BrokenDown]:
    """Give every figure by the categories of a dimension, small ones hidden together."""
    open_ones = [
        each
        for each in declared.indicators
        if each.id in kept and dimension in each.disaggregate_by
    ]
    names = {each.id: each.name for each in open_ones}
    whole = [each for each in compute(programme, period) if each.indicator in kept]
    parts: dict[str, list[Figure]] = {}
    for each in open_ones:
        for category, figures in compute_by(programme, period, each, dimension).items():
            parts.setdefault(category, []).extend(figures)
    hidden = find_hidden({WHOLE: whole, **parts})
    keys = dict.fromkeys((f.indicator, f.part) for figures in parts.values() for f in figures)
    return [
        BrokenDown(
            indicator,
            names[indicator],
            part,
            tuple((c, _word(c, indicator, part, parts[c], hidden)) for c in parts),
        )
        for indicator, part in keys
    ]


def _word(
    category: str,
    indicator: str,
    part: str,
    figures: Sequence[Figure],
    hidden: Collection[tuple[str, str, str]],
) -> str:
    if (category, indicator, part) in hidden:
        return WITHHELD
    found = next((f for f in figures if (f.indicator, f.part) == (indicator, part)), None)
    if found is None:
        return "0"
    if is_small(found):
        return WITHHELD
    of = "" if found.denominator is None else f" ({found.numerator}/{found.denominator})"
    return f"{word_figure(found)}{of}"


def keep_entry(
    session: Session, workplace: Workplace, actor: Actor, figure_id: FigureId, entry: Entry
) -> None:
    """Keep a figure or a target that somebody entered. Raises WrongEntryError."""
    if entry.kind not in KINDS:
        raise WrongEntryError("kind")
    if not (entry.value in YES or is_number(entry.value)) and entry.value:
        raise WrongEntryError("value")
    if entry.last < entry.first:
        raise WrongEntryError("last")
    if entry.kind == FIGURE and entry.value:
        if not entry.source:
            raise WrongEntryError("source")
        if not is_day(entry.source_day):
            raise WrongEntryError("source_day")
    record_entry(session, figure_id, entry, workplace.clock.now(), actor.account)


def is_number(text: str) -> bool:
    """Say whether a text is a plain number."""
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def is_day(text: str) -> bool:
    """Say whether a text is a day, year first."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
