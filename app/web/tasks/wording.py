"""Words for tasks."""

from collections.abc import Mapping
from typing import Final

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from app.cases.tasks import TaskOrigin, Urgency
from app.services.tasks import ForWhom
from app.web.frame import NAMES_OF_ROLES

# What is to be done of what the program proposes, and why it does.
PROPOSED: Final[Mapping[TaskOrigin, tuple[LazyString, LazyString]]] = {
    TaskOrigin.GUARDIAN: (
        lazy_gettext("Find out who the guardian is, or have one appointed by child protection"),
        lazy_gettext(
            "The person is or may be a child: a guardian within 3 days, or child protection where "
            "a guardian may be involved. If they are not, ask the age and when the work began."
        ),
    ),
}
MARKS: Final[Mapping[Urgency, LazyString | str]] = {
    Urgency.OVERDUE: lazy_gettext("Overdue"),
    Urgency.TODAY: lazy_gettext("Due today"),
    Urgency.LATER: "",
}
NO_WORDS: Final = lazy_gettext("Enter what is to be done, in at most 500 characters.")
NO_DAY: Final = lazy_gettext("Enter the day by which it is to be done, today or later.")
NOBODY: Final = lazy_gettext("Choose who is to do it. They need to work on this case.")


def word_whom(whom: ForWhom) -> str:
    """Say whom a task is for."""
    if whom.role is None:
        return whom.name
    return str(gettext("%(role)s (anybody)", role=NAMES_OF_ROLES[whom.role]))
