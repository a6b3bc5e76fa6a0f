"""A page with one form: what it is for, what is asked, and one button."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus

from flask import render_template
from flask.typing import ResponseReturnValue

from app.web.components import Field, FieldError, Link


class Kind(Enum):
    """How a field is drawn; the values are what the template calls it."""

    LINE = "line"
    TEXT = "text"
    SELECT = "select"
    RADIOS = "radios"
    CHECKBOXES = "checkboxes"


@dataclass(frozen=True)
class Asked:
    """One field of a form, and how it is drawn."""

    kind: Kind
    field: Field


@dataclass(frozen=True)
class AskPage:
    """A form: `back` leads away without doing anything."""

    title: str
    caption: str
    paragraphs: tuple[str, ...]
    asked: tuple[Asked, ...]
    button: str
    back: Link
    is_warning: bool = False

    @property
    def errors(self) -> tuple[FieldError, ...]:
        """Give what is wrong, in the order of the fields."""
        return tuple(_list_errors(self.asked))


def show_form(page: AskPage) -> ResponseReturnValue:
    """Show a form; what is wrong in it makes it a page that failed."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if page.errors else HTTPStatus.OK
    return render_template("components/ask.html", page=page), status


def read_text(form: Mapping[str, str], name: str) -> str:
    """Give what was typed into a field, without the blanks around it."""
    return form.get(name, "").strip()


def _list_errors(asked: tuple[Asked, ...]) -> Iterator[FieldError]:
    for each in asked:
        if each.field.error:
            yield FieldError(each.field.id, each.field.error)
