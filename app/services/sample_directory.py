"""An invented directory of organisations that can help, for the sample organisation."""

from typing import Final

from sqlalchemy.orm import Session

from app.cases.referrals import RecipientKind
from app.services.actors import Actor
from app.services.workplace import Workplace
from app.store.ids import OrganisationId, RecipientId, new_id
from app.store.recipients import RecipientRecord, store_recipient

SHELTER: Final = "Open Door, shelter (invented)"
OTHERS: Final = (
    ("Child Protection Service of Vardania (invented)", RecipientKind.CHILD_PROTECTION),
    ("Free Legal Advice of Vardania (invented)", RecipientKind.LEGAL),
)


def fill_directory(
    session: Session, workplace: Workplace, actor: Actor, helpers: OrganisationId, country: str
) -> None:
    """Put the invented helpers, who work with this installation, and others into the directory."""
    shelter = RecipientRecord(
        RecipientId(new_id()),
        SHELTER,
        RecipientKind.SHELTER.value,
        country,
        telephone="000 20 00",
        organisation_id=helpers,
    )
    others = (
        RecipientRecord(RecipientId(new_id()), name, kind.value, country) for name, kind in OTHERS
    )
    for each in (shelter, *others):
        store_recipient(session, each, workplace.clock.now(), actor.account)
