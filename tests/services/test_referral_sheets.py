"""Sheets on paper are for whom everybody agreed to tell, and are withdrawn with a consent."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.cases.consents import ConsentBy, Share
from app.reports.imprint import Kind, Level
from app.reports.referral import ReferralContent, build_referral
from app.services.documents import Status, find_standing, issue_document
from app.services.issuing import Wanted, issue_report
from app.services.referral_sheets import build_sheet, list_agreed
from app.services.referrals import find_sheet
from app.store.ids import new_id
from tests.services.conftest import FindActor
from tests.services.reviewing_world import ReviewWorld
from tests.services.sharing_world import BED, Sharing


@pytest.fixture
def sharing(world: ReviewWorld, person: FindActor) -> Sharing:
    return Sharing(world, person)


@pytest.fixture
def wanted(sharing: Sharing) -> Callable[[], Wanted]:
    """What the page asks for when a sheet for the shelter is issued."""

    def build() -> Wanted:
        world, supervisor = sharing.world, sharing.supervisor
        (agreed,) = list_agreed(world.session, world.workplace, supervisor, sharing.case)
        screening = world.screening(sharing.inspector)
        return Wanted(
            Kind.REFERRAL,
            screening.record.id,
            Level.FULL,
            "https://threshold.example/verify",
            lambda level: build_sheet(
                world.session, world.workplace, supervisor, screening, agreed, level
            ),
            agreed.recipient.id,
        )

    return build


def issue(sharing: Sharing, wanted: Wanted) -> str:
    world = sharing.world
    issued = issue_report(world.session, world.workplace, sharing.supervisor, wanted)
    return issued.document.imprint.number


def stands(sharing: Sharing, number: str) -> Status:
    standing = find_standing(sharing.world.session, number)
    assert standing is not None
    return standing.status


def test_nobody_is_offered_for_a_sheet_before_somebody_agreed_beside_a_child(
    sharing: Sharing,
) -> None:
    world, supervisor = sharing.world, sharing.supervisor

    before = list_agreed(world.session, world.workplace, supervisor, sharing.case)
    sharing.say()
    alone = list_agreed(world.session, world.workplace, supervisor, sharing.case)
    sharing.say(ConsentBy.GUARDIAN, shares=frozenset())
    both = list_agreed(world.session, world.workplace, supervisor, sharing.case)

    assert (before, alone) == ((), ())
    assert [each.recipient for each in both] == [sharing.shelter]
    assert both[0].agreement.shares == frozenset()


def test_a_sheet_says_what_would_be_passed_on_without_paper(
    sharing: Sharing, wanted: Callable[[], Wanted]
) -> None:
    world = sharing.world
    sharing.name_person(do_not_call=False)
    sharing.agree(frozenset({Share.RESULT}))

    content = wanted().build(Level.FULL)

    assert isinstance(content, ReferralContent)
    facts = find_sheet(world.session, world.workplace, sharing.supervisor, sharing.refer())
    assert facts is not None
    assert content == build_referral(facts, Level.FULL)
    assert (content.consent.recipient, content.consent.purpose) == ("Open Door", BED)
    assert content.presumption is not None
    assert content.reaching is None


@pytest.mark.parametrize("by", [ConsentBy.PERSON, ConsentBy.CHILD_PROTECTION])
def test_sheets_are_withdrawn_when_a_consent_is_taken_back(
    sharing: Sharing, wanted: Callable[[], Wanted], by: ConsentBy
) -> None:
    sharing.agree()
    first, second = (issue(sharing, wanted()) for _ in range(2))
    before = stands(sharing, first)

    sharing.say(by, agrees=False)

    assert before is Status.CURRENT
    assert [stands(sharing, each) for each in (first, second)] == [Status.WITHDRAWN] * 2


@pytest.mark.parametrize(
    ("purpose", "shares", "status"),
    [
        (BED, frozenset(Share), Status.CURRENT),
        (BED, frozenset({Share.IDENTITY}), Status.WITHDRAWN),
        ("a lawyer", frozenset(Share), Status.WITHDRAWN),
    ],
)
def test_a_sheet_stands_as_long_as_all_of_it_is_agreed_to(
    sharing: Sharing,
    wanted: Callable[[], Wanted],
    purpose: str,
    shares: frozenset[Share],
    status: Status,
) -> None:
    sharing.agree()
    number = issue(sharing, wanted())

    sharing.say(purpose=purpose, shares=shares)

    assert stands(sharing, number) is status


def test_sheets_for_others_and_summaries_stay(
    sharing: Sharing, wanted: Callable[[], Wanted]
) -> None:
    world, supervisor = sharing.world, sharing.supervisor
    sharing.agree()
    elsewhere = issue(sharing, replace(wanted(), recipient=new_id()))
    unnamed = issue(sharing, replace(wanted(), recipient=None))
    summary = issue_document(
        world.session, world.workplace, supervisor, world.screening(sharing.inspector), Level.FULL
    )

    sharing.say(agrees=False)

    assert stands(sharing, elsewhere) is Status.CURRENT
    assert stands(sharing, summary.imprint.number) is Status.CURRENT
    assert stands(sharing, unnamed) is Status.WITHDRAWN, "Nobody wrote down for whom it was."
