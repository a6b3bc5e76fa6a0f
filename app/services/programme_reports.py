"""The report on a programme, from what its figures are computed from."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.datasets.performance.compute import FIGURES, compute
from app.datasets.performance.model import Figure, Indicator, Performance, Period, Programme
from app.reports.imprint import Level
from app.reports.programme import (
    ProgrammeContent,
    ProgrammeFigure,
    ProgrammeIndicator,
    disclose_programme,
)


@dataclass(frozen=True)
class ProgrammeFacts:
    """Whose programme it is, the days that are reported on, and when it is printed."""

    organisation: str
    period: Period
    printed_on: date


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
    content = ProgrammeContent(
        organisation=facts.organisation,
        title=declared.title,
        source=declared.source,
        first=facts.period.first,
        last=facts.period.last,
        indicators=tuple(_build(each, figures) for each in declared.indicators),
        withholds=False,
        printed_on=facts.printed_on,
    )
    return disclose_programme(content, level)


def name_programme(organisation: str, period: Period) -> str:
    """Give the id of a programme and its days, the same for the same."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"programme {organisation} {period}"))


def _build(indicator: Indicator, figures: Iterable[Figure]) -> ProgrammeIndicator:
    return ProgrammeIndicator(
        id=indicator.id,
        name=indicator.name,
        pillar=indicator.pillar,
        unit=indicator.unit,
        numerator=indicator.numerator,
        denominator=indicator.denominator or "",
        provenance=indicator.provenance,
        note=indicator.note or "",
        figures=tuple(_write(each) for each in figures if each.indicator == indicator.id),
    )


def _write(figure: Figure) -> ProgrammeFigure:
    value = None if figure.value is None else Decimal(f"{figure.value:.1f}")
    return ProgrammeFigure(figure.part, value, figure.numerator, figure.denominator)
