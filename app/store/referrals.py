"""Rows of referrals: what was passed on, sealed under the key of its case."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from app.cases.referrals import OPEN_REFERRALS, ReferralState
from app.store.ids import AccountId, CaseId, OrganisationId, RecipientId, ReferralId
from app.store.keys import KeyStore
from app.store.sealing import Place, seal_text, unseal_text
from app.store.tables import Recipient, Referral


@dataclass(frozen=True)
class ReferralRecord:
    """A referral; `content` is JSON, and None once it was taken back or not taken on."""

    id: ReferralId
    case_id: CaseId
    recipient_id: RecipientId
    state: ReferralState
    content: str | None = field(repr=False)
    sent_at: datetime
    sent_by: AccountId
    answered_at: datetime | None = None
    ended_at: datetime | None = None


def create_referral(session: Session, keys: KeyStore, new: ReferralRecord) -> None:
    """Keep a referral that is sent."""
    content = new.content or ""
    session.add(
        Referral(
            id=new.id,
            case_id=new.case_id,
            recipient_id=new.recipient_id,
            state=new.state.value,
            content=seal_text(keys.get(new.case_id), _place(new.id), content),
            sent_at=new.sent_at,
            sent_by=new.sent_by,
        )
    )
    session.flush()


def follow_referral(
    session: Session, referral_id: ReferralId, state: ReferralState, at: datetime
) -> None:
    """Note how a referral stands now; what was passed on goes where it is open no longer."""
    row = session.get_one(Referral, referral_id)
    row.state = state.value
    if state is not ReferralState.REVOKED:
        row.answered_at = at
    if state not in OPEN_REFERRALS:
        row.ended_at, row.content = at, None
    session.flush()


def find_referral(
    session: Session, keys: KeyStore, referral_id: ReferralId
) -> ReferralRecord | None:
    """Give a referral, or None."""
    row = session.get(Referral, referral_id, populate_existing=True)
    return None if row is None else _record_of(keys, row)


def list_referrals(session: Session, keys: KeyStore, case_id: CaseId) -> tuple[ReferralRecord, ...]:
    """Give the referrals of a case, oldest first."""
    of_case = select(Referral).where(Referral.case_id == case_id)
    return tuple(_record_of(keys, row) for row in session.scalars(_in_order(of_case)))


def list_received(
    session: Session, keys: KeyStore, organisation: OrganisationId, skip: int, size: int
) -> tuple[ReferralRecord, ...]:
    """Give some of what was referred to an organisation and is open to it, oldest first."""
    in_order = _in_order(select(Referral).where(_is_received(organisation)))
    rows = session.scalars(in_order.offset(skip).limit(size))
    return tuple(_record_of(keys, row) for row in rows)


def count_received(session: Session, organisation: OrganisationId) -> int:
    """Say how many referrals to an organisation are open to it."""
    counted = select(func.count(Referral.id)).where(_is_received(organisation))
    return session.scalar(counted) or 0


def _is_received(organisation: OrganisationId) -> ColumnElement[bool]:
    states = sorted(each.value for each in OPEN_REFERRALS)
    ours = select(Recipient.id).where(Recipient.organisation_id == organisation)
    return and_(Referral.recipient_id.in_(ours), Referral.state.in_(states))


def _in_order(referrals: Select[Referral]) -> Select[Referral]:
    return referrals.order_by(Referral.sent_at, Referral.id)


def _place(referral_id: ReferralId) -> Place:
    return Place(Referral.__tablename__, "content", referral_id)


def _record_of(keys: KeyStore, row: Referral) -> ReferralRecord:
    content = None
    if row.content is not None:
        content = unseal_text(keys.get(row.case_id), _place(row.id), row.content)
    return ReferralRecord(
        id=row.id,
        case_id=row.case_id,
        recipient_id=row.recipient_id,
        state=ReferralState(row.state),
        content=content,
        sent_at=row.sent_at,
        sent_by=row.sent_by,
        answered_at=row.answered_at,
        ended_at=row.ended_at,
    )
