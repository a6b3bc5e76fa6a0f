"""Who took the answers of a case: who recorded one, set an indicator, or held an interview."""

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from app.store.ids import AccountId, CaseId
from app.store.tables import Answer, Case, IndicatorSetting, Interview, PaperEntry


def list_authors(session: Session, case_id: CaseId) -> frozenset[AccountId]:
    """Give everybody who had a part in the answers of a case, second codings among them.

    Accounts, not roles: a change of role or organisation leaves what somebody did.
    """
    interviews = select(Interview.id).where(Interview.case_id == case_id)
    found = union(
        select(Case.created_by).where(Case.id == case_id),
        select(Interview.started_by).where(Interview.case_id == case_id),
        select(PaperEntry.asked_by).where(PaperEntry.interview_id.in_(interviews)),
        select(Answer.recorded_by).where(Answer.interview_id.in_(interviews)),
        select(IndicatorSetting.recorded_by).where(IndicatorSetting.interview_id.in_(interviews)),
    )
    return frozenset(AccountId(account) for account in session.scalars(found))
