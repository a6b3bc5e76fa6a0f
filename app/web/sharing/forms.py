"""Forms about consents and referrals."""

from datetime import date
from typing import Final

from flask_wtf import FlaskForm
from wtforms import (
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import UUID, InputRequired, Length

from app.cases.consents import Consent, ConsentBy, ConsentKind, Share
from app.cases.workflow import CaseAction

LONGEST_PURPOSE: Final = 500
LONGEST_WORDS: Final = 1000
ASKED_HERE: Final = (ConsentKind.SHARING, ConsentKind.RESEARCH)
ANSWERS: Final = {
    "accept": CaseAction.ACCEPT_REFERRAL,
    "refuse": CaseAction.REFUSE_REFERRAL,
    "revoke": CaseAction.REVOKE_REFERRAL,
}


class ConsentForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """What somebody said. `id` comes from the page, so that it may be sent twice."""

    id = HiddenField(validators=[InputRequired(), UUID()])
    by = RadioField(
        choices={each.value: each.value for each in ConsentBy}, default=ConsentBy.PERSON.value
    )
    kind = RadioField(
        choices={each.value: each.value for each in ASKED_HERE}, default=ConsentKind.SHARING.value
    )
    recipient = SelectField(default="")
    purpose = StringField(validators=[Length(max=LONGEST_PURPOSE)])
    shares = SelectMultipleField(choices={each.value: each.value for each in Share})
    said = RadioField(choices={"yes": "yes", "no": "no"}, validators=[InputRequired()])
    said_on = StringField(validators=[InputRequired()])


class ReferForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """To whom a case is referred, with which words."""

    recipient = SelectField(validators=[InputRequired()])
    words = TextAreaField(validators=[Length(max=LONGEST_WORDS)])
    seen = HiddenField(validators=[InputRequired()])


class AnswerForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """What becomes of a referral."""

    answer = RadioField(choices={each: each for each in ANSWERS}, validators=[InputRequired()])
    reason = TextAreaField(validators=[Length(max=LONGEST_WORDS)])


def read_consent(form: ConsentForm, today: date) -> Consent | None:
    """Give what somebody said; None where the date is none, or is to come."""
    try:
        said_on = date.fromisoformat((form.said_on.data or "").strip())
    except ValueError:
        return None
    if said_on > today:
        return None
    kind, agrees = ConsentKind(form.kind.data), form.said.data == "yes"
    is_sharing = kind is ConsentKind.SHARING
    return Consent(
        kind=kind,
        by=ConsentBy(form.by.data),
        agrees=agrees,
        said_on=said_on,
        recipient=form.recipient.data if is_sharing else "",
        purpose=(form.purpose.data or "").strip() if is_sharing and agrees else "",
        shares=frozenset(Share(each) for each in form.shares.data or ())
        if is_sharing and agrees
        else frozenset(),
    )
