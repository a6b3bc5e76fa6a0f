"""Forms of visits, referral sheets and programmes."""

from typing import Final

from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.reports.imprint import Level

LONGEST_NAME: Final = 200
LONGEST_WORDS: Final = 5000
LEVEL_CODES: Final = {each.value: each.value for each in Level}


class VisitForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """What somebody says of a place, and the interviews that were held there."""

    first = DateField(validators=[Optional()])
    last = DateField(validators=[Optional()])
    site = StringField(validators=[InputRequired(), Length(max=LONGEST_NAME)])
    place = StringField(validators=[Length(max=LONGEST_NAME)])
    employer = StringField(validators=[Length(max=LONGEST_NAME)])
    sector = StringField(validators=[Length(max=LONGEST_NAME)])
    seen = StringField(validators=[Length(max=LONGEST_WORDS)])
    interview = SelectMultipleField(validate_choice=False, validators=[InputRequired()])
    level = RadioField(choices=LEVEL_CODES, validators=[InputRequired()])


class HeldVisitForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """What was seen on a visit whose site and workers are known."""

    seen = StringField(validators=[Length(max=LONGEST_WORDS)])
    level = RadioField(choices=LEVEL_CODES, validators=[InputRequired()])


class ReferralForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """To whom a case is referred, of those who may be told."""

    recipient = RadioField(validate_choice=False, validators=[InputRequired()])
    level = RadioField(choices=LEVEL_CODES, validators=[InputRequired()])


class ProgrammeForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """The days that are reported on, both included."""

    first = DateField(validators=[InputRequired()])
    last = DateField(validators=[InputRequired()])
    level = RadioField(choices=LEVEL_CODES, validators=[InputRequired()])

    def validate_last(self, field: DateField) -> None:
        """Refuse days that end before they begin."""
        if self.first.data and field.data and field.data < self.first.data:
            raise ValidationError
