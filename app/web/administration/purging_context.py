"""What the page of cases whose time is over shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext, ngettext

from app.services.purging import MOST_AT_ONCE, Overdue
from app.store.purges import ClosedCase
from app.web.administration.organisation_context import PURPOSES
from app.web.components import SummaryRow
from app.web.locale import write_moment


@dataclass(frozen=True)
class PurgePage:
    """What is due, and the proposal that waits: its address is empty for who made it.

    `purge` is the id that a new proposal would have; empty where none can be made.
    """

    sentence: str
    due: tuple[SummaryRow, ...]
    waiting: str
    proposed: tuple[SummaryRow, ...]
    address: str
    purge: str
    button: str


def build_page(found: Overdue, purge: str, *, may_propose: bool) -> PurgePage:
    """Give the page."""
    waiting = found.waiting
    proposes = may_propose and waiting is None and bool(found.cases)
    count = min(len(found.cases), MOST_AT_ONCE)
    return PurgePage(
        sentence=_word_due(found),
        due=() if waiting is not None else _list_rows(found.cases[:MOST_AT_ONCE]),
        waiting="" if waiting is None else gettext(
            "%(name)s proposed on %(moment)s to destroy these cases for ever.",
            name=waiting.who,
            moment=write_moment(waiting.proposed_at),
        ),
        proposed=() if waiting is None else _list_rows(waiting.cases),
        address=""
        if waiting is None or waiting.is_own
        else url_for("purges.answer", purge_id=waiting.id),
        purge=purge if proposes else "",
        button=ngettext(
            "Propose to destroy %(num)s case", "Propose to destroy %(num)s cases", count
        ),
    )  # fmt: skip


def _word_due(found: Overdue) -> str:
    if found.endless:
        purposes = ", ".join(str(PURPOSES[each]) for each in found.endless)
        return str(
            gettext(
                "Nothing is ever due while a purpose has no period: %(purposes)s.",
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
