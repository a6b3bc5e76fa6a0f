"""Print many documents, one after another, beside everything else that the server does.

Batches live in the memory of the server, and what they printed on disk, sealed under a key that is
nowhere else: both are gone when it ends. The register of documents keeps what was issued.
"""

import logging
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from threading import Lock, Thread
from typing import Final

from app.cases.roles import Permission
from app.reports.imprint import Level
from app.reports.pdf import prepare_summary
from app.reports.printer import NotPrintedError, Printer
from app.services.actors import Actor, NotAllowedError, build_actor
from app.services.batches import Batch, BatchId, Entry, Obstacle, Order, Progress, begin_batch
from app.services.documents import Document, draft_document, enter_document, say_where
from app.services.interviews import Screening, find_record, find_screening
from app.services.session import Session
from app.services.summaries import summarise, word_screening
from app.services.workplace import Workplace
from app.store.accounts import get_account
from app.store.document_numbers import DocumentNumber
from app.store.errors import StoreError
from app.store.ids import AccountId, new_id
from app.store.issued import withdraw_document
from app.store.log import Deed, name_account, note_act
from app.store.spool import SealedSpool

KEPT_FOR: Final = timedelta(hours=24)
KEPT_OF_EACH: Final = 5

_log = logging.getLogger(__name__)


class ObstacleError(Exception):
    """A document can't be printed, and why."""

    def __init__(self, obstacle: Obstacle, detail: str = "") -> None:
        super().__init__(obstacle.value)
        self.obstacle, self.detail = obstacle, detail


@dataclass
class Kept:
    """A batch, and where its documents wait to be fetched."""

    batch: Batch
    spool: SealedSpool = field(default_factory=SealedSpool)


class PrintQueue:
    """All batches that were ordered, oldest first, and the one thread that prints them."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._kept: dict[BatchId, Kept] = {}
        self._lock = Lock()
        self._thread: Thread | None = None

    def order(self, order: Order) -> BatchId:
        """Take in a batch, and begin to print. Raises TooManyDocumentsError."""
        batch = begin_batch(BatchId(new_id()), order, self._workplace.clock.now())
        ended = [each for each in self.list_batches(order.account) if not each.is_running]
        for each in ended[KEPT_OF_EACH - 1 :]:
            self._drop(each.id)
        with self._lock:
            self._kept[batch.id] = Kept(batch)
            if self._thread is None:
                self._thread = Thread(target=self._print_all, name="printing", daemon=True)
                self._thread.start()
        return batch.id

    def find(self, batch_id: str, account: AccountId) -> Batch | None:
        """Give a batch as it stands to the one who ordered it; None to everybody else."""
        kept = self._find(batch_id, account)
        return None if kept is None else kept.batch

    def list_batches(self, account: AccountId) -> tuple[Batch, ...]:
        """Give the batches that a person ordered, newest first."""
        self._forget_late()
        with self._lock:
            own = [
                each.batch for each in self._kept.values() if each.batch.order.account == account
            ]
        return tuple(reversed(own))

    def cancel(self, batch_id: str, account: AccountId) -> None:
        """Print nothing more of a batch; what is printed can still be fetched."""
        with self._lock:
            kept = self._kept.get(BatchId(batch_id))
            if kept is not None and kept.batch.order.account == account:
                kept.batch = kept.batch.cancelled()

    def forget(self, batch_id: str, account: AccountId) -> None:
        """Let a batch go with everything that was printed of it."""
        self.cancel(batch_id, account)
        if self._find(batch_id, account) is not None:
            self._drop(BatchId(batch_id))

    def fetch(self, session: Session, batch: Batch, actor: Actor) -> Iterator[tuple[str, bytes]]:
        """Give the printed documents that the person may still see, each with its file name."""
        kept = self._find(batch.id, actor.account)
        printed = [] if kept is None else [each for each in batch.entries if each.place is not None]
        seen = [each for each in printed if _may_see(session, actor, each)]
        for each in seen:
            note_act(session, Deed.EXPORTED, f"{each.interview} {each.number}")
        return _read(kept, seen) if kept is not None else iter(())

    def wait(self) -> None:
        """Wait until nothing is left to print."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def close(self) -> None:
        """Stop printing, and let everything go."""
        with self._lock:
            for kept in self._kept.values():
                kept.batch = kept.batch.cancelled()
        self.wait()
        for batch_id in list(self._kept):
            self._drop(batch_id)

    def _find(self, batch_id: str, account: AccountId) -> Kept | None:
        self._forget_late()
        with self._lock:
            kept = self._kept.get(BatchId(batch_id))
        return kept if kept is not None and kept.batch.order.account == account else None

    def _forget_late(self) -> None:
        now = self._workplace.clock.now()
        with self._lock:
            ended = [each.batch for each in self._kept.values() if not each.batch.is_running]
        for batch in ended:
            if now - batch.ordered_at > KEPT_FOR:
                self._drop(batch.id)

    def _drop(self, batch_id: BatchId) -> None:
        with self._lock:
            kept = self._kept.pop(batch_id, None)
        if kept is not None:
            kept.spool.close()

    def _print_all(self) -> None:
        with closing(Printer()) as printer:
            while (found := self._next()) is not None:
                kept, index = found
                entry = self._print_one(printer, kept, kept.batch.entries[index])
                with self._lock:
                    kept.batch = kept.batch.with_entry(index, entry)

    def _next(self) -> tuple[Kept, int] | None:
        """Give the next document that waits; without any the thread is over."""
        with self._lock:
            for kept in self._kept.values():
                for index, entry in enumerate(kept.batch.entries):
                    if entry.progress is Progress.WAITING:
                        return kept, index
                if kept.batch.is_running:
                    kept.batch = replace(kept.batch, ended_at=self._workplace.clock.now())
            self._thread = None
            return None

    def _print_one(self, printer: Printer, kept: Kept, entry: Entry) -> Entry:
        """Print a document; whatever goes wrong with it, the next one is printed."""
        try:
            printed = print_document(self._workplace, printer, kept, entry)
        except ObstacleError as error:
            failed = replace(entry, progress=Progress.FAILED, detail=error.detail)
            return replace(failed, obstacle=error.obstacle)
        except Exception as error:
            kind = type(error).__name__
            _log.error("The document of interview %s is not printed: %s", entry.interview, kind)
            failed = replace(entry, progress=Progress.FAILED, detail=kind)
            return replace(failed, obstacle=Obstacle.NOT_PRINTED)
        return printed


