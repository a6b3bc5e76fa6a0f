"""Lists of documents that were issued, some at a time, for every page that shows one."""

from collections.abc import Sequence
from typing import Any, Final

from flask import url_for

from app.services.documents import may_withdraw, stand
from app.store.issued import DocumentRecord
from app.web.documents.context import IssuedRow, IssuedRows, describe_issued
from app.web.paging import cut, read_number, turn_pages
from app.web.policy import get_actor
from app.web.unit_of_work import get_session

OF_INTERVIEWS: Final = "documents.take_back"


def build_issued(
    records: Sequence[DocumentRecord], here: str, endpoint: str = OF_INTERVIEWS
) -> IssuedRows:
    """Give the page that was asked for of the list at the address `here`.

    The route of `endpoint` takes a document back.
    """
    number = read_number()
    rows = tuple(_build_row(each, endpoint) for each in cut(records, number))
    return IssuedRows(rows, turn_pages(len(records), number, here))


def _build_row(record: DocumentRecord, endpoint: str) -> IssuedRow:
    named: dict[str, Any] = {"document": record.number}
    if endpoint == OF_INTERVIEWS:
        named["interview_id"] = record.subject
    address = url_for(endpoint, **named) if may_withdraw(get_actor(), record) else ""
    return describe_issued(record, stand(get_session(), record), address)
