"""What the page of a case shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from app.services.case_lists import CaseHistory, Happening
from app.services.reassessing import Standing
from app.store.ids import InterviewId
from app.store.records import InterviewRecord, SecondCodingRecord
from app.web.cases.wording import SENTENCES, word_state
from app.web.components import Field, FieldError, Link, Pages, SummaryRow, TimelineEvent
from app.web.locale import write_day, write_moment
from app.web.paging import cut, turn_pages
from app.web.second_coding.context import word_state as word_coding


@dataclass(frozen=True)
class NewerVersions:
    """What newer versions mean for an interview: an address where there is something to do."""

    title: str
    again: str
    compare: str


@dataclass(frozen=True)
class CasePage:
    """A case with its interviews and what happened to it.

    `answers_address` is empty where it stays hidden who took which answer.
    """

    number: str
    state: str
    facts: tuple[SummaryRow, ...]
    interviews: tuple[SummaryRow, ...]
    answers_address: str
    newer: tuple[NewerVersions, ...]
    codings: tuple[SummaryRow, ...]
    events: tuple[TimelineEvent, ...]
    pages: Pages | None


@dataclass(frozen=True)
class FindPage:
    """The field for the number of a case; an error where no case has it."""

    number: Field
    errors: tuple[FieldError, ...]
    emergency_address: str


def build_find_page(number: str, *, may_break_glass: bool) -> FindPage:
    """Give the page on which a case is looked for; `number` is what was typed."""
    error = ""
    if number:
        error = gettext("No case that is open to you has this number. Look at it again.")
    field = Field(
        "number",
        gettext("Number of the case"),
        value=number,
        hint=gettext("Such as T-2026-1234-5678"),
        error=error,
        width=20,
    )
    errors = (FieldError("number", error),) if error else ()
    emergency = url_for("glass.ask", number=number) if error and may_break_glass else ""
    return FindPage(field, errors, emergency)


def build_case_page(
    history: CaseHistory,
    standings: Mapping[InterviewId, Standing],
    codings: Mapping[InterviewId, SecondCodingRecord | None],
    number: int = 1,
    *,
    may_screen: bool,
    is_whole: bool,
) -> CasePage:
    """Give everything that the page of a case shows; what happened newest, or an older page of it.

    `codings` holds the interviews for which a second coding can be asked, and the newest of each.
    A case that is not whole is read in an emergency: nothing leads to its staff and to print.
    """
    here = url_for("cases.show", number=history.case.number)
    return CasePage(
        number=history.case.number,
        state=word_state(history.case),
        facts=_list_facts(history),
        interviews=tuple(
            _describe_interview(title, each, may_screen=may_screen, may_print=is_whole)
            for title, each in history.interviews
        ),
        answers_address=url_for("cases.answers", number=history.case.number) if is_whole else "",
        newer=tuple(_list_newer(history, standings)),
        codings=tuple(_list_codings(history, codings)),
        events=tuple(tell(each) for each in reversed(cut(history.happenings[::-1], number))),
        pages=turn_pages(len(history.happenings), number, here),
    )


def _list_facts(history: CaseHistory) -> tuple[SummaryRow, ...]:
    started = history.happenings[0] if history.happenings else None
    return (
        SummaryRow(gettext("Begun"), (write_moment(history.case.created_at),)),
        SummaryRow(gettext("By"), (started.who if started else "",)),
        SummaryRow(gettext("Area"), (history.area,)),
    )


def _list_newer(
    history: CaseHistory, standings: Mapping[InterviewId, Standing]
) -> Iterator[NewerVersions]:
    for title, interview in history.interviews:
        standing = standings[interview.id]
        again = url_for("reassessing.again", interview_id=interview.id)
        compare = url_for("reassessing.show", interview_id=interview.id)
        if standing.may_be_reassessed or standing.was_reassessed:
            yield NewerVersions(
                title,
                again if standing.may_be_reassessed else "",
                compare if standing.was_reassessed else "",
            )


def _list_codings(
    history: CaseHistory, codings: Mapping[InterviewId, SecondCodingRecord | None]
) -> Iterator[SummaryRow]:
    for title, interview in history.interviews:
        if interview.id in codings:
            yield _describe_coding(title, interview, codings[interview.id])


def _describe_coding(
    title: str, interview: InterviewRecord, latest: SecondCodingRecord | None
) -> SummaryRow:
    address = url_for("second_coding.ask", interview_id=interview.id)
    if latest is None:
        words, said = gettext("Ask a second person"), gettext("Nobody was asked to code it again.")
    else:
        words, said = gettext("Look"), word_coding(latest)
    return SummaryRow(title, (str(said),), (Link(str(words), address, about=title),))


def tell(happening: Happening) -> TimelineEvent:
    """Give what happened in one sentence, with the reason that was given for it."""
    lost = gettext("The reason was destroyed with the answers.")
    return TimelineEvent(
        sentence=_complete(str(SENTENCES[happening.kind]), happening),
        when=write_moment(happening.at),
        moment=happening.at.isoformat(timespec="seconds"),
        who=happening.who,
        detail=lost if happening.is_reason_lost else happening.reason,
    )


def _complete(sentence: str, happening: Happening) -> str:
    """Name in a sentence which organisation it is about, or by when something is to be done."""
    if happening.due_on is not None:
        day = write_day(happening.due_on)
        return str(gettext("%(sentence)s Due on %(day)s.", sentence=sentence, day=day))
    if not happening.about:
        return sentence
    return str(gettext("%(about)s: %(sentence)s", about=happening.about, sentence=sentence))


def _describe_interview(
    title: str, interview: InterviewRecord, *, may_screen: bool, may_print: bool
) -> SummaryRow:
    if interview.erased_at is not None:
        return SummaryRow(title, (gettext("Not kept"),))
    if interview.finished_at is None:
        address = url_for("interviews.resume", interview_id=interview.id)
        links = (Link(gettext("Go on"), address, about=title),) if may_screen else ()
        return SummaryRow(title, (gettext("Not finished"),), links)
    said = gettext("Finished %(moment)s", moment=write_moment(interview.finished_at))
    result = url_for("results.show", interview_id=interview.id)
    leads = [Link(gettext("Result"), result, about=title)]
    if may_print:
        summary = url_for("results.summary_pdf", interview_id=interview.id)
        leads.append(Link(gettext("Summary (PDF)"), summary, about=title))
    return SummaryRow(title, (said,), tuple(leads))
