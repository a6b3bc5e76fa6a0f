"""What a report on a programme says: its figures for a period, each with what it is a part of."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from app.instruments.vocabulary import Provenance
from app.reports.imprint import Level
from app.reports.spread import SMALLEST_SHOWN


@dataclass(frozen=True)
class ProgrammeFigure:
    """One figure. A share of nobody has no value; one that is withheld has no numbers either.

    `is_count` says that the value is the numerator itself, and no average of so many values.
    """

    part: str
    value: Decimal | None
    numerator: int | None
    denominator: int | None
    is_withheld: bool = False
    unit: str = ""
    is_count: bool = False


@dataclass(frozen=True)
class EnteredFigure:
    """A figure that somebody entered, where it comes from and of which day that is."""

    part: str
    value: str
    source: str
    source_day: str


@dataclass(frozen=True)
class ProgrammeIndicator:
    """What is counted, of what, how that definition was established, and the figures.

    Without figures it can't be computed from what is kept; then it may be entered. A target is
    what somebody set for the period.
    """

    id: str
    name: str
    pillar: str
    unit: str
    numerator: str
    denominator: str
    provenance: Provenance
    note: str
    figures: tuple[ProgrammeFigure, ...]
    target: str = ""
    entered: tuple[EnteredFigure, ...] = ()


@dataclass(frozen=True)
class ProgrammeContent:
    """Everything that the report says."""

    organisation: str
    title: str
    source: str
    first: date
    last: date
    indicators: tuple[ProgrammeIndicator, ...]
    withholds: bool
    printed_on: date

    @property
    def about(self) -> str:
        """Give what the margin names: nothing, as a programme is no case."""
        return ""

    @property
    def pillars(self) -> tuple[tuple[str, tuple[ProgrammeIndicator, ...]], ...]:
        """Give the indicators by pillar, in the order of the file within each."""
        ordered = sorted(self.indicators, key=lambda each: each.pillar)
        return tuple(
            (name, tuple(those)) for name, those in groupby(ordered, lambda each: each.pillar)
        )


def disclose_programme(content: ProgrammeContent, level: Level) -> ProgrammeContent:
    """Give what a level shows: figures about few people stay in the house."""
    if level is Level.FULL:
        return content
    indicators = tuple(
        replace(each, figures=tuple(map(_withhold, each.figures))) for each in content.indicators
    )
    return replace(content, indicators=indicators, withholds=True)


def _withhold(figure: ProgrammeFigure) -> ProgrammeFigure:
    numbers = [each for each in (figure.numerator, figure.denominator) if each is not None]
    rest = numbers[-1] - numbers[0] if numbers else 0
    if any(0 < each < SMALLEST_SHOWN for each in (*numbers, rest)):
        return ProgrammeFigure(figure.part, None, None, None, is_withheld=True)
    return figure
