"""Documents that leave the screen: who may issue which, what they carry, and how they stand."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import Final

from sqlalchemy.orm import Session

from app.cases.roles import Role
from app.reports.imprint import Imprint, Kind, Level
from app.services.actors import Actor, NotAllowedError
from app.services.carrying import carry
from app.services.interviews import Screening
from app.services.workplace import Workplace
from app.store.document_numbers import draw_document_number, parse_document_number
from app.store.issued import (
    DocumentRecord,
    NewDocument,
    find_by_fingerprint,
    find_document,
    list_documents,
    record_document,
    withdraw_document,
)
from app.store.log import Deed, get_head, note_act, write_acts

_FIELD = frozenset({Role.INSPECTOR, Role.OUTREACH, Role.SUPERVISOR})
# What leaves the house is for the supervisor to decide.
_SUPERVISION = frozenset({Role.SUPERVISOR})
_FIGURES = frozenset({Role.SUPERVISOR, Role.ANALYST})
_OF_CASES = {Level.FULL: _FIELD, Level.CASE_NUMBER: _FIELD, Level.SHAREABLE: _SUPERVISION}
MAY_ISSUE: Final[Mapping[Kind, Mapping[Level, frozenset[Role]]]] = MappingProxyType(
    {
        Kind.SUMMARY: _OF_CASES,
        Kind.SITE_VISIT: _OF_CASES,
        Kind.REFERRAL: dict.fromkeys(Level, _SUPERVISION),
        # There are no case numbers in it to be left out or not.
        Kind.PROGRAMME: {Level.FULL: _FIGURES, Level.SHAREABLE: _FIGURES},
    }
)


class Status(Enum):
    """How an issued document stands."""

    CURRENT = "current"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Document:
    """What the pages of a document bear, and the JSON that it carries."""

    imprint: Imprint
    carried: str


@dataclass(frozen=True)
class Draft:
    """A document that is to be entered in the register, and the JSON that it carries."""

    new: NewDocument
    carried: str


@dataclass(frozen=True)
class Standing:
    """All that anybody is told of an issued document; nothing of it is about the case."""

    number: str
    fingerprint: str
    issued_on: date
    status: Status


def make_working_copy(
    session: Session, workplace: Workplace, screening: Screening, level: Level
) -> Document:
    """Give a document that is kept nowhere, has no number, and says so; that it was made is logged.

    It bears where the log ended before it.
    """
    note_act(session, Deed.PRINTED, screening.record.id)
    log_head = get_head(session).written
    now = workplace.clock.now()
    carried = carry(screening, "", level, now.date())
    fingerprint = fingerprint_carried(carried)
    return Document(Imprint(level, fingerprint, now, log_head=log_head), carried)


def list_levels(actor: Actor, kind: Kind = Kind.SUMMARY) -> tuple[Level, ...]:
    """Give the levels of disclosure at which a person may issue documents of a kind."""
    roles = set(actor.roles)
    return tuple(level for level, allowed in MAY_ISSUE[kind].items() if allowed & roles)


def issue_document(
    session: Session, workplace: Workplace, actor: Actor, screening: Screening, level: Level
) -> Document:
    """Enter a document of a finished interview in the register, and give it.

    Raises NotAllowedError if the interview isn't finished, or if the person may not at this level.
    Whoever prints it says where it can be verified.
    """
    return enter_document(session, draft_document(workplace, actor, screening, level))


def draft_document(workplace: Workplace, actor: Actor, screening: Screening, level: Level) -> Draft:
    """Give a document that is not yet in the register. Raises NotAllowedError, see above."""
    if screening.is_open or level not in list_levels(actor):
        raise NotAllowedError
    now = workplace.clock.now()
    number = draw_document_number(now.year)
    carried = carry(screening, number, level, now.date())
    kind, subject = Kind.SUMMARY.value, screening.record.id
    new = NewDocument(
        number, kind, subject, level.value, fingerprint_carried(carried), now, actor.account
    )
    return Draft(new, carried)


def enter_document(session: Session, draft: Draft) -> Document:
    """Enter a document in the register, and give it with what its pages bear."""
    new = draft.new
    record_document(session, new)
    note_act(session, Deed.PRINTED, f"{new.subject} {new.number}", new.issued_by)
    level, log_head = Level(new.level), write_acts(session).written
    imprint = Imprint(level, new.fingerprint, new.issued_at, new.number, log_head=log_head)
    return Document(imprint, draft.carried)


def say_where(document: Document, verify: str) -> Document:
    """Give the document with the address of the page that verifies it."""
    return replace(document, imprint=replace(document.imprint, verify=verify))


def withdraw(
    session: Session, workplace: Workplace, actor: Actor, screening: Screening, number: str
) -> bool:
    """Say of a document that it counts no longer; False if there is none of this interview.

    Raises NotAllowedError if the person could not have issued it.
    """
    of_interview = list_documents(session, screening.record.id)
    record = next((each for each in of_interview if each.number == number), None)
    if record is None:
        return False
    if not may_withdraw(actor, record):
        raise NotAllowedError
    withdraw_document(session, record.number, workplace.clock.now(), actor.account)
    return True


def may_withdraw(actor: Actor, record: DocumentRecord) -> bool:
    """Say whether a person could have issued a document, and so may take it back."""
    return Level(record.level) in list_levels(actor, Kind(record.kind))


def find_standing(session: Session, said: str) -> Standing | None:
    """Say how a document stands, by its number or its fingerprint; None if none was issued."""
    number = parse_document_number(said)
    if number is not None:
        record = find_document(session, number)
    else:
        record = find_by_fingerprint(session, "".join(said.split()).lower())
    return None if record is None else stand(session, record)


def stand(session: Session, record: DocumentRecord) -> Standing:
    """Say how a document stands: a newer one of the same kind, subject and level replaces it.

    A referral sheet stays: a newer one can be for somebody else.
    """
    same = [
        each
        for each in list_documents(session, record.subject)
        if (each.kind, each.level) == (record.kind, record.level) and each.withdrawn_at is None
    ]
    is_last = same[:1] == [record] or record.kind == Kind.REFERRAL.value
    status = Status.CURRENT if is_last else Status.REPLACED
    if record.withdrawn_at is not None:
        status = Status.WITHDRAWN
    return Standing(record.number, record.fingerprint, record.issued_at.date(), status)


def fingerprint_carried(carried: str) -> str:
    """Give the SHA-256 of what a document carries."""
    return hashlib.sha256(carried.encode()).hexdigest()
