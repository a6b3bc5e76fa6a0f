"""The forms of evidence files."""

from typing import Final

from flask_wtf import FlaskForm
from wtforms import FileField, HiddenField, SelectField, StringField
from wtforms.validators import UUID, InputRequired, Length

LONGEST_SAID: Final = 500


class EvidenceForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """A file, the indicator that it supports, and what is to be seen on it."""

    evidence = HiddenField(validators=[InputRequired(), UUID()])
    indicator = SelectField(validators=[InputRequired()])
    said = StringField(validators=[Length(max=LONGEST_SAID)])
    file = FileField()
