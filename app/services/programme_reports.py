"""The report on a programme, from what its figures are computed from."""

import re
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from app.datasets.performance.compute import FIGURES, compute
from app.datasets.performance.gate import WHOLE, find_hidden
from app.datasets.performance.model import (
    EnteredIndicator,
    Figure,
    FigureKind,
    Indicator,
    Performance,
    Period,
    Programme,
)
from app.reports.imprint import Level
from app.reports.programme import (
    EnteredFigure,
    ProgrammeContent,
    ProgrammeFigure,
    ProgrammeIndicator,
    disclose_programme,
)
from app.store.publications import FIGURE, TARGET, RecordedEntry

PERCENT: Final = "%"
_UNITS: Final = re.compile(r", | and ")


@dataclass(frozen=True)
class ProgrammeFacts:
    """Whose programme it is, the days that are reported on, and when it is printed.

    `entries` are the figures and targets that people entered for these days.
    """

    organisation: str
    period: Period
    printed_on: date
    entries: tuple[RecordedEntry, ...] = ()


def build_programme(
    declared: Performance,
    programme: Programme,
    facts: ProgrammeFacts,
    level: Level,
    kept: Collection[str] = FIGURES,
) -> ProgrammeContent:
    """Give what a level shows of every figure that is declared, in the order of the declaration.

    Those that are not `kept` have no figures: nought would be wrong.
    """
    figures = [each for each in compute(programme, facts.period) if each.indicator in kept]
    # Of few people nothing is shown that could be worked out from what stands beside it.
    hidden = find_hidden({WHOLE: figures}) if level is not Level.FULL else frozenset()
    entered = Entries(facts.entries)
    content = ProgrammeContent(
        organisation=facts.organisation,
        title=declared.title,
        source=declared.source,
        first=facts.period.first,
        last=facts.period.last,
        indicators=(
            *(_build(each, figures, hidden, entered) for each in declared.indicators),
            *(_build_entered(each, entered) for each in declared.entered),
        ),
        withholds=False,
        printed_on=facts.printed_on,
    )
    return disclose_programme(content, level)


def name_programme(organisation: str, period: Period) -> str:
    """Give the id of a programme and its days, the same for the same."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"programme {organisation} {period}"))


class Entries:
    """What people entered for a period, by indicator."""

    def __init__(self, entries: Iterable[RecordedEntry]) -> None:
        self._entries = [each.entry for each in entries]

    def list_figures(self, indicator: str) -> tuple[EnteredFigure, ...]:
        """Give the figures of an indicator, each with its source and its day."""
        return tuple(
            EnteredFigure(each.part, each.value, each.source, each.source_day)
            for each in self._entries
            if (each.kind, each.indicator) == (FIGURE, indicator)
        )

    def find_target(self, indicator: str) -> str:
        """Give the target of an indicator; nothing where there is none."""
        found = (e.value for e in self._entries if (e.kind, e.indicator) == (TARGET, indicator))
        return next(found, "")


def _build(
    indicator: Indicator,
    figures: Iterable[Figure],
    hidden: Collection[tuple[str, str, str]],
    entered: Entries,
) -> ProgrammeIndicator:
    return ProgrammeIndicator(
        id=indicator.id,
        name=indicator.name,
        pillar=indicator.pillar,
        unit=indicator.unit,
        numerator=indicator.numerator,
        denominator=indicator.denominator or "",
        provenance=indicator.provenance,
        note=indicator.note or "",
        figures=tuple(
            _write(each, indicator.unit, is_withheld=(WHOLE, each.indicator, each.part) in hidden)
            for each in figures
            if each.indicator == indicator.id
        ),
        target=entered.find_target(indicator.id),
        entered=entered.list_figures(indicator.id),
    )


def _build_entered(indicator: EnteredIndicator, entered: Entries) -> ProgrammeIndicator:
    return ProgrammeIndicator(
        id=indicator.id,
        name=indicator.name,
        pillar=indicator.pillar,
        unit="",
        numerator=indicator.target,
        denominator="",
        provenance=indicator.provenance,
        note=indicator.note or "",
        figures=(),
        target=entered.find_target(indicator.id),
        entered=entered.list_figures(indicator.id),
    )


def _write(figure: Figure, unit: str, *, is_withheld: bool) -> ProgrammeFigure:
    if is_withheld:
        return ProgrammeFigure(figure.part, None, None, None, is_withheld=True)
    value = None if figure.value is None else Decimal(f"{figure.value:.1f}")
    return ProgrammeFigure(
        figure.part,
        value,
        figure.numerator,
        figure.denominator,
        unit=choose_unit(unit, figure.kind),
        is_count=figure.kind is FigureKind.COUNT,
    )


def choose_unit(declared: str, kind: FigureKind) -> str:
    """Give the unit of one figure: an indicator like "persons and %" has counts and shares."""
    if kind is FigureKind.SHARE:
        return PERCENT
    counted = [each for each in _UNITS.split(declared) if each != PERCENT]
    if not counted:
        return ""
    return counted[0] if kind is FigureKind.COUNT else counted[-1]
