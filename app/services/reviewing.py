"""What a supervisor does with a case: send back, override, decide, close, re-open."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.cases.moves import DECISIONS
from app.cases.override import MACHINE, Override
from app.cases.roles import Permission
from app.cases.workflow import CaseAction, Decision, Need, Part
from app.engine.result import FindingStatus
from app.instruments.ids import QuestionId
from app.services.actors import Actor
from app.services.case_events import (
    Doing,
    find_parts,
    find_standing_override,
    list_possible,
    move_case,
)
from app.services.case_lists import CaseHistory, find_history, find_result, read_presumption
from app.services.case_records import open_victim_record
from app.services.overriding import describe_override
from app.services.workplace import Workplace
from app.store.comments import record_comment
from app.store.ids import CommentId, new_id
from app.store.interviews import reopen_interview
from app.store.records import AssessmentRecord, CommentRecord, InterviewRecord

OVERRIDE = "override"
COMMENTS = "comments"


class NothingToReviewError(Exception):
    """The case has no result that anything could be said about."""


@dataclass(frozen=True)
class Review:
    """A case as a supervisor sees it: what was found, what somebody said beside, what is possible.

    `interview` and `result` are the newest that stand, None while there are none. `is_author` if
    this person had a part in the answers, so that others review them, who `may_review` otherwise.
    """

    history: CaseHistory
    interview: InterviewRecord | None
    result: AssessmentRecord | None
    override: Override | None
    possible: frozenset[CaseAction]
    is_author: bool
    may_review: bool

    @property
    def presumption(self) -> FindingStatus | None:
        """Give what the machine found."""
        return None if self.result is None else read_presumption(self.result)


@dataclass(frozen=True)
class Said:
    """What somebody wrote on a page, and the last event that the page showed."""

    reason: str
    seen: int


def find_review(session: Session, workplace: Workplace, actor: Actor, number: str) -> Review | None:
    """Give a case with what can be done to it; None if there is none, or out of reach, alike."""
    history = find_history(session, workplace, actor, number)
    if history is None:
        return None
    kept = [each for _, each in history.interviews if each.erased_at is None]
    interview = kept[-1] if kept else None
    result = None if interview is None else find_result(session, workplace, interview)
    return Review(
        history,
        interview,
        result,
        find_standing_override(session, workplace, history.case.id),
        list_possible(session, actor, history.case),
        Part.AUTHOR in find_parts(session, actor, history.case.id),
        actor.may_on(Permission.REVIEW, history.case),
    )


def decide(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    review: Review,
    decision: Decision,
    said: Said,
) -> None:
    """Decide a case, beside what the machine found; one that is confirmed gets its record.

    Raises NothingToReviewError without a result, and what `move_case` raises.
    """
    if review.presumption is None:
        raise NothingToReviewError
    action = next(action for action, each in DECISIONS.items() if each is decision)
    details = {MACHINE: review.presumption.value}
    if review.override is not None:
        details[OVERRIDE] = "yes" if review.override.says else "no"
    doing = Doing(action, said.reason, details, seen=said.seen)
    case = review.history.case.id
    move_case(session, workplace, actor, case, doing)
    if decision is Decision.CONFIRMED:
        open_victim_record(session, workplace, actor, case)


def override(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    review: Review,
    said: Said,
    *,
    says: bool | None,
) -> None:
    """Say whether there is a presumption, beside the machine; None takes back what was said.

    Raises NothingToReviewError without a result, and what `move_case` raises.
    """
    if review.result is None:
        raise NothingToReviewError
    if says is None:
        doing = Doing(CaseAction.WITHDRAW_OVERRIDE, said.reason, seen=said.seen)
    else:
        details = describe_override(review.result, says=says)
        doing = Doing(CaseAction.OVERRIDE, said.reason, details, seen=said.seen)
    move_case(session, workplace, actor, review.history.case.id, doing)


def send_back(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    review: Review,
    comments: Mapping[QuestionId, str],
    said: Said,
) -> None:
    """Give a case back to those who took the answers, who can change them from now on.

    `said.reason` is about the whole. Raises NothingToReviewError without a result, and what
    `move_case` raises.
    """
    if review.interview is None or review.result is None:
        raise NothingToReviewError
    written = {name: text.strip() for name, text in comments.items() if text.strip()}
    given = frozenset({Need.COMMENT}) if written or said.reason.strip() else frozenset()
    details = {COMMENTS: str(len(written))}
    doing = Doing(CaseAction.SEND_BACK, said.reason, details, given, said.seen)
    case = review.history.case.id
    event = move_case(session, workplace, actor, case, doing)
    key, interview = workplace.keys.get(case), review.interview.id
    for question, text in written.items():
        comment_id = CommentId(new_id())
        comment = CommentRecord(comment_id, event.id, interview, str(question), text)
        record_comment(session, key, comment)
    reopen_interview(session, interview)


def close(session: Session, workplace: Workplace, actor: Actor, review: Review, said: Said) -> None:
    """End the work on a case that is decided. Raises what `move_case` raises."""
    doing = Doing(CaseAction.CLOSE, said.reason, seen=said.seen)
    move_case(session, workplace, actor, review.history.case.id, doing)


def reopen(
    session: Session, workplace: Workplace, actor: Actor, review: Review, said: Said
) -> None:
    """Take a decision back, with the reason. Raises what `move_case` raises."""
    doing = Doing(CaseAction.REOPEN, said.reason, seen=said.seen)
    move_case(session, workplace, actor, review.history.case.id, doing)
