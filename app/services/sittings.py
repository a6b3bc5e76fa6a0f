"""Sittings whose answers may not be kept, and which nobody closed: they end by themselves."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.services.actors import Actor
from app.services.case_lists import DraftLine, list_drafts
from app.services.finishing import CONSENT_TO_STORAGE, REFUSED, destroy
from app.services.interviews import find_screening
from app.services.workplace import Workplace
from app.store.answers import list_latest_codes
from app.store.ids import InterviewId

LONGEST_SITTING: Final = timedelta(hours=12)


def list_unkept(session: Session, drafts: Sequence[DraftLine]) -> frozenset[InterviewId]:
    """Give those of these interviews that may not be kept."""
    said = list_latest_codes(session, CONSENT_TO_STORAGE, [each.interview.id for each in drafts])
    return frozenset(interview for interview, value in said.items() if value == REFUSED)


def end_old_sittings(session: Session, workplace: Workplace, actor: Actor) -> int:
    """Destroy what a person left open for longer than any sitting lasts; give how many."""
    latest = workplace.clock.now() - LONGEST_SITTING
    drafts = list_drafts(session, workplace, actor)
    old = [each for each in drafts if each.interview.started_at <= latest]
    unkept = list_unkept(session, old)
    found = [find_screening(session, workplace, actor, interview) for interview in sorted(unkept)]
    screenings = [each for each in found if each is not None]
    for screening in screenings:
        destroy(session, workplace, actor, screening)
    return len(screenings)
