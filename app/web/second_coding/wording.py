"""Words for second codings."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.cases.second_coding import CodingBasis, CodingState
from app.services.coding import Readiness

STATES: Final[Mapping[CodingState, LazyString]] = {
    CodingState.ASKED: lazy_gettext("A second person was asked, and has not begun."),
    CodingState.BEGUN: lazy_gettext("A second person has begun to code it."),
    CodingState.FINISHED: lazy_gettext("A second person has coded it."),
    CodingState.DECLINED: lazy_gettext(
        "The person who was asked could not code it, or had seen how it was coded."
    ),
    CodingState.WITHDRAWN: lazy_gettext("The request was taken back."),
}

BASES: Final[Mapping[CodingBasis, tuple[LazyString, LazyString]]] = {
    CodingBasis.PRESENT: (
        lazy_gettext("They were there when the person was interviewed"),
        lazy_gettext("They code what they heard and saw, with their own notes beside them."),
    ),
    CodingBasis.RECORD: (
        lazy_gettext("They were not there, and code from what was written down"),
        lazy_gettext("They see the free texts of the interview, and what you write below."),
    ),
}

READINESS: Final[Mapping[Readiness, LazyString]] = {
    Readiness.UNSEEN: lazy_gettext("I have seen nothing of it, and can code the interview"),
    Readiness.SEEN: lazy_gettext("I have seen something of it"),
    Readiness.UNABLE: lazy_gettext("I can't code this interview"),
}
