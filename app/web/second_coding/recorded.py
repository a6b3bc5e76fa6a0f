"""What those who code an interview a second time are given to read."""

from flask_babel import gettext

from app.services.coding import Assignment
from app.services.second_codings import RecordedText


def list_recorded(assignment: Assignment) -> tuple[RecordedText, ...]:
    """Give everything that was written down and can be coded from."""
    own = assignment.recorded
    title = gettext("Written down for you")
    return (*((RecordedText(title, own),) if own else ()), *assignment.texts)
