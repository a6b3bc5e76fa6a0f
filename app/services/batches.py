"""What a batch of documents is: which were ordered, and how far each of them is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Final, NewType

from app.reports.imprint import Level
from app.services.summaries import Speech
from app.store.ids import AccountId, InterviewId

BatchId = NewType("BatchId", str)

MOST_DOCUMENTS: Final = 500


class Progress(Enum):
    """How far one document is."""

    WAITING = "waiting"
    PRINTED = "printed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Obstacle(Enum):
    """Why a document was not printed."""

    OUT_OF_REACH = "out_of_reach"
    NOT_ALLOWED = "not_allowed"
    NOT_PRINTED = "not_printed"


class TooManyDocumentsError(ValueError):
    """A batch has at least one document, and at most MOST_DOCUMENTS."""


@dataclass(frozen=True)
class Order:
    """Which documents somebody wants, by interview and in order; `cases` has their numbers.

    `verify` is the address at which documents are checked.
    """

    account: AccountId
    cases: Mapping[InterviewId, str]
    level: Level
    verify: str
    speech: Speech = field(repr=False)


@dataclass(frozen=True)
class Entry:
    """One document of a batch; `place` is where it waits to be fetched, once it is printed."""

    interview: InterviewId
    case_number: str
    progress: Progress = Progress.WAITING
    obstacle: Obstacle | None = None
    detail: str = ""
    number: str = ""
    place: int | None = None


@dataclass(frozen=True)
class Batch:
    """A batch as it stands."""

    id: BatchId
    order: Order
    ordered_at: datetime
    entries: tuple[Entry, ...]
    ended_at: datetime | None = None

    def count(self, progress: Progress) -> int:
        """Count the documents that are so far."""
        return sum(entry.progress is progress for entry in self.entries)

    @property
    def is_running(self) -> bool:
        """Say whether documents still wait to be printed."""
        return self.ended_at is None

    def with_entry(self, index: int, entry: Entry) -> "Batch":
        """Give the batch with one of its documents further."""
        return replace(self, entries=(*self.entries[:index], entry, *self.entries[index + 1 :]))

    def cancelled(self) -> "Batch":
        """Give the batch with nothing that waits."""
        waiting = Progress.WAITING
        entries = (
            replace(each, progress=Progress.CANCELLED) if each.progress is waiting else each
            for each in self.entries
        )
        return replace(self, entries=tuple(entries))


def begin_batch(batch_id: BatchId, order: Order, now: datetime) -> Batch:
    """Give a batch of which nothing is printed yet. Raises TooManyDocumentsError."""
    if not 1 <= len(order.cases) <= MOST_DOCUMENTS:
        raise TooManyDocumentsError
    entries = tuple(Entry(interview, number) for interview, number in order.cases.items())
    return Batch(batch_id, order, now, entries)
