"""Words for cases: what state they are in, and one sentence for each thing that can happen."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.cases.workflow import CaseEventKind, CaseState

STATES: Final[Mapping[CaseState, LazyString]] = {
    CaseState.DRAFT: lazy_gettext("Not finished"),
    CaseState.SUBMITTED: lazy_gettext("Waiting for a supervisor"),
    CaseState.DESTROYED: lazy_gettext("Not kept"),
}

SENTENCES: Final[Mapping[CaseEventKind, LazyString]] = {
    CaseEventKind.STARTED: lazy_gettext("The screening began."),
    CaseEventKind.SUBMITTED: lazy_gettext(
        "The interview was finished, its result fixed, and the case handed to a supervisor."
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
    CaseEventKind.STORAGE_REFUSED: lazy_gettext(
        "The person did not agree that the answers are kept. All of them were destroyed."
    ),
    CaseEventKind.INTERVIEW_REFUSED: lazy_gettext(
        "The person did not agree to the interview. Nothing that was said was kept."
    ),
}
