"""What a case can be, what is done to it, what happened to it: the words of the table of moves."""

from dataclasses import dataclass
from enum import Enum

from app.cases.roles import Permission


class CaseState(Enum):
    """Where a case stands; the values are the codes in the database."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    DECIDED = "decided"
    REFERRED = "referred"
    CLOSED = "closed"
    REOPENED = "reopened"
    DESTROYED = "destroyed"


class Decision(Enum):
    """What a supervisor decided. It stays while a case is referred and closed."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    INCONCLUSIVE = "inconclusive"


class CaseAction(Enum):
    """What a person does to a case."""

    START = "start"
    FINISH = "finish"
    DISCARD = "discard"
    SEND_BACK = "send_back"
    CONFIRM = "confirm"
    NOT_CONFIRM = "not_confirm"
    LEAVE_INCONCLUSIVE = "leave_inconclusive"
    OVERRIDE = "override"
    WITHDRAW_OVERRIDE = "withdraw_override"
    CONTRADICT_OVERRIDE = "contradict_override"
    REFER = "refer"
    ACCEPT_REFERRAL = "accept_referral"
    REFUSE_REFERRAL = "refuse_referral"
    REVOKE_REFERRAL = "revoke_referral"
    GIVE_CONSENT = "give_consent"
    REFUSE_CONSENT = "refuse_consent"
    WITHDRAW_CONSENT = "withdraw_consent"
    SET_TASK = "set_task"
    FINISH_TASK = "finish_task"
    REOPEN_TASK = "reopen_task"
    CLOSE = "close"
    REOPEN = "reopen"
    REASSESS = "reassess"
    ASK_SECOND_CODING = "ask_second_coding"
    WITHDRAW_SECOND_CODING = "withdraw_second_coding"
    DECLINE_SECOND_CODING = "decline_second_coding"
    FINISH_SECOND_CODING = "finish_second_coding"
    BREAK_GLASS = "break_glass"
    CLOSE_WITHOUT_STORAGE = "close_without_storage"
    CLOSE_WITHOUT_INTERVIEW = "close_without_interview"


class CaseEventKind(Enum):
    """What happened to a case."""

    STARTED = "case_started"
    SUBMITTED = "case_submitted"
    SUBMITTED_AGAIN = "case_submitted_again"
    DISCARDED = "case_discarded"
    SENT_BACK = "case_sent_back"
    CONFIRMED = "case_confirmed"
    NOT_CONFIRMED = "case_not_confirmed"
    LEFT_INCONCLUSIVE = "case_left_inconclusive"
    OVERRIDDEN = "finding_overridden"
    OVERRIDE_WITHDRAWN = "override_withdrawn"
    OVERRIDE_CONTRADICTED = "override_contradicted"
    REFERRED = "case_referred"
    REFERRAL_ACCEPTED = "referral_accepted"
    REFERRAL_REFUSED = "referral_refused"
    REFERRAL_REVOKED = "referral_revoked"
    CONSENT_GIVEN = "consent_given"
    CONSENT_REFUSED = "consent_refused"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    TASK_SET = "task_set"
    TASK_DONE = "task_done"
    TASK_REOPENED = "task_reopened"
    CLOSED = "case_closed"
    REOPENED = "case_reopened"
    REASSESSED = "case_reassessed"
    SECOND_CODING_ASKED = "second_coding_asked"
    SECOND_CODING_WITHDRAWN = "second_coding_withdrawn"
    SECOND_CODING_DECLINED = "second_coding_declined"
    SECOND_CODING_FINISHED = "second_coding_finished"
    GLASS_BROKEN = "glass_broken"
    STORAGE_REFUSED = "storage_refused"
    INTERVIEW_REFUSED = "interview_refused"


class Part(Enum):
    """The two parts that one person never plays in one case: four eyes see it."""

    AUTHOR = "author"
    REVIEWER = "reviewer"


class Need(Enum):
    """What must be there before something is done."""

    REASON = "reason"
    COMMENT = "comment"
    SETTLED_OVERRIDE = "settled_override"
    CONSENT_TO_SHARE = "consent_to_share"


@dataclass(frozen=True)
class Move:
    """One row of the table: who may do what in which state, what it leads to, what it leaves."""

    before: CaseState | None
    action: CaseAction
    after: CaseState
    permission: Permission
    event: CaseEventKind
    part: Part | None = None
    needs: frozenset[Need] = frozenset()


@dataclass(frozen=True)
class Standing:
    """Where a case stands, and what was decided if that still holds."""

    state: CaseState | None = None
    decision: Decision | None = None


class IllegalMoveError(Exception):
    """The action isn't possible in this state; `legal` lists those that are."""

    def __init__(
        self, state: CaseState | None, action: CaseAction, legal: tuple[CaseAction, ...]
    ) -> None:
        self.legal = legal
        names = ", ".join(each.value for each in legal) or "nothing"
        where = (
            "a case that does not exist yet" if state is None else f"a case that is {state.value}"
        )
        super().__init__(f"{action.value} is not possible for {where}; possible is: {names}.")


class FourEyesError(Exception):
    """The person played the other part in this case, and `held` is which."""

    def __init__(self, held: Part) -> None:
        self.held = held
        super().__init__(f"This needs somebody else: the person is {held.value} in this case.")


class MissingNeedError(Exception):
    """Something is not there that must be; `missing` says what."""

    def __init__(self, missing: frozenset[Need]) -> None:
        self.missing = missing
        names = ", ".join(sorted(each.value for each in missing))
        super().__init__(f"Before this is done, there must be: {names}.")


class BrokenHistoryError(Exception):
    """Events stand in an order that the table does not allow."""
