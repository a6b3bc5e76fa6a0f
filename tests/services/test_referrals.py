"""Consents and referrals: nothing leaves without consent, and none stays that is taken back."""

from dataclasses import replace
from datetime import date

import pytest

from app.cases.consents import Consent, ConsentBy, ConsentKind, Missing, Share
from app.cases.referrals import ReferralState
from app.cases.workflow import CaseAction, CaseEventKind, CaseState, MissingNeedError
from app.conditions.truth import Truth
from app.reports.imprint import Level
from app.reports.referral import ConsentMissingError, build_referral
from app.services.actors import NotAllowedError
from app.services.consenting import PurposeMissingError, say_consent
from app.services.consents import read_consents
from app.services.referrals import (
    AlreadyReferredError,
    ReferralMovedError,
    count_for_us,
    find_sheet,
    list_for_us,
    list_sent,
)
from app.store.ids import ConsentId, ReferralId, new_id
from tests.services.conftest import FindActor
from tests.services.reviewing_world import ReviewWorld
from tests.services.sharing_world import BED, Sharing
from tests.web.installation import MovingClock


@pytest.fixture
def sharing(world: ReviewWorld, person: FindActor) -> Sharing:
    return Sharing(world, person)


def test_nothing_is_referred_before_everybody_agreed(sharing: Sharing) -> None:
    with pytest.raises(MissingNeedError):
        sharing.refer()
    sharing.say()

    missing = read_consents(
        sharing.world.session, sharing.world.workplace, sharing.case
    ).list_missing(sharing.shelter.id)
    with pytest.raises(MissingNeedError):
        sharing.refer()

    assert missing == (Missing.BESIDE_CHILD,)
    assert sharing.case.state == CaseState.DECIDED.value
    assert list_sent(sharing.world.session, sharing.world.workplace, sharing.case) == ()


def test_referral_passes_on_what_was_agreed_to_and_nothing_else(sharing: Sharing) -> None:
    sharing.name_person(do_not_call=False)
    sharing.agree(frozenset({Share.RESULT}))
    referral = sharing.refer("Comes on Monday.")

    facts = find_sheet(
        sharing.world.session, sharing.world.workplace, sharing.helper, referral, "Note"
    )
    assert facts is not None
    content = build_referral(facts, Level.FULL)

    assert content.reaching is None
    assert "Amina" not in repr(sharing.find(referral, sharing.helper).referral.content)
    assert content.presumption is Truth.UNKNOWN
    assert (content.consent.recipient, content.consent.purpose) == ("Open Door", BED)
    assert [each.said for each in content.shared] == ["Comes on Monday."]
    assert sharing.case.state == CaseState.REFERRED.value


def test_way_that_must_not_be_used_is_never_passed_on(sharing: Sharing) -> None:
    sharing.name_person(do_not_call=True)
    sharing.agree()

    content = sharing.find(sharing.refer(), sharing.helper).referral.content or ""

    assert "Amina Ziri" in content
    assert "Harbour Street" in content
    assert "000 60 01" not in content


def test_recipients_see_and_answer_what_was_sent_to_them_and_no_case(sharing: Sharing) -> None:
    sharing.agree()
    referral = sharing.refer()

    waiting = list_for_us(sharing.world.session, sharing.world.workplace, sharing.helper)
    sharing.follow(referral, sharing.helper, CaseAction.ACCEPT_REFERRAL)

    assert [each.referral.id for each in waiting] == [referral]
    assert count_for_us(sharing.world.session, sharing.helper) == 1
    assert list_for_us(sharing.world.session, sharing.world.workplace, sharing.helper, 1) == ()
    assert sharing.find(referral, sharing.helper).referral.state is ReferralState.ACCEPTED
    assert sharing.tell()[-1] is CaseEventKind.REFERRAL_ACCEPTED
    with pytest.raises(AssertionError):
        sharing.world.review(sharing.helper)


def test_refused_referral_is_gone_for_the_recipient(sharing: Sharing) -> None:
    sharing.agree()
    referral = sharing.refer()

    sharing.follow(referral, sharing.helper, CaseAction.REFUSE_REFERRAL)

    assert not sharing.sees(referral, sharing.helper)
    assert sharing.find(referral, sharing.supervisor).referral.content is None
    with pytest.raises(ReferralMovedError):
        sharing.follow(referral, sharing.helper, CaseAction.ACCEPT_REFERRAL)


