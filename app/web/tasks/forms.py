"""Forms about tasks."""

from datetime import date
from typing import Final

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import UUID, InputRequired, Length

from app.cases.tasks import TaskOrigin
from app.services.tasks import ForWhom

LONGEST_WORDS: Final = 500
LATEST: Final = date(2200, 1, 1)


class TaskForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """What is to be done. `id` comes from the page, so that it may be sent twice."""

    id = HiddenField(validators=[InputRequired(), UUID()])
    origin = SelectField(
        choices={each.value: each.value for each in TaskOrigin}, default=TaskOrigin.OWN.value
    )
    words = TextAreaField(validators=[InputRequired(), Length(max=LONGEST_WORDS)])
    due_on = StringField(validators=[InputRequired()])
    whom = SelectField(validators=[InputRequired()])


def write_whom(whom: ForWhom) -> str:
    """Give the code of somebody whom a task can be for."""
    return f"person-{whom.account}" if whom.role is None else f"role-{whom.role.value}"


def read_due(form: TaskForm, today: date) -> date | None:
    """Give the day that was entered; None where it is none, is over, or is centuries away."""
    try:
        due_on = date.fromisoformat((form.due_on.data or "").strip())
    except ValueError:
        return None
    return due_on if today <= due_on < LATEST else None
