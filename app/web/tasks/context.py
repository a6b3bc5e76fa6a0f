"""What the pages of tasks show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext

from app.cases.tasks import TaskOrigin, rate_urgency
from app.services.tasks import ForWhom, Task, Tasks
from app.store.ids import TaskId, new_id
from app.store.records import CaseRecord
from app.store.tasks import TaskMark
from app.web.components import Choice, Field, FieldError, Link, Pages, SummaryRow
from app.web.locale import write_day, write_moment
from app.web.tasks.forms import TaskForm, write_whom
from app.web.tasks.wording import MARKS, NO_DAY, NO_WORDS, NOBODY, PROPOSED, word_whom


@dataclass(frozen=True)
class TaskRow:
    """One task on the page of its case, and where it is said that it is done, or not any more."""

    words: str
    about: str
    mark: str
    address: str


@dataclass(frozen=True)
class Proposal:
    """What the program proposes, and where somebody sets it."""

    why: str
    address: str


@dataclass(frozen=True)
class TasksPart:
    """The tasks of a case on its page: what waits, what is done, what is proposed."""

    waiting: tuple[TaskRow, ...]
    done: tuple[TaskRow, ...]
    proposals: tuple[Proposal, ...]
    add_address: str


@dataclass(frozen=True)
class TasksPage:
    """What waits for a person, some at a time."""

    rows: tuple[SummaryRow, ...]
    pages: Pages | None


@dataclass(frozen=True)
class SetPage:
    """The fields in which a task is set."""

    case: Link
    id: str
    origin: str
    words: Field
    due_on: Field
    whom: Field
    errors: tuple[FieldError, ...]


def build_tasks_part(
    case: CaseRecord, tasks: Iterable[Task], proposed: Iterable[TaskOrigin], today: date
) -> TasksPart:
    """Give the tasks of a case for its page."""
    found = tuple(tasks)
    return TasksPart(
        waiting=tuple(_describe(each, today) for each in found if each.record.done_at is None),
        done=tuple(_describe(each, today) for each in found if each.record.done_at is not None),
        proposals=tuple(
            Proposal(
                str(PROPOSED[each][1]),
                url_for("tasks.add", number=case.number, proposal=each.value),
            )
            for each in proposed
        ),
        add_address=url_for("tasks.add", number=case.number),
    )


def list_rows(tasks: Iterable[Task], today: date) -> tuple[SummaryRow, ...]:
    """Give tasks for a list of what waits, each with the way to its case."""
    return tuple(_list_one(each, today) for each in tasks)


def build_tasks_page(found: Tasks, today: date, *, is_first: bool) -> TasksPage:
    """Give the page of what waits for a person."""
    index = url_for("tasks.mine")
    first = None if is_first else Link(gettext("First"), index)
    more = None
    if found.next_mark is not None:
        more = Link(gettext("More"), url_for("tasks.mine", after=write_mark(found.next_mark)))
    pages = Pages((), first, more) if first or more else None
    return TasksPage(list_rows(found.tasks, today), pages)


def build_set_page(
    case: CaseRecord, form: TaskForm, able: Iterable[ForWhom], errors: Iterable[str]
) -> SetPage:
    """Give the page on which a task is set; `errors` are the names of the fields that are wrong."""
    sentences = {"words": NO_WORDS, "due_on": NO_DAY, "whom": NOBODY}
    wrong = {name: str(sentences[name]) for name in sentences if name in set(errors)}
    return SetPage(
        case=Link(case.number, url_for("cases.show", number=case.number)),
        id=form.id.data or new_id(),
        origin=form.origin.data or TaskOrigin.OWN.value,
        words=Field(
            "words",
            gettext("What is to be done?"),
            form.words.data or "",
            gettext("Kept sealed with the case. Write no more about the person than is needed."),
            wrong.get("words", ""),
        ),
        due_on=Field(
            "due_on",
            gettext("By which day?"),
            form.due_on.data or "",
            error=wrong.get("due_on", ""),
            input_type="date",
            width=10,
        ),
        whom=_ask_whom(form, able, wrong.get("whom", "")),
        errors=tuple(FieldError(name, sentence) for name, sentence in wrong.items()),
    )


def _ask_whom(form: TaskForm, able: Iterable[ForWhom], error: str) -> Field:
    chosen = form.whom.data or ""
    choices = (
        Choice("", gettext("Choose"), not chosen),
        *(Choice(write_whom(w), word_whom(w), write_whom(w) == chosen) for w in able),
    )
    return Field("whom", gettext("For whom?"), error=error, choices=choices)


def write_mark(mark: TaskMark) -> str:
    """Give a mark as text."""
    return f"{mark.due_on.isoformat()}_{mark.task_id}"


def read_mark(text: str) -> TaskMark | None:
    """Read what `write_mark` wrote; None if it is something else."""
    day, _, task = text.partition("_")
    try:
        return TaskMark(date.fromisoformat(day), TaskId(task))
    except ValueError:
        return None


def _list_one(task: Task, today: date) -> SummaryRow:
    record, number = task.record, task.case.number
    due = gettext("Due on %(day)s", day=write_day(record.due_on))
    address = url_for("cases.show", number=number, _anchor="tasks")
    return SummaryRow(
        number,
        (record.words, f"{due} · {word_whom(task.whom)}"),
        (Link(gettext("Open"), address, about=f"{number}, {record.words}"),),
        str(MARKS[rate_urgency(record.due_on, today)]),
    )


def _describe(task: Task, today: date) -> TaskRow:
    record = task.record
    if record.done_at is None:
        about = gettext(
            "Due on %(day)s · %(whom)s · set by %(who)s",
            day=write_day(record.due_on),
            whom=word_whom(task.whom),
            who=task.set_by,
        )
        mark = str(MARKS[rate_urgency(record.due_on, today)])
        return TaskRow(record.words, about, mark, url_for("tasks.finish", task_id=record.id))
    about = gettext(
        "Done %(moment)s by %(who)s", moment=write_moment(record.done_at), who=task.done_by
    )
    return TaskRow(record.words, about, "", url_for("tasks.reopen", task_id=record.id))
