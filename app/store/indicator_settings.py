"""Rows of indicators that the interviewer set: the history is only added to."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.store.errors import ConflictError
from app.store.ids import InterviewId, SettingId
from app.store.interviews import check_takes_records
from app.store.records import SettingRecord
from app.store.sealing import CaseKey, Place, seal_text, unseal_text
from app.store.tables import IndicatorSetting


def record_setting(session: Session, key: CaseKey, new: SettingRecord) -> SettingRecord:
    """Add a setting and give it with its sequence; the same one again changes nothing."""
    check_takes_records(session, key, new.interview_id)
    row = session.get(IndicatorSetting, new.id)
    if row is not None:
        return _confirm_same(key, row, new)
    row = IndicatorSetting(
        id=new.id,
        interview_id=new.interview_id,
        sequence=_next_sequence(session, new.interview_id),
        indicator_id=new.indicator_id,
        setting=new.setting,
        reason=seal_text(key, _place(new.id), new.reason),
        recorded_at=new.recorded_at,
        recorded_by=new.recorded_by,
    )
    session.add(row)
    session.flush()
    return _record_of(key, row)


def list_latest_settings(
    session: Session, key: CaseKey, interview_id: InterviewId
) -> tuple[SettingRecord, ...]:
    """Give the setting that counts of each indicator ever set, withdrawn ones too, in order."""
    last_of_each = (
        select(func.max(IndicatorSetting.sequence))
        .where(IndicatorSetting.interview_id == interview_id)
        .group_by(IndicatorSetting.indicator_id)
    )
    latest = _in_order(interview_id).where(IndicatorSetting.sequence.in_(last_of_each))
    return tuple(_record_of(key, row) for row in session.scalars(latest))


def list_setting_history(
    session: Session, key: CaseKey, interview_id: InterviewId
) -> tuple[SettingRecord, ...]:
    """Give every setting of an interview, oldest first."""
    return tuple(_record_of(key, row) for row in session.scalars(_in_order(interview_id)))


def _in_order(interview_id: InterviewId) -> Select[IndicatorSetting]:
    return (
        select(IndicatorSetting)
        .where(IndicatorSetting.interview_id == interview_id)
        .order_by(IndicatorSetting.sequence)
    )


def _next_sequence(session: Session, interview_id: InterviewId) -> int:
    last = select(func.max(IndicatorSetting.sequence)).where(
        IndicatorSetting.interview_id == interview_id
    )
    return (session.scalar(last) or 0) + 1


def _confirm_same(key: CaseKey, row: IndicatorSetting, new: SettingRecord) -> SettingRecord:
    if row.interview_id == new.interview_id:
        stored = _record_of(key, row)
        if _what_it_says(stored) == _what_it_says(new):
            return stored
    raise ConflictError(f"There is another setting with the id {new.id}.")


def _what_it_says(record: SettingRecord) -> tuple[object, ...]:
    return (record.indicator_id, record.setting, record.reason, record.recorded_by)


def _place(setting_id: SettingId) -> Place:
    return Place(IndicatorSetting.__tablename__, "reason", setting_id)


def _record_of(key: CaseKey, row: IndicatorSetting) -> SettingRecord:
    return SettingRecord(
        id=row.id,
        interview_id=row.interview_id,
        indicator_id=row.indicator_id,
        setting=row.setting,
        reason=unseal_text(key, _place(row.id), row.reason),
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        sequence=row.sequence,
    )
