"""Forms about persons."""

from dataclasses import dataclass
from typing import Final

from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import UUID, DataRequired, InputRequired, Length, Optional

from app.cases.persons import Contact, NameKind, NameOrder, WrittenName
from app.conditions.values import PartialDate

LONGEST_LINE: Final = 200
MOST_LINES: Final = 20
PARTS_OF_BIRTH: Final = ("birth_year", "birth_month", "birth_day")
FLAGS: Final = ("do_not_call", "do_not_write")
_LINE = (Length(max=LONGEST_LINE),)
_LINES = (Length(max=LONGEST_LINE * MOST_LINES),)


class FindForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """What somebody is looked for by; sent, not put into the address, where it would be kept."""

    name = StringField(validators=_LINE)
    telephone = StringField(validators=_LINE)


class PersonForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """Who a person is. `id` comes from the page, so that it may be sent twice."""

    id = HiddenField(validators=[InputRequired(), UUID()])
    name = StringField(validators=[DataRequired(), *_LINE])
    order = RadioField(
        choices={each.value: each.value for each in NameOrder}, default=NameOrder.UNKNOWN.value
    )
    spellings = TextAreaField(validators=_LINES)
    aliases = TextAreaField(validators=_LINES)
    birth_year = StringField(validators=[Optional(), *_LINE])
    birth_month = StringField(validators=[Optional(), *_LINE])
    birth_day = StringField(validators=[Optional(), *_LINE])
    birth_about = BooleanField()
    telephone = StringField(validators=_LINE)
    address = TextAreaField(validators=[Length(max=4 * LONGEST_LINE)])
    safety = SelectMultipleField(choices={each: each for each in FLAGS})
    none_of_them = HiddenField()


class LinkForm(FlaskForm):  # type: ignore[misc] # The library has no types.
    """Which other record is of the same person, or which link is undone."""

    other = HiddenField(validators=[InputRequired(), UUID()])


@dataclass(frozen=True)
class ReadBirth:
    """A date of birth as it was typed, or the sentence that says what is wrong with it."""

    birth: PartialDate | None
    error: str = ""


def read_names(form: FlaskForm) -> tuple[WrittenName, ...]:
    """Give the names of a form, the main one first."""
    main = WrittenName(form.name.data.strip(), NameKind.MAIN, NameOrder(form.order.data))
    return (
        main,
        *(WrittenName(each, NameKind.SPELLING) for each in _split(form.spellings.data)),
        *(WrittenName(each, NameKind.ALIAS) for each in _split(form.aliases.data)),
    )


def read_contact(form: FlaskForm) -> Contact:
    """Give how a person can be reached, as it was typed."""
    return Contact((form.telephone.data or "").strip(), (form.address.data or "").strip())


def read_birth(form: FlaskForm, this_year: int) -> ReadBirth:
    """Give a date of birth as exactly as it is known: a year, a month of it, a day of that."""
    typed = [(form[part].data or "").strip() for part in PARTS_OF_BIRTH]
    if not any(typed):
        return ReadBirth(None)
    wrong = ReadBirth(None, gettext("Enter the year of birth in four digits, then month and day."))
    year, month, day = typed
    if not all(each.isascii() and each.isdigit() for each in typed if each) or not year:
        return wrong
    if not this_year - 120 <= int(year) <= this_year or (day and not month):
        return wrong
    birth = PartialDate(
        int(year),
        int(month) if month else None,
        int(day) if day else None,
        about=bool(form.birth_about.data),
    )
    try:
        birth.earliest()
    except ValueError:
        return wrong
    return ReadBirth(birth)


def _split(text: str | None) -> tuple[str, ...]:
    lines = (line.strip()[:LONGEST_LINE] for line in (text or "").splitlines())
    return tuple(line for line in lines if line)[:MOST_LINES]
