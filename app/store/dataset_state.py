"""Whether any record of a dataset changed: a digest of all that decides what they hold and count.

Entries are only ever added, each with an id of its own, and erased with their record; so whoever
knows which entries there are, and of which records the cases are confirmed, knows every count.
"""

import hashlib
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.store.dataset_records import CONFIRMED, ROWS_AT_ONCE
from app.store.tables import Case, DatasetEntry, DatasetRecordCase


def find_dataset_state(session: Session) -> str:
    """Give a SHA-256 that is another one after every change of what is counted."""
    links = DatasetRecordCase
    confirmed = (
        select(links.record_id, links.case_id, Case.decision == CONFIRMED)
        .join(Case, Case.id == links.case_id)
        .order_by(links.record_id, links.case_id)
    )
    digest = hashlib.sha256()
    for rows in (select(DatasetEntry.id).order_by(DatasetEntry.id), confirmed):
        _take(session, rows, digest)
    return digest.hexdigest()


def _take(session: Session, rows: Select[*tuple[Any, ...]], digest: Any) -> None:
    for part in session.execute(rows).partitions(ROWS_AT_ONCE):
        digest.update(repr([tuple(row) for row in part]).encode())
    digest.update(b";")
