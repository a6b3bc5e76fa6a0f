"""Write down what somebody says about one consent; what is taken back stops sharing at once."""

from sqlalchemy.orm import Session

from app.cases.consents import Consent, ConsentKind, find_word
from app.cases.workflow import CaseAction
from app.services.actors import Actor, NotAllowedError
from app.services.case_events import Doing, move_case
from app.services.case_lists import RECIPIENT
from app.services.consents import read_consents
from app.services.persons import may_know
from app.services.referral_sheets import withdraw_unagreed
from app.services.referrals import revoke_unagreed
from app.services.workplace import Workplace
from app.store.consents import ConsentRecord, list_consents, record_consent
from app.store.ids import ConsentId, RecipientId
from app.store.records import CaseRecord

KIND = "kind"
BY = "by"


class PurposeMissingError(Exception):
    """Nobody agrees to sharing without knowing with whom and what for."""


def say_consent(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    case: CaseRecord,
    consent_id: ConsentId,
    said: Consent,
) -> None:
    """Keep what somebody said, and take back whatever is not agreed to any more.

    Referrals are taken back, and sheets on paper are withdrawn. The same may come again with its
    id. Raises NotAllowedError, PurposeMissingError, and what `move_case` raises.
    """
    if not may_know(session, actor, case):
        raise NotAllowedError
    if _lacks_purpose(said):
        raise PurposeMissingError
    key = workplace.keys.get(case.id)
    known = list_consents(session, key)
    if consent_id in {each.id for each in known}:
        return
    recipient = RecipientId(said.recipient)
    agreed = read_consents(session, workplace, case).find_agreement(recipient)
    before = find_word((each.said for each in known), said.kind, said.by, said.recipient)
    move_case(session, workplace, actor, case.id, _describe(said, before))
    now = workplace.clock.now()
    record_consent(session, key, ConsentRecord(consent_id, case.id, said, now, actor.account))
    revoke_unagreed(session, workplace, actor, case)
    if said.kind is ConsentKind.SHARING:
        withdraw_unagreed(session, workplace, actor, case, recipient, agreed)


def _describe(said: Consent, before: Consent | None) -> Doing:
    details = {KIND: said.kind.value, BY: said.by.value}
    details |= {RECIPIENT: said.recipient} if said.recipient else {}
    return Doing(_name_deed(said, before), said.purpose, details)


def _lacks_purpose(said: Consent) -> bool:
    is_sharing = said.kind is ConsentKind.SHARING
    return is_sharing and not (said.recipient and (said.purpose.strip() or not said.agrees))


def _name_deed(said: Consent, before: Consent | None) -> CaseAction:
    if said.agrees:
        return CaseAction.GIVE_CONSENT
    held = before is not None and before.agrees
    return CaseAction.WITHDRAW_CONSENT if held else CaseAction.REFUSE_CONSENT