def print_document(workplace: Workplace, printer: Printer, kept: Kept, entry: Entry) -> Entry:
    """Issue the document of an interview, and keep its PDF. Raises ObstacleError.

    The register is open to others while the pages are made. A document that is in the register and
    can't be printed is withdrawn.
    """
    order = kept.batch.order
    with workplace.records.reading() as session:
        name_account(session, order.account)
        actor = _find_actor(session, order)
        screening = _find_screening(session, workplace, actor, entry)
        content = summarise(session, workplace, screening, order.speech)
    document = _issue(workplace, actor, screening, order)
    wording = word_screening(screening, order.speech)
    imprint = say_where(document, order.verify).imprint
    try:
        pdf = printer.make(prepare_summary(content, wording, imprint, document.carried))
        place = kept.spool.add(pdf)
    except (NotPrintedError, ValueError, OSError) as error:
        with workplace.records.writing() as session:
            name_account(session, order.account)
            now, number = workplace.clock.now(), DocumentNumber(imprint.number)
            withdraw_document(session, number, now, order.account)
        raise ObstacleError(Obstacle.NOT_PRINTED, str(error)) from error
    return replace(entry, progress=Progress.PRINTED, number=imprint.number, place=place)


def _read(kept: Kept, entries: list[Entry]) -> Iterator[tuple[str, bytes]]:
    """Give documents by the numbers that stand on their pages; a shareable one has no other."""
    is_shareable = kept.batch.order.level is Level.SHAREABLE
    for each in entries:
        if each.place is not None:
            name = each.number if is_shareable else f"{each.case_number} {each.number}"
            yield f"{name}.pdf", kept.spool.read(each.place)


def _find_actor(session: Session, order: Order) -> Actor:
    """Give who ordered, with the rights of this moment and not of the one that they ordered at."""
    account = get_account(session, order.account)
    actor = build_actor(account)
    if not account.active or not actor.may(Permission.PRINT_MANY):
        raise ObstacleError(Obstacle.NOT_ALLOWED)
    return actor


def _find_screening(
    session: Session, workplace: Workplace, actor: Actor, entry: Entry
) -> Screening:
    try:
        screening = find_screening(
            session, workplace, actor, entry.interview, Permission.READ_CASES
        )
    except StoreError as error:
        raise ObstacleError(Obstacle.OUT_OF_REACH) from error
    if screening is None:
        raise ObstacleError(Obstacle.OUT_OF_REACH)
    return screening


def _issue(workplace: Workplace, actor: Actor, screening: Screening, order: Order) -> Document:
    try:
        draft = draft_document(workplace, actor, screening, order.level)
    except NotAllowedError as error:
        raise ObstacleError(Obstacle.NOT_ALLOWED) from error
    with workplace.records.writing() as session:
        name_account(session, order.account)
        # It may have been erased or opened again while its pages were thought out.
        now = find_record(session, actor, screening.record.id, Permission.READ_CASES)
        if now is None or now.finished_at != screening.record.finished_at:
            raise ObstacleError(Obstacle.OUT_OF_REACH)
        return enter_document(session, draft)


def _may_see(session: Session, actor: Actor, entry: Entry) -> bool:
    return find_record(session, actor, entry.interview, Permission.READ_CASES) is not None
