"""Which interviews somebody may choose documents of."""

from app.cases.roles import Permission
from app.services.actors import Actor
from app.services.batches import MOST_DOCUMENTS
from app.services.blindness import list_closed_cases
from app.services.session import Session
from app.store.finished import FinishedInterview, Span, list_finished_interviews
from app.store.log import Deed, note_act


def list_to_print(session: Session, actor: Actor, span: Span) -> tuple[FinishedInterview, ...]:
    """Give the finished interviews of these days, newest first, within the person's reach.

    At most one more than a batch can hold: where that one comes too, there are others left out.
    """
    reach = actor.reach(Permission.READ_CASES)
    if reach is None:
        return ()
    closed = list_closed_cases(session, actor)
    found = list_finished_interviews(session, reach, span, MOST_DOCUMENTS + 1 + len(closed))
    shown = tuple(each for each in found if each.case_id not in closed)[: MOST_DOCUMENTS + 1]
    note_act(session, Deed.LISTED, " ".join(each.case_id for each in shown))
    return shown