@pytest.mark.parametrize("by", [ConsentBy.PERSON, ConsentBy.CHILD_PROTECTION])
def test_consent_taken_back_stops_sharing_at_once(sharing: Sharing, by: ConsentBy) -> None:
    sharing.agree()
    referral = sharing.refer()
    sharing.follow(referral, sharing.helper, CaseAction.ACCEPT_REFERRAL)

    sharing.say(by, agrees=False)

    assert not sharing.sees(referral, sharing.helper)
    assert list_for_us(sharing.world.session, sharing.world.workplace, sharing.helper) == ()
    with pytest.raises(ConsentMissingError):
        find_sheet(sharing.world.session, sharing.world.workplace, sharing.supervisor, referral)
    with pytest.raises(MissingNeedError):
        sharing.refer()
    assert sharing.tell()[-2:] == [
        CaseEventKind.CONSENT_WITHDRAWN,
        CaseEventKind.REFERRAL_REVOKED,
    ]


def test_consent_to_less_takes_back_what_told_more(sharing: Sharing) -> None:
    sharing.agree()
    referral = sharing.refer()

    sharing.say(shares=frozenset({Share.RESULT}))

    assert sharing.find(referral, sharing.supervisor).referral.state is ReferralState.REVOKED
    assert sharing.sees(sharing.refer(), sharing.helper)


def test_same_organisation_is_not_told_twice_at_a_time(sharing: Sharing) -> None:
    sharing.agree()
    sharing.refer()

    with pytest.raises(AlreadyReferredError):
        sharing.refer()


def test_sender_writes_down_what_others_answer_and_takes_back(sharing: Sharing) -> None:
    sharing.agree()
    referral = sharing.refer()

    sharing.follow(referral, sharing.supervisor, CaseAction.ACCEPT_REFERRAL)
    sharing.follow(referral, sharing.inspector, CaseAction.REVOKE_REFERRAL)

    assert sharing.find(referral, sharing.supervisor).referral.state is ReferralState.REVOKED


@pytest.mark.parametrize("name", ["colleague", "southerner", "analyst", "administrator"])
def test_nobody_else_sees_or_follows_a_referral(sharing: Sharing, name: str) -> None:
    sharing.agree()
    referral = sharing.refer()
    other = sharing.person(name)

    assert not sharing.sees(referral, other)
    for action in (CaseAction.ACCEPT_REFERRAL, CaseAction.REVOKE_REFERRAL):
        with pytest.raises(NotAllowedError):
            sharing.follow(referral, other, action)


def test_referral_that_is_not_there_is_found_by_nobody(sharing: Sharing) -> None:
    assert not sharing.sees(ReferralId(new_id()), sharing.supervisor)


@pytest.mark.parametrize("name", ["colleague", "outreach", "analyst"])
def test_consent_is_written_down_by_those_who_know_the_person(sharing: Sharing, name: str) -> None:
    with pytest.raises(NotAllowedError):
        sharing.say(actor=sharing.person(name))


def test_sharing_needs_a_purpose(sharing: Sharing) -> None:
    with pytest.raises(PurposeMissingError):
        sharing.say(purpose=" ")


def test_refusal_that_takes_nothing_back_is_told_as_refusal(sharing: Sharing) -> None:
    sharing.say(agrees=False)

    assert sharing.tell()[-1] is CaseEventKind.CONSENT_REFUSED
    said = read_consents(sharing.world.session, sharing.world.workplace, sharing.case).said
    assert [each.said.agrees for each in said] == [False]


def test_consent_sent_twice_is_written_down_once(sharing: Sharing) -> None:
    once = ConsentId(new_id())
    said = Consent(ConsentKind.RESEARCH, ConsentBy.PERSON, agrees=True, said_on=date(2026, 3, 5))
    for _ in range(2):
        say_consent(
            sharing.world.session,
            sharing.world.workplace,
            sharing.inspector,
            sharing.case,
            once,
            said,
        )

    assert sharing.tell().count(CaseEventKind.CONSENT_GIVEN) == 1


def test_case_goes_on_after_its_referral_was_taken_back(
    sharing: Sharing, moving: MovingClock
) -> None:
    sharing.agree()
    sharing.refer()
    sharing.say(agrees=False)

    sharing.world.close(sharing.supervisor)
    moving.moment = moving.moment.replace(hour=23)
    sharing.world.reopen(sharing.supervisor)

    assert sharing.case.state == CaseState.REOPENED.value


def test_asked_consents_are_those_of_the_newest_interview(sharing: Sharing) -> None:
    consents = read_consents(sharing.world.session, sharing.world.workplace, sharing.case)

    assert consents.asked[ConsentKind.STORAGE].response == "yes"
    assert consents.under_18 is Truth.UNKNOWN
    assert replace(consents, under_18=Truth.NO).list_missing(sharing.shelter.id) == (
        Missing.PERSON,
    )
