"""What the page of a case shows."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from app.cases.workflow import CaseState
from app.services.case_lists import CaseHistory, Happening
from app.store.records import InterviewRecord
from app.web.cases.wording import SENTENCES, STATES
from app.web.components import Link, SummaryRow, TimelineEvent
from app.web.locale import write_moment


@dataclass(frozen=True)
class CasePage:
    """A case with its interviews and what happened to it."""

    number: str
    state: str
    facts: tuple[SummaryRow, ...]
    interviews: tuple[SummaryRow, ...]
    events: tuple[TimelineEvent, ...]


def build_case_page(history: CaseHistory, *, may_screen: bool) -> CasePage:
    """Give everything that the page of a case shows."""
    started = history.happenings[0] if history.happenings else None
    return CasePage(
        number=history.case.number,
        state=str(STATES[CaseState(history.case.state)]),
        facts=(
            SummaryRow(gettext("Begun"), (write_moment(history.case.created_at),)),
            SummaryRow(gettext("By"), (started.who if started else "",)),
            SummaryRow(gettext("Area"), (history.area,)),
        ),
        interviews=tuple(
            _describe_interview(title, each, may_screen) for title, each in history.interviews
        ),
        events=tuple(_tell(each) for each in history.happenings),
    )


def _tell(happening: Happening) -> TimelineEvent:
    return TimelineEvent(
        sentence=str(SENTENCES[happening.kind]),
        when=write_moment(happening.at),
        moment=happening.at.isoformat(timespec="seconds"),
        who=happening.who,
    )


def _describe_interview(
    title: str,
    interview: InterviewRecord,
    may_screen: bool,  # noqa: FBT001
) -> SummaryRow:
    if interview.erased_at is not None:
        return SummaryRow(title, (gettext("Not kept"),))
    if interview.finished_at is None:
        address = url_for("interviews.resume", interview_id=interview.id)
        links = (Link(gettext("Go on"), address, about=title),) if may_screen else ()
        return SummaryRow(title, (gettext("Not finished"),), links)
    said = gettext("Finished %(moment)s", moment=write_moment(interview.finished_at))
    result = url_for("results.show", interview_id=interview.id)
    summary = url_for("results.summary_pdf", interview_id=interview.id)
    return SummaryRow(
        title,
        (said,),
        (
            Link(gettext("Result"), result, about=title),
            Link(gettext("Summary (PDF)"), summary, about=title),
        ),
    )
