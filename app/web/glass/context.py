"""What the pages of emergencies show."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from flask import url_for
from flask_babel import gettext

from app.services.glass import Opening
from app.web.asking import Asked, AskPage, Kind
from app.web.components import Field, Link
from app.web.locale import write_moment

LONGEST_REASON: Final = 1000


@dataclass(frozen=True)
class Typed:
    """What was typed: the number of a case, and why it has to be opened."""

    number: str
    reason: str = field(repr=False)


@dataclass(frozen=True)
class Notice:
    """One opening: `address` is that of the case, for those who read cases."""

    number: str
    address: str
    about: str
    reason: str
    known_address: str


@dataclass(frozen=True)
class NoticesPage:
    """What somebody who answers for cases is told."""

    notices: tuple[Notice, ...]


def build_break_page(typed: Typed, *, is_sent: bool = False, is_found: bool = True) -> AskPage:
    """Give the page on which a case is opened in an emergency."""
    is_missing = is_sent and not is_found
    lacks_reason = is_sent and not 0 < len(typed.reason) <= LONGEST_REASON
    return AskPage(
        title=gettext("Open a case in an emergency"),
        caption="",
        paragraphs=(
            gettext(
                "A case of another area of your organisation opens to you for an hour, to be read: "
                "its result and what happened. You see neither what colleagues wrote nor who they "
                "are."
            ),
            gettext(
                "It is logged, it stands in the history of the case, and its supervisors and "
                "administrators are told."
            ),
        ),
        asked=(
            Asked(Kind.LINE, _ask_number(typed.number, is_missing=is_missing)),
            Asked(Kind.TEXT, _ask_why(typed.reason, is_missing=lacks_reason)),
        ),
        button=gettext("Open it for an hour"),
        back=Link(gettext("Start"), url_for("home.show")),
        is_warning=True,
    )


def _ask_number(typed: str, *, is_missing: bool) -> Field:
    sentence = gettext("No case of your organisation has this number. Look at it again.")
    return Field(
        "number",
        gettext("Number of the case"),
        value=typed,
        hint=gettext("Such as T-2026-1234-5678"),
        error=sentence if is_missing else "",
        width=20,
    )


def _ask_why(typed: str, *, is_missing: bool) -> Field:
    sentence = gettext(
        "Write why you need it now, in at most %(most)s characters.", most=LONGEST_REASON
    )
    return Field(
        "reason",
        gettext("Why do you need it now?"),
        value=typed,
        hint=gettext("Kept with the case. Write no names."),
        error=sentence if is_missing else "",
    )


def build_notices(opened: Sequence[Opening], *, may_read: bool) -> NoticesPage:
    """Give the page of what was opened in an emergency."""
    return NoticesPage(tuple(_describe(each, may_read=may_read) for each in opened))


def _describe(each: Opening, *, may_read: bool) -> Notice:
    about = gettext(
        "%(name)s opened it %(opened)s; it was open until %(until)s.",
        name=each.who,
        opened=write_moment(each.opened_at),
        until=write_moment(each.open_until),
    )
    address = url_for("cases.show", number=each.number) if may_read else ""
    known = url_for("glass.take_note", glass_id=each.id)
    return Notice(each.number, address, about, each.reason, known)
