"""Referral sheets on paper: for whoever everybody agreed to tell, and withdrawn with a consent."""

from dataclasses import dataclass

from app.cases.consents import Agreement
from app.reports.imprint import Kind, Level
from app.reports.referral import ReferralContent, build_referral
from app.services.actors import Actor
from app.services.consents import read_consents
from app.services.interviews import Screening
from app.services.referral_contents import Passing, fix_content, read_content
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.ids import RecipientId
from app.store.interviews import list_interviews
from app.store.issued import DocumentRecord, list_documents, withdraw_document
from app.store.recipients import RecipientRecord, list_recipients
from app.store.records import CaseRecord


@dataclass(frozen=True)
class Agreed:
    """An organisation of the directory that may be told, and what everybody agreed to."""

    recipient: RecipientRecord
    agreement: Agreement


def list_agreed(
    session: Session, workplace: Workplace, actor: Actor, case: CaseRecord
) -> tuple[Agreed, ...]:
    """Give who may be told of a case, by name; nobody as long as anybody's consent is missing.

    Of whoever may be a child, somebody beside them agreed too.
    """
    consents = read_consents(session, workplace, case)
    found = (
        (each, consents.find_agreement(each.id))
        for each in list_recipients(session, actor.country)
        if each.active
    )
    return tuple(Agreed(each, agreed) for each, agreed in found if agreed is not None)


def build_sheet(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    screening: Screening,
    agreed: Agreed,
    level: Level,
) -> ReferralContent:
    """Give what may stand on the sheet at a level: what would be passed on without paper too."""
    passing = Passing(screening.case, screening, agreed.recipient.name, "")
    content = fix_content(session, workplace, actor, passing, agreed.agreement)
    return build_referral(read_content(content, workplace.clock.today()), level)


def withdraw_unagreed(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    case: CaseRecord,
    recipient: RecipientId,
    before: Agreement | None,
) -> None:
    """Withdraw the sheets for a recipient of whom less is agreed to than `before`.

    Whoever checks one is told that it counts no longer.
    """
    after = read_consents(session, workplace, case).find_agreement(recipient)
    if before is not None and after is not None and _covers(after, before):
        return
    now = workplace.clock.now()
    for interview in list_interviews(session, case.id):
        for each in list_documents(session, interview.id):
            if each.kind == Kind.REFERRAL.value and _is_for(each, recipient):
                withdraw_document(session, each.number, now, actor.account)


def _covers(after: Agreement, before: Agreement) -> bool:
    return after.purpose == before.purpose and before.shares <= after.shares


def _is_for(document: DocumentRecord, recipient: RecipientId) -> bool:
    """Say whether a sheet may be for a recipient; of the first ones nobody wrote down for whom."""
    return document.recipient in (None, recipient)
