"""What was sent back with a case: a note on the whole, and comments on single answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.cases.workflow import CaseEventKind
from app.instruments.ids import QuestionId
from app.services.workplace import Workplace
from app.store.accounts import get_account
from app.store.comments import list_comments
from app.store.events import list_events
from app.store.records import InterviewRecord


@dataclass(frozen=True)
class SentBack:
    """The last time that an interview was sent back: by whom, with which words."""

    who: str
    note: str
    comments: Mapping[QuestionId, str]


def find_sent_back(
    session: Session, workplace: Workplace, interview: InterviewRecord
) -> SentBack | None:
    """Give what an interview was sent back with last; None if it never was, or nothing is kept."""
    key = workplace.keys.find(interview.case_id)
    if key is None:
        return None
    sent = [
        event
        for event in list_events(session, interview.case_id, key)
        if event.kind == CaseEventKind.SENT_BACK.value
    ]
    if not sent:
        return None
    last = sent[-1]
    return SentBack(
        who=get_account(session, last.happened_by).name,
        note=last.reason or "",
        comments={
            QuestionId(each.question_id): each.comment
            for each in list_comments(session, key, interview.id)
            if each.event_id == last.id
        },
    )
