"""The day of a supervisor in figures: how many cases are screened, presumed, waiting, decided.

Who may read the cases sees every number. To others, what is about few people is withheld by the
gate of the tables of datasets, and lines of indicators by that of sites.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import Enum
from types import MappingProxyType
from typing import Final

from sqlalchemy.orm import Session

from app.cases.moves import UNDER_REVIEW
from app.cases.roles import Permission
from app.cases.workflow import CaseState, Decision
from app.datasets.crosstab.count import SMALL, TOTAL, count_cube, protect_cube
from app.engine.result import FindingStatus
from app.reports.spread import Spread
from app.services.actors import Actor, NotAllowedError
from app.services.blindness import list_closed_cases
from app.services.workplace import Workplace
from app.store.case_counts import (
    CaseCount,
    Counted,
    count_indicators,
    count_screened,
    find_first,
)
from app.store.cases import Reach
from app.store.log import Deed, note_act

MONTHS_BACK: Final = 11
NO_SECTOR: Final = "none"
# Variables of a table, in the order in which the gate names them.
ROWS, COLUMNS = "a_rows", "b_columns"


class By(Enum):
    """What cases are counted by; the values stand in addresses."""

    MONTH = "month"
    AREA = "area"
    SECTOR = "sector"
    SIGN = "sign"


class Standing(Enum):
    """Where a screened case stands, as a column of a table."""

    WAITING = "waiting"
    RETURNED = "returned"
    CONFIRMED = Decision.CONFIRMED.value
    NOT_CONFIRMED = Decision.NOT_CONFIRMED.value
    INCONCLUSIVE = Decision.INCONCLUSIVE.value


FOUND: Final = tuple(
    each.value for each in (FindingStatus.YES, FindingStatus.OPEN, FindingStatus.NO)
)
STANDINGS: Final = tuple(each.value for each in Standing)
_CATEGORIES: Final[Mapping[By, Callable[[CaseCount], str]]] = MappingProxyType(
    {
        By.MONTH: lambda each: each.month,
        By.AREA: lambda each: str(each.area),
        By.SECTOR: lambda each: each.sector or NO_SECTOR,
    }
)


@dataclass(frozen=True)
class Span:
    """Whole months in UTC: those of one year, or the last twelve where none is chosen."""

    year: int | None
    since: datetime
    until: datetime

    @property
    def months(self) -> tuple[str, ...]:
        """Give the months of the span, as 2026-03."""
        first = self.since.year * 12 + self.since.month - 1
        last = self.until.year * 12 + self.until.month - 1
        return tuple(f"{n // 12}-{n % 12 + 1:02}" for n in range(first, last))


@dataclass(frozen=True)
class Grid:
    """Counts by two things, as they are shown: `cells` go by row and column, totals by neither."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], str]

    def read(self, row: str, column: str) -> str:
        """Give what is shown of a cell."""
        return self.cells[row, column]


@dataclass(frozen=True)
class IndicatorLine:
    """In how many cases an indicator is present, unknown and absent; None is withheld."""

    indicator: str
    spread: Spread | None


@dataclass(frozen=True)
class Dashboard:
    """What was found and where the cases stand, by one thing; or else which signs were found.

    `is_exact` where the person may read the cases: nothing is withheld then, and any of `years`
    can be asked for.
    """

    by: By
    span: Span
    years: tuple[int, ...]
    is_exact: bool
    found: Grid | None = None
    standing: Grid | None = None
    signs: tuple[IndicatorLine, ...] = ()


def count_cases(
    session: Session, workplace: Workplace, actor: Actor, by: By, year: int | None
) -> Dashboard:
    """Count the cases within a person's reach. Raises NotAllowedError."""
    reach = actor.reach(Permission.READ_DASHBOARD)
    if reach is None:
        raise NotAllowedError
    note_act(session, Deed.COUNTED, "cases")
    is_exact, today = actor.may(Permission.READ_CASES), workplace.clock.today()
    years = _list_years(session, reach, today) if is_exact else ()
    span = find_span(today, year if year in years else None)
    counted = Counted(reach, span.since, span.until, list_closed_cases(session, actor))
    asked = Dashboard(by, span, years, is_exact)
    if by is By.SIGN:
        return replace(asked, signs=_count_signs(session, counted, is_exact=is_exact))
    counts = tuple(count_screened(session, counted))
    names = span.months if by is By.MONTH else _list_names(counts, by)
    found = _count(counts, by, lambda each: each.presumption)
    standing = _count(counts, by, _find_standing)
    return replace(
        asked,
        found=show(found, names, FOUND, is_exact=is_exact),
        standing=show(standing, names, STANDINGS, is_exact=is_exact),
    )


