"""What the start page shows."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from app.cases.roles import Permission
from app.services.actors import Actor
from app.services.case_lists import CaseLine, CaseLines, DraftLine
from app.services.coding import Assignment
from app.store.ids import InterviewId
from app.web.components import Cell, Link, Pages, SummaryRow, Table
from app.web.home.marks import write_mark
from app.web.locale import write_moment
from app.web.review.context import word_presumption


@dataclass(frozen=True)
class HomePage:
    """What waits, what is finished, and where to begin; parts that a role lacks are None."""

    name: str
    begin_address: str
    drafts: tuple[SummaryRow, ...] | None
    codings: tuple[SummaryRow, ...]
    finished: Table | None
    pages: Pages | None
    print_address: str = ""


@dataclass(frozen=True)
class Drafts:
    """What is not finished: interviews, those of them that may not be kept, second codings."""

    lines: tuple[DraftLine, ...]
    unkept: frozenset[InterviewId]
    assignments: tuple[Assignment, ...] = ()


def build_home(actor: Actor, drafts: Drafts, finished: CaseLines, *, is_first: bool) -> HomePage:
    """Give the start page of a person."""
    may_screen = actor.may(Permission.SCREEN)
    may_read = actor.may(Permission.READ_CASES)
    return HomePage(
        name=actor.name,
        begin_address=url_for("interviews.begin") if may_screen else "",
        drafts=_describe_drafts(drafts) if may_screen else None,
        codings=tuple(_describe_assignment(each) for each in drafts.assignments),
        finished=_build_table(finished) if may_read else None,
        pages=_build_pages(finished, is_first=is_first),
        print_address=url_for("printing.index") if actor.may(Permission.PRINT_MANY) else "",
    )


def _describe_drafts(drafts: Drafts) -> tuple[SummaryRow, ...]:
    return tuple(
        _describe_draft(each, may_be_kept=each.interview.id not in drafts.unkept)
        for each in drafts.lines
    )


def _describe_draft(line: DraftLine, *, may_be_kept: bool) -> SummaryRow:
    begun = gettext("Begun %(moment)s", moment=write_moment(line.interview.started_at))
    address = url_for("interviews.resume", interview_id=line.interview.id)
    link = Link(gettext("Go on"), address, about=line.case.number)
    if may_be_kept:
        return SummaryRow(line.case.number, (line.title, begun), (link,))
    close = url_for("review.close", interview_id=line.interview.id)
    links = (link, Link(gettext("Close"), close, about=line.case.number))
    mark = gettext("May not be kept: close it when the talk is over")
    return SummaryRow(line.case.number, (line.title, begun), links, mark)


def _describe_assignment(assignment: Assignment) -> SummaryRow:
    number, coding = assignment.case.number, assignment.coding
    asked = gettext("Asked %(moment)s", moment=write_moment(coding.asked_at))
    words = gettext("Begin") if coding.sheet_id is None else gettext("Go on")
    address = url_for("second_coding.begin", coding_id=coding.id)
    return SummaryRow(number, (asked,), (Link(words, address, about=number),))


def _build_table(finished: CaseLines) -> Table:
    heads = (gettext("Case"), gettext("Presumption"), gettext("Finished"), gettext("By"))
    return Table(
        caption=gettext("Finished screenings"),
        heads=tuple(Cell(words) for words in heads),
        rows=tuple(_build_row(line) for line in finished.lines),
        empty=gettext("None yet."),
    )


def _build_row(line: CaseLine) -> tuple[Cell, ...]:
    finished_at = line.interview.finished_at
    return (
        Cell(line.case.number, url_for("cases.show", number=line.case.number)),
        Cell(
            word_presumption(line.presumption),
            url_for("results.show", interview_id=line.interview.id),
        ),
        Cell("" if finished_at is None else write_moment(finished_at)),
        Cell(line.interviewer),
    )


def _build_pages(finished: CaseLines, *, is_first: bool) -> Pages | None:
    mark = finished.next_mark
    if mark is None and is_first:
        return None
    older = None
    if mark is not None:
        older = Link(gettext("Older"), url_for("home.show", after=write_mark(mark)))
    newest = None if is_first else Link(gettext("Newest"), url_for("home.show"))
    return Pages((), newest, older)
