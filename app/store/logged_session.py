"""Sessions that log by themselves every row that they add, change or delete, where they do it.

The entries are written with the commit, in the same transaction: there is no change without its
entry, and no entry without its change.
"""

from typing import Any

from sqlalchemy import Delete, FromClause, Table, Update, event, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, UOWTransaction

from app.store.log import BOOK, Act, Log, LogBook, get_book, write_acts
from app.store.log_anchors import keep_anchors
from app.store.tables import UNLOGGED, Base

_MARKS = "threshold.log.marks"


class LoggedSession(Session):
    """A session of the records; what it has to log stands in its book."""

    def __init__(self, log: Log, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.info[BOOK] = LogBook(log)
        self.info[_MARKS] = {}


@event.listens_for(LoggedSession, "after_flush")
def _note_rows(session: LoggedSession, _: UOWTransaction) -> None:
    changed = [row for row in session.dirty if session.is_modified(row)]
    for change, rows in (
        ("insert", session.new),
        ("update", changed),
        ("delete", session.deleted),
    ):
        for row in rows:
            mapper = inspect(row).mapper
            ids = mapper.primary_key_from_instance(row)
            _note(session, mapper.persist_selectable, change, ids)


@event.listens_for(LoggedSession, "do_orm_execute")
def _note_statement(state: ORMExecuteState) -> None:
    """Note the rows that a statement changes or deletes: those that it names now."""
    statement = state.statement
    if not isinstance(statement, Update | Delete) or not isinstance(statement.table, Table):
        return
    table = statement.table
    if UNLOGGED in table.info:
        return
    named = select(*table.primary_key)
    if statement.whereclause is not None:
        named = named.where(statement.whereclause)
    change = "delete" if state.is_delete else "update"
    for ids in state.session.execute(named).all():
        _note(state.session, table, change, ids)


@event.listens_for(LoggedSession, "after_transaction_create")
def _mark_savepoint(session: LoggedSession, transaction: SessionTransaction) -> None:
    if transaction.nested:
        session.info[_MARKS][transaction] = len(get_book(session).pending)


@event.listens_for(LoggedSession, "after_soft_rollback")
def _forget_undone(session: LoggedSession, undone: SessionTransaction) -> None:
    """Forget the changes that were undone; what was read or refused stays to be logged."""
    book, mark = get_book(session), session.info[_MARKS].get(undone, 0)
    book.anchors.clear()
    book.pending[mark:] = [act for act in book.pending[mark:] if not _is_change(act)]


@event.listens_for(LoggedSession, "before_commit")
def _write(session: LoggedSession) -> None:
    if not session.in_nested_transaction():
        session.flush()
        if get_book(session).pending:
            write_acts(session)


@event.listens_for(LoggedSession, "after_commit")
def _anchor(session: LoggedSession) -> None:
    book = get_book(session)
    if book.anchors and not session.in_nested_transaction():
        due, book.anchors = book.anchors, []
        keep_anchors(book.log.anchor_files, due)


def _note(session: Session, table: FromClause, change: str, ids: Any) -> None:
    if isinstance(table, Table) and UNLOGGED not in table.info:
        subject = " ".join(str(each) for each in ids)
        get_book(session).pending.append(Act(f"{table.name}.{change}", subject))


def _is_change(act: Act) -> bool:
    table, dot, _ = act.action.rpartition(".")
    return bool(dot) and table in Base.metadata.tables