def _count_signs(
    session: Session, counted: Counted, *, is_exact: bool
) -> tuple[IndicatorLine, ...]:
    counts: dict[str, Counter[str]] = {}
    for each in count_indicators(session, counted):
        counts.setdefault(each.indicator, Counter())[each.truth] += each.count
    spreads = {n: Spread(c["yes"], c["no"], c["unknown"]) for n, c in counts.items()}
    return rank_signs(spreads, is_exact=is_exact)


def rank_signs(spreads: Mapping[str, Spread], *, is_exact: bool) -> tuple[IndicatorLine, ...]:
    """Give the lines of indicators, most often present first, withheld ones last by their id.

    Those that are present in no case are left out.
    """
    withheld = {n for n, each in spreads.items() if each.is_small and not is_exact}
    shown = [n for n, each in spreads.items() if n not in withheld and each.yes]
    shown.sort(key=lambda n: (-spreads[n].yes, n))
    return (
        *(IndicatorLine(n, spreads[n]) for n in shown),
        *(IndicatorLine(n, None) for n in sorted(withheld)),
    )


def find_span(today: date, year: int | None) -> Span:
    """Give the months of a year, or the last twelve with the one of today."""
    if year is not None:
        return Span(year, datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC))
    this = today.year * 12 + today.month - 1
    first, end = this - MONTHS_BACK, this + 1
    return Span(
        None,
        datetime(first // 12, first % 12 + 1, 1, tzinfo=UTC),
        datetime(end // 12, end % 12 + 1, 1, tzinfo=UTC),
    )


def show(
    counts: Mapping[tuple[str, str], int],
    rows: Iterable[str],
    columns: tuple[str, ...],
    *,
    is_exact: bool,
) -> Grid:
    """Give counts as they are shown, with all totals: whole numbers, or small ones withheld."""
    rows = tuple(rows)
    words = _write(counts) if is_exact else _protect(counts)
    nothing = "0" if is_exact else SMALL
    cells = {
        (row, column): words.get((row, column), nothing)
        for row in (*rows, TOTAL)
        for column in (*columns, TOTAL)
    }
    return Grid(rows, columns, cells)


def _write(counts: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], str]:
    totals: Counter[tuple[str, str]] = Counter()
    for (row, column), count in counts.items():
        for key in ((row, column), (row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)):
            totals[key] += count
    return {key: str(count) for key, count in totals.items()}


def _protect(counts: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], str]:
    people = [pair for pair, count in counts.items() for _ in range(count)]
    names = [ROWS, COLUMNS]
    words = {}
    for cell, word in protect_cube(count_cube(people, names), names).items():
        known = dict(zip(cell.margin, cell.categories, strict=True))
        words[known.get(ROWS, TOTAL), known.get(COLUMNS, TOTAL)] = word
    return words


def _list_years(session: Session, reach: Reach, today: date) -> tuple[int, ...]:
    first = find_first(session, reach)
    return () if first is None else tuple(range(today.year, first.year - 1, -1))


def _list_names(counts: Iterable[CaseCount], by: By) -> tuple[str, ...]:
    return tuple(sorted({_CATEGORIES[by](each) for each in counts}))


def _count(
    counts: Iterable[CaseCount], by: By, find: Callable[[CaseCount], str]
) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for each in counts:
        found[_CATEGORIES[by](each), find(each)] += each.count
    return found


def _find_standing(each: CaseCount) -> str:
    """Say where a case stands: what was decided, as long as that holds, comes first."""
    if each.decision is not None:
        return Standing(each.decision).value
    is_waiting = CaseState(each.state) in UNDER_REVIEW
    return Standing.WAITING.value if is_waiting else Standing.RETURNED.value
