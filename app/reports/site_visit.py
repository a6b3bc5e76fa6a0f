"""What a summary of a visit says: several workers of one site, none of whom is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.conditions.truth import Truth
from app.reports.imprint import Level
from app.reports.spread import SMALLEST_SHOWN, Spread, spread


@dataclass(frozen=True)
class Observation:
    """What was seen at the site, in the words of whoever saw it."""

    about: str
    said: str


@dataclass(frozen=True)
class SiteVisit:
    """What is known of a visit besides the interviews; the names are those of firms and places."""

    organisation: str
    site: str
    place: str
    employer: str
    sector: str
    visited_on: tuple[date, ...]
    observations: tuple[Observation, ...]
    printed_on: date


@dataclass(frozen=True)
class SiteIndicator:
    """An indicator that is counted, and its dimension, by their labels."""

    id: str
    label: str
    dimension: str


@dataclass(frozen=True)
class WorkerResult:
    """What followed for one worker; an indicator that is missing is unknown.

    `is_within_reach` says whether the reader may see the case of this worker.
    """

    case_number: str
    presumption: Truth
    under_18: Truth
    indicators: Mapping[str, Truth]
    is_within_reach: bool


@dataclass(frozen=True)
class SiteLine:
    """How many workers an indicator is present with; None where that is withheld."""

    label: str
    dimension: str
    spread: Spread | None


@dataclass(frozen=True)
class SiteVisitContent:
    """Everything that the summary of a visit says.

    `workers` is None where there are too few to say how many. `withholds` says that small numbers
    are withheld. Lines come with what most have first.
    """

    visit: SiteVisit
    workers: int | None
    presumption: Spread | None
    under_18: Spread | None
    lines: tuple[SiteLine, ...]
    absent: tuple[str, ...]
    cases: tuple[str, ...]
    withholds: bool

    @property
    def organisation(self) -> str:
        """Give whose document it is."""
        return self.visit.organisation

    @property
    def about(self) -> str:
        """Give what the margin names: nothing, as the visit is no case."""
        return ""


def build_site_visit(
    visit: SiteVisit,
    indicators: Sequence[SiteIndicator],
    workers: Sequence[WorkerResult],
    level: Level,
) -> SiteVisitContent:
    """Give what a reader of a level may know of a visit.

    Small numbers are withheld from whoever may not see all of the cases, and from all strangers.
    """
    withholds = level is Level.SHAREABLE or not all(each.is_within_reach for each in workers)
    too_few = withholds and len(workers) < SMALLEST_SHOWN
    counted = [] if too_few else _count(indicators, workers)
    lines = [
        SiteLine(each.label, each.dimension, _show(found, withholds=withholds))
        for each, found in sorted(counted, key=_rank)
        if found.yes or found.unknown
    ]
    seen = [each.case_number for each in workers if each.is_within_reach]
    return SiteVisitContent(
        visit=_disclose(visit, level),
        workers=None if too_few else len(workers),
        presumption=_show(spread(each.presumption for each in workers), withholds=withholds),
        under_18=_show(spread(each.under_18 for each in workers), withholds=withholds),
        # Which lines are withheld, and their order, would tell of few people too.
        lines=tuple(_put_withheld_last(lines)),
        absent=tuple(each.label for each, found in counted if not (found.yes or found.unknown)),
        cases=() if level is Level.SHAREABLE else tuple(sorted(seen)),
        withholds=withholds,
    )


def _count(
    indicators: Sequence[SiteIndicator], workers: Sequence[WorkerResult]
) -> list[tuple[SiteIndicator, Spread]]:
    return [
        (each, spread(worker.indicators.get(each.id, Truth.UNKNOWN) for worker in workers))
        for each in indicators
    ]


def _rank(counted: tuple[SiteIndicator, Spread]) -> tuple[int, int]:
    return -counted[1].yes, -counted[1].unknown


def _show(found: Spread, *, withholds: bool) -> Spread | None:
    return None if withholds and (found.is_small or found.count < SMALLEST_SHOWN) else found


def _put_withheld_last(lines: list[SiteLine]) -> list[SiteLine]:
    """Give the lines that are shown first, and the others by their labels."""
    shown = [each for each in lines if each.spread is not None]
    withheld = (each for each in lines if each.spread is None)
    return [*shown, *sorted(withheld, key=lambda each: (each.dimension, each.label))]


def _disclose(visit: SiteVisit, level: Level) -> SiteVisit:
    if level is Level.FULL:
        return visit
    if level is Level.CASE_NUMBER:
        return replace(visit, observations=())
    return replace(visit, site="", place="", employer="", visited_on=(), observations=())
