"""What the pages show on which many documents are ordered and fetched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from flask import url_for
from flask_babel import gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from app.reports.imprint import Level
from app.services.batches import MOST_DOCUMENTS, Batch, Entry, Obstacle, Progress
from app.store.finished import FinishedInterview
from app.web.components import Choice, Field, FieldError
from app.web.documents.context import LEVELS
from app.web.locale import write_moment
from app.web.printing.forms import ALL, CHOSEN, OrderForm, SpanForm

OBSTACLES: Final[dict[Obstacle, LazyString]] = {
    Obstacle.OUT_OF_REACH: lazy_gettext("The interview is gone, is open again, or is not yours."),
    Obstacle.NOT_ALLOWED: lazy_gettext("You may not issue this document any more."),
    Obstacle.NOT_PRINTED: lazy_gettext(
        "Its pages could not be made, and its entry in the register is withdrawn. Try it alone."
    ),
}


@dataclass(frozen=True)
class BatchLine:
    """A batch in a list."""

    title: str
    said: str
    address: str


@dataclass(frozen=True)
class PrintingPage:
    """Where documents are chosen and ordered; without choices there is nothing to print."""

    batches: tuple[BatchLine, ...]
    first: Field
    last: Field
    level: Field
    which: Field
    interviews: Field
    most: int
    is_cut: bool
    errors: tuple[FieldError, ...]


@dataclass(frozen=True)
class Failure:
    """A document that was not printed, and why."""

    case_number: str
    reason: str
    detail: str


@dataclass(frozen=True)
class BatchPage:
    """One batch: how far it is, what went wrong, and what can be done with it."""

    title: str
    ordered: str
    said: str
    done: int
    count: int
    is_running: bool
    failures: tuple[Failure, ...]
    fetch_address: str
    cancel_address: str
    forget_address: str


def build_printing_page(
    found: Sequence[FinishedInterview],
    batches: Iterable[Batch],
    span: SpanForm | OrderForm,
    form: OrderForm,
) -> PrintingPage:
    """Give the page on which documents are chosen; one interview more than can be says so."""
    offered = found[:MOST_DOCUMENTS]
    errors = (*list_day_errors(span), *(list_errors(form) if form.is_submitted() else ()))
    said = {each.field: each.sentence for each in errors}
    return PrintingPage(
        batches=tuple(_describe(each) for each in batches),
        first=_build_day("first", gettext("Finished on or after"), span, said.get("first", "")),
        last=_build_day("last", gettext("Finished on or before"), span, said.get("last", "")),
        level=_build_level(form, said.get("level", "")),
        which=_build_which(form, said.get("which", ""), len(offered)),
        interviews=Field(
            "interview",
            gettext("Finished interviews, newest first"),
            error=said.get("interview", ""),
            choices=tuple(_offer(each, form) for each in offered),
        ),
        most=MOST_DOCUMENTS,
        is_cut=len(found) > MOST_DOCUMENTS,
        errors=errors,
    )


def list_day_errors(span: SpanForm | OrderForm) -> tuple[FieldError, ...]:
    """Give the days that can't be read."""
    words = {
        "first": gettext("Enter the first day as a date, or leave it empty"),
        "last": gettext("Enter the last day as a date, or leave it empty"),
    }
    return tuple(FieldError(name, said) for name, said in words.items() if span[name].errors)


def list_errors(form: OrderForm) -> tuple[FieldError, ...]:
    """Give what is missing, in the order of the page."""
    errors = []
    if form.level.errors:
        errors.append(FieldError("level", gettext("Choose how much the documents may disclose")))
    if form.which.errors:
        errors.append(FieldError("which", gettext("Choose all, or only those that you tick")))
    if form.which.data == CHOSEN and not form.interview.data:
        errors.append(FieldError("interview", gettext("Tick the interviews to print")))
    return tuple(errors)


def build_batch_page(batch: Batch) -> BatchPage:
    """Give the page of a batch."""
    failed = (each for each in batch.entries if each.progress is Progress.FAILED)
    printed = batch.count(Progress.PRINTED)
    may_fetch = printed > 0 and not batch.is_running
    return BatchPage(
        title=word_title(batch),
        ordered=gettext("Ordered %(moment)s", moment=write_moment(batch.ordered_at)),
        said=word_progress(batch),
        done=len(batch.entries) - batch.count(Progress.WAITING),
        count=len(batch.entries),
        is_running=batch.is_running,
        failures=tuple(_describe_failure(each) for each in failed),
        fetch_address=url_for("printing.fetch", batch_id=batch.id) if may_fetch else "",
        cancel_address=url_for("printing.cancel", batch_id=batch.id),
        forget_address=url_for("printing.forget", batch_id=batch.id),
    )


def word_title(batch: Batch) -> str:
    """Give how many documents a batch is of, and what they disclose."""
    count = len(batch.entries)
    documents = ngettext("%(num)s document", "%(num)s documents", count)
    return f"{documents} · {str(LEVELS[batch.order.level]).partition(':')[0]}"


def word_progress(batch: Batch) -> str:
    """Say how far a batch is."""
    printed, waiting, failed, cancelled = (
        batch.count(progress)
        for progress in (
            Progress.PRINTED,
            Progress.WAITING,
            Progress.FAILED,
            Progress.CANCELLED,
        )
    )
    others = {
        ngettext("%(num)s waits", "%(num)s wait", waiting): waiting,
        ngettext("%(num)s failed", "%(num)s failed", failed): failed,
        ngettext("%(num)s is cancelled", "%(num)s are cancelled", cancelled): cancelled,
    }
    always = ngettext("%(num)s is printed", "%(num)s are printed", printed)
    return ", ".join([always, *(words for words, count in others.items() if count)]) + "."


def _describe(batch: Batch) -> BatchLine:
    ordered = gettext("Ordered %(moment)s", moment=write_moment(batch.ordered_at))
    address = url_for("printing.show", batch_id=batch.id)
    return BatchLine(word_title(batch), f"{ordered}. {word_progress(batch)}", address)


def _describe_failure(entry: Entry) -> Failure:
    obstacle = entry.obstacle or Obstacle.NOT_PRINTED
    return Failure(entry.case_number, str(OBSTACLES[obstacle]), entry.detail)


def _build_level(form: OrderForm, error: str) -> Field:
    choices = (
        Choice(each.value, str(LEVELS[each]), form.level.data == each.value) for each in Level
    )
    label = gettext("How much may they disclose?")
    return Field("level", label, error=error, choices=tuple(choices))


def _build_day(name: str, label: str, span: SpanForm | OrderForm, error: str) -> Field:
    day = span[name].data
    value = "" if day is None else day.isoformat()
    return Field(name, label, value, error=error, input_type="date", width=10)


def _build_which(form: OrderForm, error: str, count: int) -> Field:
    every = ngettext("The %(num)s that is listed below", "All %(num)s that are listed below", count)
    choices = (
        Choice(ALL, every, form.which.data == ALL),
        Choice(CHOSEN, gettext("Only those that I tick"), form.which.data == CHOSEN),
    )
    return Field("which", gettext("Which?"), error=error, choices=choices)


def _offer(each: FinishedInterview, form: OrderForm) -> Choice:
    moment = write_moment(each.finished_at)
    label = gettext(
        "%(number)s, finished %(moment)s by %(who)s",
        number=each.case_number,
        moment=moment,
        who=each.interviewer,
    )
    return Choice(str(each.interview), label, str(each.interview) in (form.interview.data or ()))
