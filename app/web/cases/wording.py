"""Words for cases: where they stand, and one sentence for each thing that can happen."""

from collections.abc import Mapping
from typing import Final

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from app.cases.workflow import CaseEventKind
from app.engine.result import FindingStatus
from app.reports.case_words import word_standing
from app.store.records import CaseRecord

FINDINGS: Final[Mapping[FindingStatus, LazyString]] = {
    FindingStatus.YES: lazy_gettext("There is a presumption of trafficking."),
    FindingStatus.NO: lazy_gettext("There is no presumption of trafficking."),
    FindingStatus.OPEN: lazy_gettext("Whether there is a presumption of trafficking is open."),
}

SENTENCES: Final[Mapping[CaseEventKind, LazyString]] = {
    CaseEventKind.STARTED: lazy_gettext("The screening began."),
    CaseEventKind.SUBMITTED: lazy_gettext(
        "The interview was finished, its result fixed, and the case handed to a supervisor."
    ),
    CaseEventKind.SUBMITTED_AGAIN: lazy_gettext(
        "The interview was finished again, a new result fixed, and the case handed back to a "
        "supervisor."
    ),
    CaseEventKind.DISCARDED: lazy_gettext(
        "The interview had been begun by mistake. Everything in it was destroyed."
    ),
    CaseEventKind.SENT_BACK: lazy_gettext(
        "The case was sent back to whoever took the answers. They can be changed again."
    ),
    CaseEventKind.CONFIRMED: lazy_gettext("Decided: confirmed."),
    CaseEventKind.NOT_CONFIRMED: lazy_gettext("Decided: not confirmed."),
    CaseEventKind.LEFT_INCONCLUSIVE: lazy_gettext("Decided: inconclusive."),
    CaseEventKind.OVERRIDDEN: lazy_gettext(
        "A supervisor said otherwise than the tool found. Both stand beside each other."
    ),
    CaseEventKind.OVERRIDE_WITHDRAWN: lazy_gettext(
        "What a supervisor had said beside the tool’s finding was taken back."
    ),
    CaseEventKind.OVERRIDE_CONTRADICTED: lazy_gettext(
        "What was answered since speaks against what a supervisor said beside the tool’s finding."
    ),
    CaseEventKind.REFERRED: lazy_gettext("The case was referred to another organisation."),
    CaseEventKind.REFERRAL_ACCEPTED: lazy_gettext("The referral was accepted."),
    CaseEventKind.REFERRAL_REFUSED: lazy_gettext(
        "The referral was not accepted. What had been passed on was deleted here."
    ),
    CaseEventKind.REFERRAL_REVOKED: lazy_gettext(
        "The referral was taken back. What had been passed on was deleted here."
    ),
    CaseEventKind.CONSENT_GIVEN: lazy_gettext("A consent was given."),
    CaseEventKind.CONSENT_REFUSED: lazy_gettext("A consent was refused."),
    CaseEventKind.CONSENT_WITHDRAWN: lazy_gettext(
        "A consent was taken back. Nothing more is shared on it."
    ),
    CaseEventKind.TASK_SET: lazy_gettext("A task was set."),
    CaseEventKind.TASK_DONE: lazy_gettext("A task was done."),
    CaseEventKind.TASK_REOPENED: lazy_gettext("A task that was done is to be done again."),
    CaseEventKind.CLOSED: lazy_gettext("The case was closed. What was decided still holds."),
    CaseEventKind.REOPENED: lazy_gettext(
        "The case was re-opened. What was decided before holds no longer."
    ),
    CaseEventKind.REASSESSED: lazy_gettext(
        "The answers were assessed again under newer versions. The first result stays as it was."
    ),
    CaseEventKind.SECOND_CODING_ASKED: lazy_gettext(
        "A second person was asked to code the interview without seeing what the first one coded."
    ),
    CaseEventKind.SECOND_CODING_WITHDRAWN: lazy_gettext(
        "The request to code the interview a second time was taken back."
    ),
    CaseEventKind.SECOND_CODING_DECLINED: lazy_gettext(
        "The second person could not code the interview, or had seen how it was coded."
    ),
    CaseEventKind.SECOND_CODING_FINISHED: lazy_gettext(
        "The interview was coded a second time. That changes nothing in this case."
    ),
    CaseEventKind.GLASS_BROKEN: lazy_gettext(
        "Somebody of another area opened the case in an emergency, for an hour."
    ),
    CaseEventKind.STORAGE_REFUSED: lazy_gettext(
        "The person did not agree that the answers are kept. All of them were destroyed."
    ),
    CaseEventKind.INTERVIEW_REFUSED: lazy_gettext(
        "The person did not agree to the interview. Nothing that was said was kept."
    ),
}


def word_state(case: CaseRecord) -> str:
    """Say where a case stands, and what was decided if that holds."""
    return word_standing(gettext, case.state, case.decision)
