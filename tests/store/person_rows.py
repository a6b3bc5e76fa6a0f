"""One row in every table about a person, for several tests."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.cases.consents import Consent, ConsentBy, ConsentKind
from app.cases.referrals import ReferralState
from app.store.consents import ConsentRecord, record_consent
from app.store.ids import ConsentId, LinkId, RecipientId, ReferralId, new_id
from app.store.name_index import index_person
from app.store.persons import LinkRecord, record_link, store_person
from app.store.recipients import RecipientRecord, store_recipient
from app.store.referrals import ReferralRecord, create_referral
from app.store.sealing import CaseKey
from app.store.setup import Store
from tests.store.factories import person


def fill_in_person(session: Session, store: Store, key: CaseKey, at: datetime) -> None:
    """Make one row in every table about the person of a case."""
    named = person(key.case_id, "Name", "Phone", at)
    store_person(session, key, named)
    index_person(session, store.keys.get_name_key(at), named.id, {"name"})
    link = LinkRecord(LinkId(new_id()), named.id, named.id, at, named.created_by)
    record_link(session, link)
    helped = RecipientRecord(RecipientId(new_id()), "Shelter", "shelter", "ZZ")
    store_recipient(session, helped, at, named.created_by)
    said = Consent(
        ConsentKind.SHARING, ConsentBy.PERSON, agrees=True, said_on=at.date(), recipient=helped.id
    )
    consent = ConsentRecord(ConsentId(new_id()), key.case_id, said, at, named.created_by)
    record_consent(session, key, consent)
    create_referral(
        session,
        store.keys,
        ReferralRecord(
            ReferralId(new_id()),
            key.case_id,
            helped.id,
            ReferralState.SENT,
            "{}",
            at,
            named.created_by,
        ),
    )
