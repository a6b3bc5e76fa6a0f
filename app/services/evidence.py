"""Evidence files: taken in for an indicator, shown without metadata, and taken out again."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app.cases.fields import CaseField
from app.cases.roles import Permission
from app.cases.workflow import CaseState
from app.evidence.copier import Copier
from app.evidence.model import (
    LARGEST_FILE,
    MOST_OF_A_CASE,
    Copied,
    Refusal,
    RefusedFileError,
)
from app.instruments.model import Indicator
from app.reports.evidence import EvidenceListed
from app.services.actors import Actor, NotAllowedError
from app.services.blindness import may_open
from app.services.case_events import check_may_author
from app.services.indicators import UnknownIndicatorError
from app.services.interviews import Screening
from app.services.library import find_sources
from app.services.workplace import Workplace
from app.store.accounts import get_account
from app.store.cases import get_case
from app.store.evidence_files import (
    EvidenceRecord,
    NewEvidence,
    count_evidence,
    find_case_of_evidence,
    get_evidence,
    list_evidence,
    list_sights,
    read_original,
    read_shown,
    record_evidence,
    remove_evidence,
)
from app.store.ids import EvidenceId
from app.store.interviews import get_interview
from app.store.log import Deed, note_act
from app.store.records import CaseRecord

# Nothing is added to what is over.
ENDED: Final = frozenset({CaseState.CLOSED.value, CaseState.DESTROYED.value})
_COPIER: Final = Copier()


@dataclass(frozen=True)
class SentFile:
    """A file as somebody sends it: for which indicator, its name, and what they say of it."""

    id: EvidenceId
    indicator: str
    name: str = field(repr=False)
    said: str = field(repr=False)
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class OpenEvidence:
    """A file that a person can open, with its case."""

    record: EvidenceRecord
    case: CaseRecord


@dataclass(frozen=True)
class SeenBy:
    """Who saw a file, by name, and when."""

    name: str
    at: datetime


def inspect(workplace: Workplace, data: bytes) -> Copied:
    """Give what a file is with a copy that is safe to show, or raise RefusedFileError.

    It takes seconds and no session: nobody waits for the database meanwhile.
    """
    if not data:
        raise RefusedFileError(Refusal.EMPTY)
    if len(data) > LARGEST_FILE:
        raise RefusedFileError(Refusal.TOO_LARGE)
    if workplace.scanner is not None:
        workplace.scanner.check(data)
    return _COPIER.copy(data)


def add_evidence(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    screening: Screening,
    sent: SentFile,
    copied: Copied,
) -> None:
    """Keep a file that was inspected.

    Raises NotAllowedError, UnknownIndicatorError or RefusedFileError; FourEyesError for somebody
    who reviewed the case.
    """
    case = screening.case
    if not may_add_evidence(actor, case) or screening.coding is not None:
        raise NotAllowedError
    check_may_author(session, actor, case.id)
    if sent.indicator not in {str(each.id) for each in list_supported(screening)}:
        raise UnknownIndicatorError
    if count_evidence(session, case.id) >= MOST_OF_A_CASE:
        raise RefusedFileError(Refusal.TOO_MANY)
    kept = _describe(workplace, actor, screening, sent, copied)
    record_evidence(session, workplace.keys.get(case.id), kept)


def _describe(
    workplace: Workplace, actor: Actor, screening: Screening, sent: SentFile, copied: Copied
) -> NewEvidence:
    return NewEvidence(
        id=sent.id,
        interview_id=screening.record.id,
        indicator_id=sent.indicator,
        kind=copied.kind.value,
        shown_kind=copied.shown_kind.value,
        name=sent.name,
        said=sent.said.strip(),
        original=sent.data,
        shown=copied.shown,
        added_at=workplace.clock.now(),
        added_by=actor.account,
    )


def may_add_evidence(actor: Actor, case: CaseRecord) -> bool:
    """Say whether a person may add files to a case that is open to them."""
    return case.state not in ENDED and actor.may_on(Permission.SCREEN, case)


def list_supported(screening: Screening) -> tuple[Indicator, ...]:
    """Give the indicators that a file can support, in the order of their catalogue."""
    return tuple(screening.sources.catalogue.item.indicators)


def list_files(
    session: Session, workplace: Workplace, case: CaseRecord
) -> tuple[EvidenceRecord, ...]:
    """Give the files of a case that the person can open, oldest first; none without its key."""
    key = workplace.keys.find(case.id)
    return () if key is None else list_evidence(session, key)


def list_for_summary(
    session: Session, workplace: Workplace, screening: Screening
) -> tuple[EvidenceListed, ...]:
    """Give the files of an interview as its summary lists them, by indicator, oldest first."""
    labels = {str(each.id): each.label for each in list_supported(screening)}
    order = {name: place for place, name in enumerate(labels)}
    files = list_files(session, workplace, screening.case)
    own = [each for each in files if each.interview_id == screening.record.id]
    own.sort(key=lambda each: order.get(each.indicator_id, len(order)))
    return tuple(
        EvidenceListed(
            labels.get(each.indicator_id, each.indicator_id),
            each.kind,
            each.said,
            each.sha256,
            each.added_at.date(),
        )
        for each in own
    )


def find_evidence(
    session: Session, workplace: Workplace, actor: Actor, evidence_id: str
) -> OpenEvidence | None:
    """Give a file within reach; None if there is none or it is out of reach, all the same."""
    case_id = find_case_of_evidence(session, EvidenceId(evidence_id))
    case = None if case_id is None else get_case(session, case_id)
    if case is None or not may_open(session, actor, case, Permission.READ_CASES, None):
        return None
    # In an emergency the result is seen, and nothing that colleagues brought or wrote.
    if not actor.sees(CaseField.EVIDENCE, case):
        return None
    record = get_evidence(session, workplace.keys.get(case.id), EvidenceId(evidence_id))
    note_act(session, Deed.READ, record.id)
    return OpenEvidence(record, case)


def name_indicator(session: Session, workplace: Workplace, found: OpenEvidence) -> str:
    """Give the label of the indicator that a file supports, as it was in its interview."""
    interview = get_interview(session, found.record.interview_id)
    catalogue = find_sources(workplace.library, interview).catalogue.item
    labels = {str(each.id): each.label for each in catalogue.indicators}
    return labels.get(found.record.indicator_id, found.record.indicator_id)


def name_author(session: Session, found: OpenEvidence) -> str:
    """Give the name of whoever added a file."""
    return get_account(session, found.record.added_by).name


def show_copy(session: Session, workplace: Workplace, found: OpenEvidence) -> bytes:
    """Give the copy of a file without metadata, and note that it was seen."""
    note_act(session, Deed.SEEN, found.record.id)
    return read_shown(session, workplace.keys.get(found.case.id), found.record.id)


def export_original(session: Session, workplace: Workplace, found: OpenEvidence) -> bytes:
    """Give a file as it came, and note that it was seen and left the house."""
    note_act(session, Deed.SEEN, found.record.id)
    note_act(session, Deed.EXPORTED, found.record.id)
    return read_original(session, workplace.keys.get(found.case.id), found.record.id)


def remove(session: Session, workplace: Workplace, actor: Actor, found: OpenEvidence) -> None:
    """Destroy a file. Raises NotAllowedError for all but those who may add to the case."""
    if not may_add_evidence(actor, found.case):
        raise NotAllowedError
    check_may_author(session, actor, found.case.id)
    key = workplace.keys.get(found.case.id)
    remove_evidence(session, key, found.record.id, workplace.clock.now(), actor.account)


def list_seen_by(session: Session, found: OpenEvidence) -> tuple[SeenBy, ...]:
    """Give who saw a file and when, newest first."""
    return tuple(
        SeenBy(get_account(session, each.account).name, each.at)
        for each in list_sights(session, found.record.id)
    )
