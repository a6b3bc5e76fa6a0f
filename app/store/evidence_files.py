"""Rows of evidence files: sealed, listed without their contents, and who saw them."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.store.errors import CaseKeyError, ConflictError
from app.store.ids import AccountId, CaseId, EvidenceId, InterviewId
from app.store.interviews import check_takes_records
from app.store.log import Deed
from app.store.sealing import CaseKey, Place, seal_bytes, seal_text, unseal_bytes, unseal_text
from app.store.tables import EvidenceFile, LogEntry


@dataclass(frozen=True)
class NewEvidence:
    """A file to be kept; its id comes from the page, so that it may be sent twice."""

    id: EvidenceId
    interview_id: InterviewId
    indicator_id: str
    kind: str
    shown_kind: str
    name: str = field(repr=False)
    said: str = field(repr=False)
    original: bytes = field(repr=False)
    shown: bytes = field(repr=False)
    added_at: datetime
    added_by: AccountId


@dataclass(frozen=True)
class EvidenceRecord:
    """What is known of a kept file besides its contents; `sha256` is of the file as it came."""

    id: EvidenceId
    case_id: CaseId
    interview_id: InterviewId
    indicator_id: str
    kind: str
    shown_kind: str
    size: int
    added_at: datetime
    added_by: AccountId
    name: str = field(repr=False)
    said: str = field(repr=False)
    sha256: str


@dataclass(frozen=True)
class Sight:
    """Who saw a file, and when."""

    account: AccountId
    at: datetime


def record_evidence(session: Session, key: CaseKey, new: NewEvidence) -> None:
    """Keep a file; the same one again changes nothing, another with its id is refused."""
    check_takes_records(session, key, new.interview_id)
    digest = hashlib.sha256(new.original).hexdigest()
    known = session.get(EvidenceFile, new.id)
    if known is not None:
        if known.case_id != key.case_id or _describe(key, known).get("sha256") != digest:
            raise ConflictError(f"There is another evidence file with the id {new.id}.")
        return
    about = {"name": new.name, "said": new.said, "sha256": digest}
    session.add(
        EvidenceFile(
            id=new.id,
            case_id=key.case_id,
            interview_id=new.interview_id,
            indicator_id=new.indicator_id,
            kind=new.kind,
            shown_kind=new.shown_kind,
            size=len(new.original),
            added_at=new.added_at,
            added_by=new.added_by,
            about=seal_text(key, _place("about", new.id), json.dumps(about)),
            shown=seal_bytes(key, _place("shown", new.id), new.shown),
            original=seal_bytes(key, _place("original", new.id), new.original),
        )
    )
    session.flush()


def find_case_of_evidence(session: Session, evidence_id: EvidenceId) -> CaseId | None:
    """Give the case of a file that is kept, or None."""
    kept = select(EvidenceFile.case_id).where(
        EvidenceFile.id == evidence_id, EvidenceFile.removed_at.is_(None)
    )
    return session.scalar(kept)


def get_evidence(session: Session, key: CaseKey, evidence_id: EvidenceId) -> EvidenceRecord:
    """Give what is known of a file of the case of this key that is kept."""
    return _record_of(key, _get_row(session, key, evidence_id))


def read_shown(session: Session, key: CaseKey, evidence_id: EvidenceId) -> bytes:
    """Give the copy of a file that is safe to show."""
    row = _get_row(session, key, evidence_id)
    return unseal_bytes(key, _place("shown", row.id), row.shown or b"")


def read_original(session: Session, key: CaseKey, evidence_id: EvidenceId) -> bytes:
    """Give a file as it came."""
    row = _get_row(session, key, evidence_id)
    return unseal_bytes(key, _place("original", row.id), row.original or b"")


def list_evidence(session: Session, key: CaseKey) -> tuple[EvidenceRecord, ...]:
    """Give the files of the case of this key that are kept, oldest first."""
    in_order = (
        select(EvidenceFile)
        .where(EvidenceFile.case_id == key.case_id, EvidenceFile.removed_at.is_(None))
        .order_by(EvidenceFile.added_at, EvidenceFile.id)
    )
    return tuple(_record_of(key, row) for row in session.scalars(in_order))


def count_evidence(session: Session, case_id: CaseId) -> int:
    """Give how many files of a case are kept."""
    kept = select(func.count()).where(
        EvidenceFile.case_id == case_id, EvidenceFile.removed_at.is_(None)
    )
    return session.scalar(kept) or 0


def remove_evidence(
    session: Session, key: CaseKey, evidence_id: EvidenceId, at: datetime, by: AccountId
) -> None:
    """Destroy a file with all that was said of it; who took it out and when stays."""
    row = _get_row(session, key, evidence_id)
    row.about = row.shown = row.original = None
    row.removed_at, row.removed_by = at, by
    session.flush()


def list_sights(session: Session, evidence_id: EvidenceId) -> tuple[Sight, ...]:
    """Give who saw a file, newest first, as the log has it."""
    seen = (
        select(LogEntry.account, LogEntry.at)
        .where(LogEntry.action == Deed.SEEN.value, LogEntry.subject == evidence_id)
        .order_by(LogEntry.sequence.desc())
    )
    return tuple(Sight(who, at) for who, at in session.execute(seen) if who is not None)


def _get_row(session: Session, key: CaseKey, evidence_id: EvidenceId) -> EvidenceFile:
    row = session.get(EvidenceFile, evidence_id)
    if row is None or row.removed_at is not None or row.case_id != key.case_id:
        raise CaseKeyError(f"The key of case {key.case_id} opens no evidence file {evidence_id}.")
    return row


def _place(column: str, evidence_id: EvidenceId) -> Place:
    return Place(EvidenceFile.__tablename__, column, evidence_id)


def _describe(key: CaseKey, row: EvidenceFile) -> dict[str, str]:
    if row.about is None:
        return {}
    about: dict[str, str] = json.loads(unseal_text(key, _place("about", row.id), row.about))
    return about


def _record_of(key: CaseKey, row: EvidenceFile) -> EvidenceRecord:
    about = _describe(key, row)
    return EvidenceRecord(
        id=row.id,
        case_id=row.case_id,
        interview_id=row.interview_id,
        indicator_id=row.indicator_id,
        kind=row.kind,
        shown_kind=row.shown_kind,
        size=row.size,
        added_at=row.added_at,
        added_by=row.added_by,
        name=about["name"],
        said=about["said"],
        sha256=about["sha256"],
    )
