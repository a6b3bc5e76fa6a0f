import pytest

from app.cases.referrals import AFTER, OPEN_REFERRALS, ReferralState, may_follow
from app.cases.workflow import CaseAction


@pytest.mark.parametrize("state", ReferralState)
def test_what_ended_is_followed_by_nothing(state: ReferralState) -> None:
    possible = {action for action in AFTER if may_follow(state, action)}

    assert bool(possible) == (state in OPEN_REFERRALS)


def test_what_was_accepted_can_still_be_taken_back_and_nothing_else() -> None:
    possible = {action for action in AFTER if may_follow(ReferralState.ACCEPTED, action)}

    assert possible == {CaseAction.REVOKE_REFERRAL}


def test_every_answer_leads_to_a_state_of_its_own() -> None:
    assert set(AFTER.values()) == set(ReferralState) - {ReferralState.SENT}
