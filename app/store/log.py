"""Rows of the log: added within the unit of work that they tell of, and read to be checked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from itertools import chain
from pathlib import Path
from typing import Final

from sqlalchemy import insert, inspect, select, update
from sqlalchemy.orm import Session

from app.clock import Clock
from app.store.errors import LogError
from app.store.ids import AccountId
from app.store.key_files import Key
from app.store.log_chain import (
    ANCHOR_EVERY,
    NOTHING,
    Entry,
    Head,
    LogContent,
    is_proved,
    prove_head,
    seal_entry,
)
from app.store.tables import LogEntry, LogHead

BOOK: Final = "threshold.log"
ROWS_AT_ONCE: Final = 5_000


class Deed(Enum):
    """What is logged besides changes of rows; the values are the codes in the log."""

    BEGUN = "log.begun"
    READ = "read"
    SEEN = "seen"
    ROLES_CHANGED = "roles_changed"
    ORGANISATION_MADE = "organisation_made"
    LISTED = "listed"
    COUNTED = "counted"
    PRINTED = "printed"
    EXPORTED = "exported"
    REFUSED = "refused"
    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    KEY_DESTROYED = "key_destroyed"
    PART_DESTROYED = "part_destroyed"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    KEY_ROTATED = "key_rotated"


@dataclass(frozen=True)
class Act:
    """Something to be logged once its unit of work ends."""

    action: str
    subject: str
    account: AccountId | None = None


@dataclass(frozen=True)
class Log:
    """What writing the log of an installation takes."""

    key: Key = field(repr=False)
    clock: Clock
    anchor_files: tuple[Path, ...] = ()


@dataclass
class LogBook:
    """What a session has to log still, and whose session it is; None where no person is."""

    log: Log
    account: AccountId | None = None
    pending: list[Act] = field(default_factory=list)
    anchors: list[Entry] = field(default_factory=list)


def note_act(
    session: Session, deed: Deed, subject: str = "", account: AccountId | None = None
) -> None:
    """Have something logged with this unit of work; `subject` holds ids, never words of people.

    The same thing twice in one unit is one thing. Changes of rows are noted without this.
    """
    act = Act(deed.value, subject, account)
    book = get_book(session)
    if act not in book.pending:
        book.pending.append(act)


def get_book(session: Session) -> LogBook:
    """Give what a session of the records has to log."""
    book: LogBook = session.info[BOOK]
    return book


def name_account(session: Session, account: AccountId) -> None:
    """Say whose session it is, where no person signed in to it."""
    get_book(session).account = account


def write_acts(session: Session) -> Head:
    """Write everything that was noted in this unit of work so far, and give the head of the log."""
    book = get_book(session)
    session.flush()
    acts, book.pending = book.pending, []
    head = get_head(session)
    return head if not acts else _append(session, book, head, acts)


def begin_log(session: Session) -> None:
    """Write the first entry of a log, unless there is one."""
    if session.get(LogHead, 1) is None:
        book = get_book(session)
        session.execute(insert(LogHead).values(id=1, sequence=0, seal=NOTHING, proof=NOTHING))
        _append(session, book, Head(0, NOTHING, NOTHING), [Act(Deed.BEGUN.value, "")])


def find_head(session: Session) -> Head | None:
    """Give where the log ends, or None if nothing says so."""
    row = session.execute(select(LogHead.sequence, LogHead.seal, LogHead.proof)).first()
    return None if row is None else Head(row.sequence, row.seal, row.proof)


def get_head(session: Session) -> Head:
    """Give where the log ends, or raise LogError if nothing says so.

    In a session that writes it ends there until the unit of work does: there is one writer.
    """
    head = find_head(session)
    if head is None:
        raise LogError(
            "The end of the log was deleted, so nothing can be added to it. Find out who could "
            "write to the database, and run: flask verify-log"
        )
    return head


def check_head(session: Session, key: Key) -> None:
    """Raise LogError unless there is a log whose end was written under this key."""
    if not is_proved(key, get_head(session)):
        raise LogError(
            "The end of the log was not written under this log key. Bring back the key file "
            "log.key that belongs to this database; if it is the right one, the database was "
            "changed by somebody else: run flask verify-log"
        )


@contextmanager
def reading_log(session: Session, anchors: dict[int, str]) -> Iterator[LogContent]:
    """Give the log for one going-through, in order."""
    table = inspect(LogEntry).local_table
    in_order = select(*(table.c[name] for name in Entry._fields)).order_by(table.c.sequence)
    # Without the session's own way of reading, which takes as long as proving does.
    rows = session.connection().execute(in_order, execution_options={"yield_per": ROWS_AT_ONCE})
    entries = map(Entry._make, chain.from_iterable(rows.partitions()))
    yield LogContent(entries, find_head(session), anchors)


def _append(session: Session, book: LogBook, head: Head, acts: Sequence[Act]) -> Head:
    entries, now, before = [], book.log.clock.now(), head.seal
    for sequence, act in enumerate(acts, start=head.sequence + 1):
        who = book.account if act.account is None else act.account
        entry = Entry(sequence, now, who, act.action, act.subject)
        before = seal_entry(book.log.key, before, entry)
        entries.append(_row_of(entry, before))
        if sequence % ANCHOR_EVERY == 0:
            book.anchors.append(Entry(sequence, now, who, act.action, act.subject, before))
    session.execute(insert(LogEntry), entries)
    newest = prove_head(book.log.key, head.sequence + len(acts), before)
    session.execute(
        update(LogHead).values(sequence=newest.sequence, seal=newest.seal, proof=newest.proof)
    )
    return newest


def _row_of(entry: Entry, seal: str) -> dict[str, object]:
    return {
        "sequence": entry.sequence,
        "at": entry.at,
        "account": entry.account,
        "action": entry.action,
        "subject": entry.subject,
        "seal": seal,
    }
