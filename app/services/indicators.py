"""Set an indicator by what the interviewer noticed, or withdraw that, with the reason."""

from dataclasses import dataclass
from enum import Enum

from sqlalchemy.orm import Session

from app.instruments.ids import IndicatorId
from app.services.actors import Actor
from app.services.answers import InterviewClosedError
from app.services.case_events import check_may_author
from app.services.interviews import WITHDRAWN, Screening
from app.services.workplace import Workplace
from app.store.ids import SettingId
from app.store.indicator_settings import record_setting
from app.store.records import SettingRecord


class SettingChoice(Enum):
    """What the interviewer says of an indicator."""

    YES = "yes"
    NO = "no"
    WITHDRAWN = WITHDRAWN


class UnknownIndicatorError(Exception):
    """The catalogue has no such indicator."""


class ReasonMissingError(Exception):
    """Nothing is set without a reason."""


@dataclass(frozen=True)
class IndicatorChoice:
    """What the interviewer says of one indicator; the id comes from the page."""

    id: SettingId
    indicator: IndicatorId
    choice: SettingChoice
    reason: str


def set_indicator(
    session: Session, workplace: Workplace, actor: Actor, screening: Screening, new: IndicatorChoice
) -> None:
    """Keep what the interviewer says of an indicator, and why.

    Raises InterviewClosedError, UnknownIndicatorError or ReasonMissingError; FourEyesError for
    somebody who reviewed the case.
    """
    if not screening.is_open:
        raise InterviewClosedError
    check_may_author(session, actor, screening.case.id)
    if new.indicator not in {each.id for each in screening.sources.catalogue.item.indicators}:
        raise UnknownIndicatorError
    if not new.reason.strip():
        raise ReasonMissingError
    record_setting(
        session,
        workplace.keys.get(screening.case.id),
        SettingRecord(
            id=new.id,
            interview_id=screening.record.id,
            indicator_id=new.indicator,
            setting=new.choice.value,
            reason=new.reason.strip(),
            recorded_at=workplace.clock.now(),
            recorded_by=actor.account,
        ),
    )
