"""The page on which a draft that was begun by mistake is thrown away."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from app.cases.workflow import CaseState
from app.services.interviews import Screening
from app.web.components import Choice, Field, FieldError
from app.web.policy import get_actor

SURE = "sure"


@dataclass(frozen=True)
class DiscardPage:
    """What is lost, and the box that somebody ticks who knows it."""

    case_number: str
    answered: int
    sure: Field
    back_address: str
    errors: tuple[FieldError, ...]


def may_be_discarded(screening: Screening) -> bool:
    """Say whether this draft can be thrown away: by who began it, before it is handed in."""
    is_draft = screening.is_open and screening.case.state == CaseState.DRAFT.value
    is_own = screening.record.started_by == get_actor().account
    return is_draft and is_own and screening.coding is None


def address_of_discard(screening: Screening) -> str:
    """Give where a draft is thrown away; nothing where it can't be."""
    if not may_be_discarded(screening):
        return ""
    return url_for("review.throw_away", interview_id=screening.record.id)


def build_discard(screening: Screening, *, is_sent: bool) -> DiscardPage:
    """Give the page; `is_sent` once it was sent without the box ticked."""
    error = gettext("Tick the box if all of it shall be destroyed.") if is_sent else ""
    box = Choice("yes", gettext("Yes, destroy it. I do not need anything of it."))
    field = Field(SURE, gettext("Are you sure?"), error=error, choices=(box,))
    return DiscardPage(
        case_number=screening.case.number,
        answered=len(screening.sheet.answers),
        sure=field,
        back_address=url_for("review.show", interview_id=screening.record.id),
        errors=(FieldError(SURE, error),) if error else (),
    )
