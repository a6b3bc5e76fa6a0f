"""Refer a case to an organisation of the directory, with consent and with nothing else."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from app.cases.referrals import AFTER, OPEN_REFERRALS, ReferralState, may_follow
from app.cases.roles import Permission
from app.cases.workflow import CaseAction, Need
from app.reports.referral import ConsentMissingError, ReferralFacts
from app.services.actors import Actor, NotAllowedError
from app.services.case_events import Doing, move_case
from app.services.case_lists import RECIPIENT
from app.services.consents import find_newest, read_consents
from app.services.persons import may_know
from app.services.referral_contents import Passing, fix_content, read_content, read_shares
from app.services.workplace import Workplace
from app.store.cases import get_case, hold_case
from app.store.ids import RecipientId, ReferralId, new_id
from app.store.log import Deed, note_act
from app.store.recipients import RecipientRecord, get_recipient
from app.store.records import CaseRecord
from app.store.referrals import (
    ReferralRecord,
    count_received,
    create_referral,
    find_referral,
    follow_referral,
    list_received,
    list_referrals,
)

REFERRAL: Final = "referral"
MOST_LISTED: Final = 25


class AlreadyReferredError(Exception):
    """The same organisation was told before, and that still stands."""


class ReferralMovedError(Exception):
    """The referral was answered or taken back meanwhile."""


@dataclass(frozen=True)
class Sent:
    """A referral with the organisation that it went to, as the people of its case see it."""

    referral: ReferralRecord
    recipient: RecipientRecord

    @property
    def is_open(self) -> bool:
        """Say whether the recipient can still read what was passed on."""
        return self.referral.state in OPEN_REFERRALS


def refer(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    case: CaseRecord,
    passed_on: tuple[RecipientId, str],
    seen: int | None = None,
) -> ReferralId:
    """Pass a case on to a recipient, with some words beside what was agreed to.

    Raises AlreadyReferredError, and what `move_case` raises: MissingNeedError without consent.
    """
    case = hold_case(session, case.id)
    recipient, words = get_recipient(session, passed_on[0]), passed_on[1]
    _check_not_told(session, workplace, case, recipient.id)
    agreed = read_consents(session, workplace, case).find_agreement(recipient.id)
    screening = find_newest(session, workplace, case)
    given = frozenset() if agreed is None else frozenset({Need.CONSENT_TO_SHARE})
    referral = ReferralId(new_id())
    details = {RECIPIENT: recipient.id, REFERRAL: referral}
    doing = Doing(CaseAction.REFER, "", details, given, seen)
    move_case(session, workplace, actor, case.id, doing)
    if agreed is None or screening is None:
        raise ConsentMissingError
    passing = Passing(case, screening, recipient.name, words)
    content = fix_content(session, workplace, actor, passing, agreed)
    now, state = workplace.clock.now(), ReferralState.SENT
    new = ReferralRecord(referral, case.id, recipient.id, state, content, now, actor.account)
    create_referral(session, workplace.keys, new)
    return referral


def list_sent(session: Session, workplace: Workplace, case: CaseRecord) -> tuple[Sent, ...]:
    """Give the referrals of a case, oldest first, whoever may see them."""
    if workplace.keys.find(case.id) is None:
        return ()
    return tuple(
        Sent(each, get_recipient(session, each.recipient_id))
        for each in list_referrals(session, workplace.keys, case.id)
    )


def count_for_us(session: Session, actor: Actor) -> int:
    """Say how much was referred to the person's organisation and is open to it."""
    return count_received(session, actor.organisation)


def list_for_us(
    session: Session, workplace: Workplace, actor: Actor, skip: int = 0, size: int = MOST_LISTED
) -> tuple[Sent, ...]:
    """Give some of what was referred to the person's organisation and is open, oldest first."""
    if not actor.may(Permission.ANSWER_REFERRALS):
        raise NotAllowedError
    note_act(session, Deed.LISTED, "referrals")
    found = list_received(session, workplace.keys, actor.organisation, skip, size)
    return tuple(Sent(each, get_recipient(session, each.recipient_id)) for each in found)


def find_sent(
    session: Session, workplace: Workplace, actor: Actor, referral_id: ReferralId
) -> Sent | None:
    """Give a referral to those who sent it and those it was sent to, while it is open to them.

    None if there is none, or not for this person, all alike.
    """
    referral = find_referral(session, workplace.keys, referral_id)
    if referral is None:
        return None
    sent = Sent(referral, get_recipient(session, referral.recipient_id))
    case = get_case(session, referral.case_id)
    may_see = (sent.is_open and is_addressed(actor, sent)) or may_know(session, actor, case)
    if not may_see:
        return None
    note_act(session, Deed.READ, referral.id)
    return sent


def find_sheet(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    referral_id: ReferralId,
    about_words: str = "",
) -> ReferralFacts | None:
    """Give what a referral sheet says; None if there is no such referral for this person.

    Raises ConsentMissingError for one that was taken back, or was not taken on.
    """
    sent = find_sent(session, workplace, actor, referral_id)
    if sent is None:
        return None
    if sent.referral.content is None:
        raise ConsentMissingError
    return read_content(sent.referral.content, workplace.clock.today(), about_words)


def follow(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    sent: Sent,
    action: CaseAction,
    reason: str = "",
) -> None:
    """Accept, refuse or take back a referral; what was passed on is gone where it ends.

    Whoever sent it writes down what a recipient answers who does not work with this installation.
    Raises NotAllowedError, ReferralMovedError, and what `move_case` raises.
    """
    case = hold_case(session, sent.referral.case_id)
    held = find_referral(session, workplace.keys, sent.referral.id)
    if held is None or not may_follow(held.state, action):
        raise ReferralMovedError
    answers = action is not CaseAction.REVOKE_REFERRAL
    theirs = answers and is_addressed(actor, sent)
    if not theirs and not _may_do_for_case(session, actor, case, answers=answers):
        raise NotAllowedError
    details = {RECIPIENT: sent.recipient.id, REFERRAL: held.id}
    doing = Doing(action, reason, details, is_addressed=theirs)
    move_case(session, workplace, actor, case.id, doing)
    follow_referral(session, held.id, AFTER[action], workplace.clock.now())


def revoke_unagreed(session: Session, workplace: Workplace, actor: Actor, case: CaseRecord) -> None:
    """Take back every referral of a case that passed on more than is agreed to now."""
    consents = read_consents(session, workplace, case)
    for sent in list_sent(session, workplace, case):
        if sent.is_open:
            agreed = consents.find_agreement(sent.recipient.id)
            shared = read_shares(sent.referral.content or "")
            if agreed is None or not shared <= agreed.shares:
                follow(session, workplace, actor, sent, CaseAction.REVOKE_REFERRAL)


def is_addressed(actor: Actor, sent: Sent) -> bool:
    """Say whether a referral was sent to the organisation of a person who answers for it."""
    is_ours = sent.recipient.organisation_id == actor.organisation
    return is_ours and actor.may(Permission.ANSWER_REFERRALS)


def _check_not_told(
    session: Session, workplace: Workplace, case: CaseRecord, recipient: RecipientId
) -> None:
    sent = (each for each in list_sent(session, workplace, case) if each.is_open)
    if recipient in {each.recipient.id for each in sent}:
        raise AlreadyReferredError


def _may_do_for_case(session: Session, actor: Actor, case: CaseRecord, *, answers: bool) -> bool:
    if answers:
        return actor.may_on(Permission.REFER, case)
    return may_know(session, actor, case)
