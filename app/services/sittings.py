"""Sittings whose answers may not be kept, and which nobody closed: they end by themselves."""

from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.services.actors import Actor
from app.services.case_lists import list_drafts
from app.services.finishing import CONSENT_TO_STORAGE, destroy, is_refused
from app.services.interviews import Screening, find_screening
from app.services.workplace import Workplace

LONGEST_SITTING: Final = timedelta(hours=12)


def list_unkept(session: Session, workplace: Workplace, actor: Actor) -> tuple[Screening, ...]:
    """Give the interviews of a person that are not finished and may not be kept."""
    drafts = list_drafts(session, workplace, actor)
    screenings = (find_screening(session, workplace, actor, each.interview.id) for each in drafts)
    return tuple(
        each for each in screenings if each is not None and is_refused(each, CONSENT_TO_STORAGE)
    )


def end_old_sittings(session: Session, workplace: Workplace, actor: Actor) -> int:
    """Destroy what a person left open for longer than any sitting lasts; give how many."""
    latest = workplace.clock.now() - LONGEST_SITTING
    old = [
        each for each in list_unkept(session, workplace, actor) if each.record.started_at <= latest
    ]
    for screening in old:
        destroy(session, workplace, actor, screening)
    return len(old)
