"""Forms of typing in from paper; the fields of the questions are read by `typed`."""

from flask_wtf import FlaskForm
from wtforms import DateField, SelectField
from wtforms.validators import InputRequired


class EntryForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """Who asked, and when; the people who can be chosen are given with each request."""

    asked_by = SelectField(coerce=int, validators=[InputRequired()])
    asked_on = DateField(validators=[InputRequired()])
