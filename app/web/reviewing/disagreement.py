"""How often decisions differ from what the machine found."""

from dataclasses import dataclass

from flask_babel import format_percent, gettext, ngettext

from app.cases.workflow import Decision
from app.engine.result import FindingStatus
from app.services.disagreement import Disagreement
from app.web.components import Cell, Table
from app.web.reviewing.wording import CHOICES


@dataclass(frozen=True)
class DisagreementPage:
    """The figure in a sentence, how it is counted, and the counts behind it."""

    sentence: str
    overridden: str
    counts: Table


def build_disagreement(found: Disagreement) -> DisagreementPage:
    """Give the page of the disagreement rate."""
    return DisagreementPage(
        word_rate(found), _word_overridden(found.overridden), _build_table(found)
    )


def word_rate(found: Disagreement) -> str:
    """Give the rate in a sentence, with the numbers that it comes from."""
    if found.rate is None:
        return str(gettext("There is nothing to compare yet."))
    return str(
        ngettext(
            "In %(differing)s of %(num)s decision that can be compared, people decided otherwise "
            "than the tool found (%(rate)s).",
            "In %(differing)s of %(num)s decisions that can be compared, people decided otherwise "
            "than the tool found (%(rate)s).",
            found.comparable,
            differing=found.differing,
            rate=format_percent(float(found.rate)),
        )
    )


def _word_overridden(count: int) -> str:
    return str(
        ngettext(
            "%(num)s decision was made beside an override of the tool’s finding.",
            "%(num)s decisions were made beside an override of the tool’s finding.",
            count,
        )
    )


def _build_table(found: Disagreement) -> Table:
    words = {
        FindingStatus.YES: gettext("The tool: presumed"),
        FindingStatus.NO: gettext("The tool: not presumed"),
        FindingStatus.OPEN: gettext("The tool: open"),
    }
    heads = [gettext("What the tool found"), *(str(label) for label, _ in CHOICES.values())]
    return Table(
        caption=gettext("Decisions that hold"),
        heads=tuple(Cell(head, numeric=place > 0) for place, head in enumerate(heads)),
        rows=tuple(
            (Cell(label), *(_count(found, status, decision) for decision in CHOICES))
            for status, label in words.items()
        ),
    )


def _count(found: Disagreement, status: FindingStatus, decision: Decision) -> Cell:
    return Cell(str(found.counts.get((status, decision), 0)), numeric=True)
