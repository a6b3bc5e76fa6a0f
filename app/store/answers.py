"""Rows of answers: the history is only added to, and the last answer to a question counts."""

from collections.abc import Sequence
from typing import TypedDict

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.conditions.values import Silence, Text, Value
from app.store.errors import ConflictError
from app.store.ids import AnswerId, InterviewId
from app.store.interviews import check_takes_records
from app.store.records import AnswerRecord
from app.store.sealing import CaseKey, Place, seal_text, unseal_text
from app.store.tables import Answer
from app.store.values import OpenValue, decode_value, encode_value


class ResponseColumns(TypedDict, total=False):
    """The one column of three that a response goes into."""

    value: str
    sealed: bytes
    silence: str


def record_answer(session: Session, key: CaseKey, new: AnswerRecord) -> AnswerRecord:
    """Add an answer and give it with its sequence.

    The id comes from the client. The same answer sent again gives the one that is stored, however
    late; another answer with its id raises ConflictError.
    """
    check_takes_records(session, key, new.interview_id)
    row = session.get(Answer, new.id)
    if row is not None:
        return _confirm_same(key, row, new)
    row = Answer(
        id=new.id,
        interview_id=new.interview_id,
        sequence=_next_sequence(session, new.interview_id),
        question_id=new.question_id,
        basis=new.basis,
        recorded_at=new.recorded_at,
        recorded_by=new.recorded_by,
        **_write_response(key, new.id, new.response),
    )
    session.add(row)
    session.flush()
    return _record_of(key, row)


def list_latest_answers(
    session: Session, key: CaseKey, interview_id: InterviewId
) -> tuple[AnswerRecord, ...]:
    """Give the answer that counts to each question, in the order in which they were given."""
    last_of_each = (
        select(func.max(Answer.sequence))
        .where(Answer.interview_id == interview_id)
        .group_by(Answer.question_id)
    )
    latest = _in_order(interview_id).where(Answer.sequence.in_(last_of_each))
    return tuple(_record_of(key, row) for row in session.scalars(latest))


def list_latest_codes(
    session: Session, question_id: str, interviews: Sequence[InterviewId]
) -> dict[InterviewId, OpenValue | None]:
    """Give what was chosen last for one question that asks for no free text, by interview.

    None stands for a silence; an interview in which it was never answered is left out.
    """
    in_order = (
        select(Answer.interview_id, Answer.value)
        .where(Answer.interview_id.in_(interviews), Answer.question_id == question_id)
        .order_by(Answer.sequence)
    )
    rows = session.execute(in_order).all()
    return {row.interview_id: row.value and decode_value(row.value) for row in rows}


def list_answer_history(
    session: Session, key: CaseKey, interview_id: InterviewId, question_id: str
) -> tuple[AnswerRecord, ...]:
    """Give every answer to one question, oldest first."""
    history = _in_order(interview_id).where(Answer.question_id == question_id)
    return tuple(_record_of(key, row) for row in session.scalars(history))


def list_all_answers(
    session: Session, key: CaseKey, interview_id: InterviewId
) -> tuple[AnswerRecord, ...]:
    """Give every answer of an interview, corrected ones too, oldest first."""
    return tuple(_record_of(key, row) for row in session.scalars(_in_order(interview_id)))


def _in_order(interview_id: InterviewId) -> Select[Answer]:
    return select(Answer).where(Answer.interview_id == interview_id).order_by(Answer.sequence)


def _next_sequence(session: Session, interview_id: InterviewId) -> int:
    last = select(func.max(Answer.sequence)).where(Answer.interview_id == interview_id)
    return (session.scalar(last) or 0) + 1


def _confirm_same(key: CaseKey, row: Answer, new: AnswerRecord) -> AnswerRecord:
    # The row of another interview may be sealed under another key, so that is looked at first.
    if row.interview_id == new.interview_id:
        stored = _record_of(key, row)
        if _what_it_says(stored) == _what_it_says(new):
            return stored
    raise ConflictError(
        f"There is another answer with the id {new.id}. Each answer needs an id of its own."
    )


def _what_it_says(record: AnswerRecord) -> tuple[object, ...]:
    response = record.response
    # A code and a text of the same letters are equal to nobody, nor are 1 and true.
    return (type(response), response, record.question_id, record.basis, record.recorded_by)


def _write_response(
    key: CaseKey, answer_id: AnswerId, response: Value | Silence
) -> ResponseColumns:
    match response:
        case Silence():
            return {"silence": response.value}
        case Text(text):
            return {"sealed": seal_text(key, _place(answer_id), text)}
        case _:
            return {"value": encode_value(response)}


def _read_response(key: CaseKey, row: Answer) -> Value | Silence:
    if row.silence is not None:
        return Silence(row.silence)
    if row.sealed is not None:
        return Text(unseal_text(key, _place(row.id), row.sealed))
    return decode_value(row.value or "")


def _place(answer_id: AnswerId) -> Place:
    return Place(Answer.__tablename__, "sealed", answer_id)


def _record_of(key: CaseKey, row: Answer) -> AnswerRecord:
    return AnswerRecord(
        id=row.id,
        interview_id=row.interview_id,
        question_id=row.question_id,
        response=_read_response(key, row),
        basis=row.basis,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        sequence=row.sequence,
    )
