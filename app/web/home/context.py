"""What the start page shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from flask import url_for
from flask_babel import gettext, ngettext

from app.cases.roles import Permission
from app.cases.workflow import CaseState
from app.services.actors import Actor
from app.services.case_lists import CaseLine, CaseLines, DraftLine
from app.services.coding import Assignment
from app.services.tasks import Tasks
from app.store.ids import InterviewId
from app.web.cases.wording import word_state
from app.web.components import Cell, Link, Pages, SummaryRow, Table
from app.web.home.marks import write_mark
from app.web.locale import write_moment
from app.web.paging import cut, turn_pages
from app.web.review.context import word_presumption
from app.web.tasks.context import list_rows

# What the places of pages are called in an address.
WAITING: Final = "waiting"
AFTER: Final = "after"
DRAFTS: Final = "drafts"


@dataclass(frozen=True)
class ListPart:
    """A list of cases, and where its other pages are."""

    table: Table
    pages: Pages | None


@dataclass(frozen=True)
class Lists:
    """One page of what waits for review, None for those who review nothing, and of all others.

    `later` names the marks that the address had: those lists do not begin at their beginning.
    """

    waiting: CaseLines | None
    finished: CaseLines
    later: frozenset[str] = frozenset()


@dataclass(frozen=True)
class HomePage:
    """What waits, what is finished, and where to begin; parts that a role lacks are None."""

    name: str
    begin_address: str
    drafts: tuple[SummaryRow, ...] | None
    draft_pages: Pages | None
    codings: tuple[SummaryRow, ...]
    waiting: ListPart | None
    finished: ListPart | None
    places: tuple[SummaryRow, ...]
    tasks: tuple[SummaryRow, ...] = ()
    tasks_address: str = ""
    calls: tuple[SummaryRow, ...] = ()
    print_address: str = ""
    visit_address: str = ""
    disagreement_address: str = ""


@dataclass(frozen=True)
class Calls:
    """How much waits besides cases: emergencies to know of, sign-ins to reset, and purges."""

    emergencies: int = 0
    resets: int = 0
    purges: int = 0


@dataclass(frozen=True)
class Drafts:
    """What is not finished: interviews, those of them that may not be kept, second codings.

    `number` is which page of the interviews is shown.
    """

    lines: tuple[DraftLine, ...]
    unkept: frozenset[InterviewId]
    assignments: tuple[Assignment, ...] = ()
    number: int = 1


@dataclass(frozen=True)
class Due:
    """The first of the tasks that wait for somebody, and today, by which they press or not."""

    tasks: Tasks
    today: date


def build_home(
    actor: Actor, drafts: Drafts, lists: Lists, links: tuple[Link, ...], waits: tuple[Calls, Due]
) -> HomePage:
    """Give the start page of a person; `links` are the pages that they can go to."""
    may_screen = actor.may(Permission.SCREEN)
    may_read = actor.may(Permission.READ_CASES)
    may_review = lists.waiting is not None
    caption = gettext("Reviewed or sent back") if may_review else gettext("Finished screenings")
    caption_of_waiting = gettext("Waiting for your review")
    calls, due = waits
    return HomePage(
        name=actor.name,
        begin_address=url_for("interviews.begin") if may_screen else "",
        drafts=_describe_drafts(drafts) if may_screen else None,
        draft_pages=turn_pages(len(drafts.lines), drafts.number, url_for("home.show"), name=DRAFTS),
        codings=tuple(_describe_assignment(each) for each in drafts.assignments),
        waiting=_build_list(caption_of_waiting, lists.waiting, WAITING, lists)
        if lists.waiting
        else None,
        finished=_build_list(caption, lists.finished, AFTER, lists) if may_read else None,
        places=() if may_read else tuple(_describe_place(link) for link in links),
        tasks=list_rows(due.tasks.tasks, due.today),
        tasks_address=url_for("tasks.mine") if due.tasks.next_mark else "",
        calls=tuple(_list_calls(calls)),
        print_address=url_for("printing.index") if actor.may(Permission.PRINT_MANY) else "",
        visit_address=url_for("reports.visit") if may_read else "",
        disagreement_address=url_for("reviewing.disagreement") if may_review else "",
    )


def _list_calls(calls: Calls) -> Iterator[SummaryRow]:
    emergencies, resets = calls.emergencies, calls.resets
    said = (
        (emergencies, gettext("Opened in an emergency"), ngettext(
            "%(num)s case that you don’t know of yet.",
            "%(num)s cases that you don’t know of yet.",
            emergencies,
        ), "glass.notices"),
        (resets, gettext("Sign-ins to be reset"), ngettext(
            "%(num)s waits for another administrator.",
            "%(num)s wait for another administrator.",
            resets,
        ), "resets.show"),
        (
            calls.purges,
            gettext("Cases whose time is over"),
            gettext("Somebody proposes to destroy cases: you have to decide."),
            "purges.show",
        ),
    )  # fmt: skip
    for count, words, sentence, endpoint in said:
        if count:
            link = Link(gettext("Look"), url_for(endpoint), about=words)
            yield SummaryRow(words, (sentence,), (link,))


def _describe_place(link: Link) -> SummaryRow:
    return SummaryRow(link.words, (), (Link(gettext("Open"), link.address, about=link.words),))


def _describe_drafts(drafts: Drafts) -> tuple[SummaryRow, ...]:
    """Give what is not finished; what was sent back comes first, as somebody waits for it."""
    in_order = sorted(drafts.lines, key=lambda line: line.case.state != CaseState.RETURNED.value)
    return tuple(
        _describe_draft(each, may_be_kept=each.interview.id not in drafts.unkept)
        for each in cut(in_order, drafts.number)
    )


def _describe_draft(line: DraftLine, *, may_be_kept: bool) -> SummaryRow:
    begun = gettext("Begun %(moment)s", moment=write_moment(line.interview.started_at))
    address = url_for("interviews.resume", interview_id=line.interview.id)
    link = Link(gettext("Go on"), address, about=line.case.number)
    if may_be_kept:
        returned = line.case.state == CaseState.RETURNED.value
        sent = gettext("Sent back: look at the comments") if returned else ""
        return SummaryRow(line.case.number, (line.title, begun), (link,), sent)
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


def _build_list(caption: str, cases: CaseLines, mark: str, lists: Lists) -> ListPart:
    heads = (
        gettext("Case"),
        gettext("Presumption"),
        gettext("State, finished, by"),
    )
    table = Table(
        caption=caption,
        heads=tuple(Cell(words) for words in heads),
        rows=tuple(_build_row(line) for line in cases.lines),
        empty=gettext("None."),
    )
    return ListPart(table, _build_pages(cases, mark, is_first=mark not in lists.later))


def _build_row(line: CaseLine) -> tuple[Cell, ...]:
    # In one column, so that a phone shows them all.
    finished_at = line.interview.finished_at
    finished = "" if finished_at is None else write_moment(finished_at)
    said = (word_state(line.case), finished, line.interviewer)
    return (
        Cell(line.case.number, url_for("cases.show", number=line.case.number), unbroken=True),
        Cell(
            word_presumption(line.presumption),
            url_for("results.show", interview_id=line.interview.id),
        ),
        Cell(" · ".join(each for each in said if each)),
    )


def _build_pages(cases: CaseLines, mark: str, *, is_first: bool) -> Pages | None:
    following = cases.next_mark
    if following is None and is_first:
        return None
    older = None
    if following is not None:
        place: dict[str, Any] = {mark: write_mark(following)}
        address = url_for("home.show", **place)
        older = Link(gettext("Older"), address)
    newest = None if is_first else Link(gettext("Newest"), url_for("home.show"))
    return Pages((), newest, older)
