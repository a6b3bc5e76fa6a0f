"""Rows of comments on single answers, made when a case is sent back: only ever added."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.ids import CommentId, InterviewId
from app.store.interviews import check_takes_records
from app.store.records import CommentRecord
from app.store.sealing import CaseKey, Place, seal_text, unseal_text
from app.store.tables import AnswerComment, CaseEvent


def record_comment(session: Session, key: CaseKey, new: CommentRecord) -> None:
    """Add a comment to an answer of an interview of the case of this key."""
    check_takes_records(session, key, new.interview_id)
    session.add(
        AnswerComment(
            id=new.id,
            event_id=new.event_id,
            interview_id=new.interview_id,
            question_id=new.question_id,
            comment=seal_text(key, _place(new.id), new.comment),
        )
    )
    session.flush()


def list_comments(
    session: Session, key: CaseKey, interview_id: InterviewId
) -> tuple[CommentRecord, ...]:
    """Give the comments on answers of an interview, oldest first."""
    in_order = (
        select(AnswerComment)
        .join(CaseEvent, CaseEvent.id == AnswerComment.event_id)
        .where(AnswerComment.interview_id == interview_id)
        .order_by(CaseEvent.sequence, AnswerComment.question_id)
    )
    return tuple(_record_of(key, row) for row in session.scalars(in_order))


def _place(comment_id: CommentId) -> Place:
    return Place(AnswerComment.__tablename__, "comment", comment_id)


def _record_of(key: CaseKey, row: AnswerComment) -> CommentRecord:
    return CommentRecord(
        id=row.id,
        event_id=row.event_id,
        interview_id=row.interview_id,
        question_id=row.question_id,
        comment=unseal_text(key, _place(row.id), row.comment),
    )
