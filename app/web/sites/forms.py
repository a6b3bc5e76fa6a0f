"""Forms of sites and visits; the choices are given with each request."""

from typing import Final

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import UUID, InputRequired, Length, Optional

from app.store.parties import PartyKind

LONGEST_NAME: Final = 200
LONGEST_ADDRESS: Final = 500


class PartyForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """A site, an employer, a recruiter or a transporter.

    `choice` says which of those that are suggested is meant, or `new` for none of them.
    """

    party = HiddenField(validators=[InputRequired(), UUID()])
    kind = SelectField(choices=[each.value for each in PartyKind], validators=[InputRequired()])
    name = StringField(validators=[InputRequired(), Length(max=LONGEST_NAME)])
    address = StringField(validators=[Length(max=LONGEST_ADDRESS)])
    sector = SelectField(default="")
    area = SelectField(coerce=int, validators=[InputRequired()])
    choice = StringField()


class RemoveForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """Which party is taken out of a case, and as what."""

    party = StringField(validators=[InputRequired(), UUID()])
    part = SelectField(choices=[each.value for each in PartyKind], validators=[InputRequired()])


class VisitForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """What is the same for everybody who is screened on a visit."""

    visit = HiddenField(validators=[InputRequired(), UUID()])
    employer = SelectField(default="")
    questionnaire = SelectField(validators=[InputRequired()])
    module = SelectField(default="")
    country = SelectField(validators=[InputRequired()])
    area = SelectField(coerce=int, validators=[InputRequired()])


class NextForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """The next person who is screened on a visit."""

    case = HiddenField(validators=[InputRequired(), UUID()])
    interview = HiddenField(validators=[InputRequired(), UUID()])
    language = SelectField(default="", validators=[Optional()])
