"""The evidence files of a case on the pages of the case and of its review."""

from flask import url_for

from app.services.evidence import list_files, may_add_evidence
from app.services.interviews import Screening
from app.services.library import find_sources
from app.services.reviewing import Review
from app.store.records import CaseRecord, InterviewRecord
from app.web.evidence.context import EvidencePart, build_part
from app.web.policy import get_actor
from app.web.unit_of_work import get_session, get_workplace


def list_evidence_of(review: Review) -> EvidencePart | None:
    """Give the files of a case; None where it has no interview that is kept."""
    kept = [each for _, each in review.history.interviews if each.erased_at is None]
    return _build(review.history.case, kept[-1]) if kept else None


def list_evidence_beside(screening: Screening) -> EvidencePart:
    """Give the files of the case of an interview."""
    return _build(screening.case, screening.record)


def _build(case: CaseRecord, interview: InterviewRecord) -> EvidencePart:
    workplace = get_workplace()
    catalogue = find_sources(workplace.library, interview).catalogue.item
    labels = {str(each.id): each.label for each in catalogue.indicators}
    files = list_files(get_session(), workplace, case)
    may_add = may_add_evidence(get_actor(), case)
    address = url_for("evidence.add", interview_id=interview.id) if may_add else ""
    return build_part(files, labels, address)
