"""What the page of cases whose time is over shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import url_for
from flask_babel import gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from app.cases.retention import Part
from app.services.purging import MOST_AT_ONCE, Overdue
from app.store.purges import ClosedCase
from app.web.administration.organisation_context import PURPOSES
from app.web.components import SummaryRow
from app.web.locale import write_moment

PARTS: Final[Mapping[Part, LazyString]] = {
    Part.WHOLE: lazy_gettext("Everything of these cases: answers, files, names and records"),
    Part.TOLD: lazy_gettext(
        "Names, answers, files, and all that was written: what stays is what was decided, by whom "
        "and when, and records without names"
    ),
    Part.REACH: lazy_gettext(
        "How to reach and find the person, tasks, and what was passed on to others"
    ),
    Part.FILES: lazy_gettext("Files of evidence"),
    Part.RECORDS: lazy_gettext("Records without names, for statistics"),
}
HEADINGS: Final[Mapping[Part, LazyString]] = {
    Part.TOLD: lazy_gettext("Not needed to help, nor for proceedings"),
    Part.REACH: lazy_gettext("Not needed to help any more"),
    Part.FILES: lazy_gettext("Not needed for proceedings any more"),
    Part.RECORDS: lazy_gettext("Not needed for statistics any more"),
}


@dataclass(frozen=True)
class DuePart:
    """A part that is due of some cases, and the code and the button that propose it."""

    heading: str
    about: str
    cases: tuple[SummaryRow, ...]
    code: str
    button: str


@dataclass(frozen=True)
class PurgePage:
    """What is due, and the proposal that waits: its address is empty for who made it.

    `purge` is the id that a new proposal would have; empty where none can be made. `what` the
    waiting one would destroy.
    """

    sentence: str
    due: tuple[SummaryRow, ...]
    waiting: str
    proposed: tuple[SummaryRow, ...]
    address: str
    purge: str
    button: str
    parts: tuple[DuePart, ...]
    what: str


def build_page(found: Overdue, purge: str, *, may_propose: bool) -> PurgePage:
    """Give the page."""
    waiting = found.waiting
    proposes = may_propose and waiting is None and bool(found.cases or found.parts)
    return PurgePage(
        sentence=_word_due(found),
        due=() if waiting is not None else _list_rows(found.cases[:MOST_AT_ONCE]),
        waiting="" if waiting is None else gettext(
            "%(name)s proposed on %(moment)s to destroy of these cases for ever:",
            name=waiting.who,
            moment=write_moment(waiting.proposed_at),
        ),
        proposed=() if waiting is None else _list_rows(waiting.cases),
        address=""
        if waiting is None or waiting.is_own
        else url_for("purges.answer", purge_id=waiting.id),
        purge=purge if proposes else "",
        button=_word_button(found.cases),
        parts=() if waiting is not None else tuple(
            DuePart(
                heading=str(HEADINGS[part]),
                about=str(PARTS[part]),
                cases=_list_rows(cases[:MOST_AT_ONCE]),
                code=part.value,
                button=_word_part_button(cases),
            )
            for part, cases in found.parts.items()
        ),
        what="" if waiting is None else str(PARTS[waiting.part]),
    )  # fmt: skip


def _word_button(cases: Sequence[ClosedCase]) -> str:
    count = min(len(cases), MOST_AT_ONCE)
    return str(
        ngettext("Propose to destroy %(num)s case", "Propose to destroy %(num)s cases", count)
    )


def _word_part_button(cases: Sequence[ClosedCase]) -> str:
    count = min(len(cases), MOST_AT_ONCE)
    said = ngettext(
        "Propose to destroy this of %(num)s case",
        "Propose to destroy this of %(num)s cases",
        count,
    )
    return str(said)


def _word_due(found: Overdue) -> str:
    if found.endless:
        purposes = ", ".join(str(PURPOSES[each]) for each in found.endless)
        return str(
            gettext(
                "No whole case is ever due while a purpose has no period: %(purposes)s.",
                purposes=purposes,
            )
        )
    if not found.cases:
        return str(gettext("No case is due."))
    return str(ngettext("%(num)s case is due.", "%(num)s cases are due.", len(found.cases)))


def _list_rows(cases: Iterable[ClosedCase]) -> tuple[SummaryRow, ...]:
    return tuple(
        SummaryRow(
            each.number, (gettext("Closed %(moment)s", moment=write_moment(each.closed_at)),)
        )
        for each in cases
    )
