"""Forms of second codings."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import UUID, InputRequired, Length

from app.cases.second_coding import CodingBasis
from app.services.coding import Readiness

LONGEST_RECORD = 20_000


class AskForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """Who shall code from what; those who can be asked are given with each request."""

    request = HiddenField(validators=[InputRequired(), UUID()])
    coder = RadioField(coerce=int, validators=[InputRequired()])
    basis = RadioField(
        choices={each.value: each.value for each in CodingBasis}, validators=[InputRequired()]
    )
    recorded = TextAreaField(validators=[Length(max=LONGEST_RECORD)])


class ReadyForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """Whether somebody can code without knowing how it was coded."""

    sheet = HiddenField(validators=[InputRequired(), UUID()])
    readiness = RadioField(
        choices={each.value: each.value for each in Readiness}, validators=[InputRequired()]
    )
