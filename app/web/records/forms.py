"""Forms of records."""

from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import UUID, InputRequired


class BlockForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """A block that is sent: `entry` is the id under which it is kept, so that it may come twice."""

    entry = HiddenField(validators=[InputRequired(), UUID()])
