"""Rows of visits, and of what was found in the cases of a visit or of a party."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from app.store.cases import describe_case
from app.store.errors import ConflictError
from app.store.ids import AccountId, AreaId, CaseId, OrganisationId, PartyId, VisitId
from app.store.records import CaseRecord
from app.store.tables import Assessment, Case, CaseParty, Interview, SecondCoding, Visit, VisitCase

# A pattern is read from so many cases, the newest; a page says so where there are more.
MOST_COUNTED: Final = 500


@dataclass(frozen=True)
class VisitRecord:
    """A visit to a site, and what is the same for everybody who is screened on it."""

    id: VisitId
    organisation_id: OrganisationId
    area_id: AreaId
    site_id: PartyId
    employer_id: PartyId | None
    questionnaire: str
    module: str | None
    country: str
    began_at: datetime
    began_by: AccountId


@dataclass(frozen=True)
class CaseResult:
    """A case, and its newest frozen result; None while no interview of it was finished."""

    case: CaseRecord
    content: str | None


def create_visit(session: Session, new: VisitRecord) -> VisitRecord:
    """Make a visit; the same one again changes nothing, another with its id is refused."""
    row = session.get(Visit, new.id)
    if row is None:
        row = Visit(**vars(new))
        session.add(row)
        session.flush()
    elif (row.site_id, row.began_by) != (new.site_id, new.began_by):
        raise ConflictError(f"There is another visit with the id {new.id}.")
    return _record_of(row)


def find_visit(session: Session, visit_id: VisitId) -> VisitRecord | None:
    """Give a visit, or None."""
    row = session.get(Visit, visit_id)
    return None if row is None else _record_of(row)


def list_visits(session: Session, site_id: PartyId) -> tuple[VisitRecord, ...]:
    """Give the visits to a site, newest first."""
    in_order = select(Visit).where(Visit.site_id == site_id)
    in_order = in_order.order_by(Visit.began_at.desc(), Visit.id)
    return tuple(_record_of(row) for row in session.scalars(in_order))


def find_visit_of_case(session: Session, case_id: CaseId) -> VisitRecord | None:
    """Give the visit that a case began on, or None."""
    row = session.scalars(
        select(Visit)
        .join(VisitCase, VisitCase.visit_id == Visit.id)
        .where(VisitCase.case_id == case_id)
        .order_by(Visit.began_at)
    ).first()
    return None if row is None else _record_of(row)


def add_to_visit(session: Session, visit_id: VisitId, case_id: CaseId) -> None:
    """Say that a case began on a visit; said again, nothing changes."""
    if session.get(VisitCase, (visit_id, case_id)) is None:
        session.add(VisitCase(visit_id=visit_id, case_id=case_id))
        session.flush()


def find_language_of_visit(session: Session, visit_id: VisitId) -> str | None:
    """Give the language of the newest talk of a visit of which it is known, or None."""
    newest = (
        select(Interview.language)
        .join(VisitCase, VisitCase.case_id == Interview.case_id)
        .where(VisitCase.visit_id == visit_id, Interview.language.is_not(None))
        .order_by(Interview.started_at.desc(), Interview.id)
    )
    return session.scalar(newest.limit(1))


def list_results_of_visit(session: Session, visit_id: VisitId) -> tuple[CaseResult, ...]:
    """Give the cases of a visit, newest first, with what was found in each."""
    of_visit = select(VisitCase.case_id).where(VisitCase.visit_id == visit_id)
    return _list_results(session, Case.id.in_(of_visit))


def list_results_of_party(session: Session, party_id: PartyId) -> tuple[CaseResult, ...]:
    """Give the cases that a party appears in, newest first, with what was found in each."""
    of_party = select(CaseParty.case_id).where(CaseParty.party_id == party_id)
    return _list_results(session, Case.id.in_(of_party))


def _list_results(session: Session, wanted: ColumnElement[bool]) -> tuple[CaseResult, ...]:
    newest = select(Case).where(wanted).order_by(Case.created_at.desc(), Case.id.desc())
    cases = tuple(session.scalars(newest.limit(MOST_COUNTED)))
    contents = _read_newest(session, [case.id for case in cases])
    return tuple(CaseResult(describe_case(case), contents.get(case.id)) for case in cases)


def _read_newest(session: Session, cases: Sequence[CaseId]) -> dict[CaseId, str]:
    """Give the newest result of each case that has one; sheets of second codings give none."""
    rows = session.execute(_select_contents(cases))
    return {CaseId(case): next(group).content for case, group in groupby(rows, lambda r: r.case_id)}


def _select_contents(cases: Sequence[CaseId]) -> Select[CaseId, str]:
    sheets = select(SecondCoding.sheet_id).where(SecondCoding.sheet_id.is_not(None))
    return (
        select(Interview.case_id, Assessment.content)
        .join(Interview, Interview.id == Assessment.interview_id)
        .where(
            Interview.case_id.in_(cases),
            Interview.erased_at.is_(None),
            Interview.id.not_in(sheets),
        )
        .order_by(Interview.case_id, Assessment.made_at.desc(), Assessment.id)
    )


def _record_of(row: Visit) -> VisitRecord:
    return VisitRecord(
        id=row.id,
        organisation_id=row.organisation_id,
        area_id=row.area_id,
        site_id=row.site_id,
        employer_id=row.employer_id,
        questionnaire=row.questionnaire,
        module=row.module,
        country=row.country,
        began_at=row.began_at,
        began_by=row.began_by,
    )
