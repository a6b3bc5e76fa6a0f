"""Forms of yearly tables."""

from typing import Final

from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import AnyOf

from app.services.yearly import OFFICIAL, PUBLIC

KINDS: Final = (OFFICIAL, PUBLIC)


class PublishForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """For whom the tables of a year are published."""

    kind = HiddenField(validators=[AnyOf(KINDS)])
