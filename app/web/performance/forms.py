"""Forms of the figures of a programme."""

from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import UUID, InputRequired, Length

from app.store.publications import FIGURE, TARGET

LONGEST_SOURCE = 200


class EntryForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """A figure with its source and day, or a target; an empty value takes it back."""

    figure = HiddenField(validators=[InputRequired(), UUID()])
    first = DateField(validators=[InputRequired()])
    last = DateField(validators=[InputRequired()])
    kind = RadioField(choices=[FIGURE, TARGET], validators=[InputRequired()])
    indicator = SelectField(choices=[], validators=[InputRequired()])
    value = StringField(validators=[Length(max=20)])
    source = StringField(validators=[Length(max=LONGEST_SOURCE)])
    source_day = StringField(validators=[Length(max=10)])
