"""The form on which an indicator is set."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import UUID, InputRequired, Length

from app.services.indicators import SettingChoice

LONGEST_REASON = 4000


class SettingForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """What the interviewer says of an indicator, and why."""

    setting_id = HiddenField(validators=[InputRequired(), UUID()])
    choice = RadioField(
        choices={each.value: each.value for each in SettingChoice}, validators=[InputRequired()]
    )
    reason = TextAreaField(validators=[InputRequired(), Length(max=LONGEST_REASON)])
