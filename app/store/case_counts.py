"""Cases within reach, counted by the database: how many of each kind, and none of them loaded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import JSON, ColumnElement, Subquery, TableValuedAlias, cast, func, select, true
from sqlalchemy.orm import Session

from app.store.cases import Reach, within
from app.store.ids import AreaId, CaseId
from app.store.tables import Assessment, Case, Interview, PinnedModule, SecondCoding

SQLITE: Final = "sqlite"
# Where a frozen result says whether there is a presumption, and what was found of each indicator.
PRESUMPTION: Final = ("leading", 0, "findings", "presumption")
INDICATORS: Final = "indicators"


@dataclass(frozen=True)
class Counted:
    """Which cases are counted: those within reach that began in a span, but for some.

    The span ends before `until`.
    """

    reach: Reach
    since: datetime
    until: datetime
    besides: frozenset[CaseId] = frozenset()


@dataclass(frozen=True)
class CaseCount:
    """How many screened cases are alike; `month` is the one in which they began, as 2026-03.

    `sector` is the module of their newest interview, None without one; `presumption` is that of
    their newest result.
    """

    month: str
    area: AreaId
    sector: str | None
    presumption: str
    state: str
    decision: str | None
    count: int


@dataclass(frozen=True)
class IndicatorCount:
    """In how many screened cases an indicator has a truth value, as newest results have it."""

    indicator: str
    truth: str
    count: int


def count_screened(session: Session, counted: Counted) -> Iterator[CaseCount]:
    """Count the cases of which an interview was finished, those that are alike together."""
    is_file = session.get_bind().dialect.name == SQLITE
    newest = _select_newest(counted)
    each = (
        select(
            _read_month(is_file=is_file).label("month"),
            Case.area_id,
            newest.c.module,
            _read_presumption(is_file=is_file).label("presumption"),
            Case.state,
            Case.decision,
        )
        .join_from(newest, Case, Case.id == newest.c.case_id)
        .join(Assessment, Assessment.id == newest.c.id)
        .where(newest.c.place == 1)
        .subquery()
    )
    alike = select(*each.c, func.count().label("cases")).group_by(*each.c).order_by(*each.c)
    for row in session.execute(alike):
        yield CaseCount(
            month=row.month,
            area=row.area_id,
            sector=row.module,
            presumption=row.presumption,
            state=row.state,
            decision=row.decision,
            count=row.cases,
        )


def count_indicators(session: Session, counted: Counted) -> Iterator[IndicatorCount]:
    """Count in how many screened cases each indicator is present, absent or unknown."""
    is_file = session.get_bind().dialect.name == SQLITE
    newest = _select_newest(counted)
    found = _open_indicators(is_file=is_file)
    alike = (
        select(found.c.key, found.c.value, func.count())
        .select_from(newest)
        .join(Assessment, Assessment.id == newest.c.id)
        .join(found, true())
        .where(newest.c.place == 1)
        .group_by(found.c.key, found.c.value)
        .order_by(found.c.key, found.c.value)
    )
    for row in session.execute(alike):
        yield IndicatorCount(*row)


def find_first(session: Session, reach: Reach) -> datetime | None:
    """Give when the first case within reach began; None while there is none."""
    in_order = within(reach).with_only_columns(Case.created_at).order_by(Case.created_at)
    return session.scalar(in_order.limit(1))


def _select_newest(counted: Counted) -> Subquery:
    """Give the results of the cases, numbered for each case; the newest has place 1.

    Sheets of second codings give none. The results themselves are read behind it: numbering them
    must not carry them along.
    """
    sheets = select(SecondCoding.sheet_id).where(SecondCoding.sheet_id.is_not(None))
    newest_first = (Assessment.made_at.desc(), Assessment.id)
    place = func.row_number().over(partition_by=Interview.case_id, order_by=newest_first)
    cases = within(counted.reach).with_only_columns(Case.id)
    cases = cases.where(Case.created_at >= counted.since, Case.created_at < counted.until)
    if counted.besides:
        cases = cases.where(Case.id.not_in(counted.besides))
    return (
        select(Interview.case_id, Assessment.id, PinnedModule.module, place.label("place"))
        .join_from(Interview, Assessment, Assessment.interview_id == Interview.id)
        .outerjoin(PinnedModule, PinnedModule.interview_id == Interview.id)
        .where(
            Interview.case_id.in_(cases),
            Interview.erased_at.is_(None),
            Interview.id.not_in(sheets),
        )
        .subquery()
    )


def _read_month(*, is_file: bool) -> ColumnElement[str]:
    """Give the month in UTC in which a case began."""
    if is_file:
        return func.strftime("%Y-%m", Case.created_at)
    return func.to_char(func.timezone("UTC", Case.created_at), "YYYY-MM")


def _read_presumption(*, is_file: bool) -> ColumnElement[str]:
    if is_file:
        return func.json_extract(Assessment.content, "$.leading[0].findings.presumption")
    found: ColumnElement[str] = cast(Assessment.content, JSON)[PRESUMPTION].as_string()
    return found


def _open_indicators(*, is_file: bool) -> TableValuedAlias:
    """Give the indicators of a result as rows of a key and a value."""
    if is_file:
        rows = func.json_each(Assessment.content, "$.indicators")
    else:
        rows = func.json_each_text(cast(Assessment.content, JSON)[INDICATORS])
    return rows.table_valued("key", "value", joins_implicitly=True)
