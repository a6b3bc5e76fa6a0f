"""Forms of printing many documents."""

from typing import Final

from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectMultipleField
from wtforms.validators import InputRequired, Optional

from app.reports.imprint import Level

ALL: Final = "all"
CHOSEN: Final = "chosen"


class SpanForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """The days in which interviews were finished; asked for in the address of a page."""

    class Meta:
        """It changes nothing, so that no token has to stand in an address."""

        csrf = False

    first = DateField(validators=[Optional()])
    last = DateField(validators=[Optional()])


class OrderForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """Which documents, and how much they disclose; what can be chosen comes with each request."""

    first = DateField(validators=[Optional()])
    last = DateField(validators=[Optional()])
    level = RadioField(
        choices={each.value: each.value for each in Level}, validators=[InputRequired()]
    )
    which = RadioField(choices={ALL: ALL, CHOSEN: CHOSEN}, validators=[InputRequired()])
    interview = SelectMultipleField(validate_choice=False)
