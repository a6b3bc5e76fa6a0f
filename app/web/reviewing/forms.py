"""Forms of reviews. Each carries the last event that its page showed: nobody decides unawares."""

from typing import Final

from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from app.cases.workflow import Decision
from app.services.reviewing import Said

LONGEST_REASON: Final = 4000
COMMENT: Final = "comment-"
SAYS: Final = ("yes", "no", "withdraw")


class ReviewForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """Something that is done to a case, with or without a reason."""

    seen = HiddenField(validators=[InputRequired(), Regexp(r"^\d{1,9}$")])
    reason = TextAreaField(validators=[Length(max=LONGEST_REASON)])

    @property
    def said(self) -> Said:
        """Give what was written, and the last event that the page showed."""
        return Said(self.reason.data or "", int(self.seen.data))


class ReasonForm(ReviewForm):
    """Something that nobody does without a reason."""

    # Blanks are no reason.
    reason = TextAreaField(validators=[DataRequired(), Length(max=LONGEST_REASON)])


class DecideForm(ReasonForm):
    """What is decided, and why."""

    decision = RadioField(
        choices={each.value: each.value for each in Decision}, validators=[InputRequired()]
    )


class OverrideForm(ReasonForm):
    """What a supervisor says beside the machine, or that it counts no longer, and why."""

    says = RadioField(choices={each: each for each in SAYS}, validators=[InputRequired()])


def read_comments() -> dict[str, str]:
    """Give the comments that were sent, by the id of the question."""
    return {
        name.removeprefix(COMMENT): text
        for name, text in request.form.items()
        if name.startswith(COMMENT)
    }
