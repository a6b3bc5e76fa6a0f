"""Sites, employers, recruiters and transporters: one record each, never merged by themselves."""

import pytest

from app.services.actors import NotAllowedError
from app.services.finishing import destroy
from app.services.parties import (
    NewParty,
    add_party,
    find_open_party,
    link,
    search_parties,
    suggest_same,
    unlink,
)
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.cases import get_case
from app.store.ids import PartyId, new_id
from app.store.interviews import get_interview
from app.store.parties import PartyKind, PartyRecord, list_parties_of_case
from tests.services.conftest import FindActor, Leading


@pytest.fixture
def farm(session: Session, workplace: Workplace, person: FindActor) -> PartyRecord:
    return add(session, workplace, person, "Sunny Hill Farm")


def add(
    session: Session,
    workplace: Workplace,
    person: FindActor,
    name: str,
    kind: PartyKind = PartyKind.SITE,
) -> PartyRecord:
    actor = person("inspector")
    new = NewParty(PartyId(new_id()), kind, name, "Mill Road 4", None, actor.areas[0].id)
    return add_party(session, workplace, actor, new)


@pytest.mark.parametrize("typed", ["sunny hill farm", "Súnny  Hill Farm", "Farm Sunny Hill Ltd"])
def test_name_like_a_known_one_is_suggested(
    session: Session, person: FindActor, farm: PartyRecord, typed: str
) -> None:
    assert suggest_same(session, person("colleague"), typed) == (farm,)


def test_name_unlike_all_known_ones_suggests_nothing(
    session: Session, person: FindActor, farm: PartyRecord
) -> None:
    del farm

    assert suggest_same(session, person("colleague"), "Harbour Fish Works") == ()


def test_other_organisation_neither_opens_finds_nor_is_suggested_a_party(
    session: Session, person: FindActor, farm: PartyRecord
) -> None:
    stranger = person("stranger")

    assert find_open_party(session, stranger, farm.id) is None
    assert search_parties(session, stranger, "sunny").parties == ()
    assert suggest_same(session, stranger, farm.name) == ()
    assert search_parties(session, person("southerner"), "SUNNY").parties == (farm,)


def test_list_of_parties_is_paged_newest_first(
    session: Session, workplace: Workplace, person: FindActor
) -> None:
    for number in range(30):
        add(session, workplace, person, f"Camp {number}")

    first = search_parties(session, person("inspector"))
    second = search_parties(session, person("inspector"), after=first.next_after)

    assert (len(first.parties), len(second.parties)) == (25, 5)
    assert second.next_after is None
    assert len({each.id for each in (*first.parties, *second.parties)}) == 30


def test_nobody_adds_a_party_where_they_do_not_work(
    session: Session, workplace: Workplace, person: FindActor
) -> None:
    inspector = person("inspector")
    elsewhere = person("southerner").areas[0].id
    new = NewParty(PartyId(new_id()), PartyKind.SITE, "Farm", "", None, elsewhere)

    with pytest.raises(NotAllowedError):
        add_party(session, workplace, inspector, new)


def test_one_firm_can_be_several_things_in_a_case_and_one_of_them_be_taken_back(
    session: Session, workplace: Workplace, leading: Leading, farm: PartyRecord
) -> None:
    case = leading.now().case
    for part in (PartyKind.EMPLOYER, PartyKind.RECRUITER, PartyKind.RECRUITER):
        link(session, workplace, leading.actor, case, farm, part)

    unlink(session, leading.actor, case, farm, PartyKind.EMPLOYER)

    assert list_parties_of_case(session, case.id) == ((PartyKind.RECRUITER, farm),)


@pytest.mark.parametrize("name", ["southerner", "stranger", "supervisor"])
def test_nobody_who_does_not_screen_the_case_links_a_party(
    session: Session,
    workplace: Workplace,
    person: FindActor,
    leading: Leading,
    farm: PartyRecord,
    name: str,
) -> None:
    with pytest.raises(NotAllowedError):
        link(session, workplace, person(name), leading.now().case, farm, PartyKind.SITE)


def test_who_was_named_in_a_talk_that_is_not_kept_goes_with_it(
    session: Session,
    workplace: Workplace,
    person: FindActor,
    leading: Leading,
    farm: PartyRecord,
) -> None:
    recruiter = add(session, workplace, person, "A man called Blue", PartyKind.RECRUITER)
    case = leading.now().case
    link(session, workplace, leading.actor, case, farm, PartyKind.SITE)
    link(session, workplace, leading.actor, case, recruiter, PartyKind.RECRUITER)
    leading.say(consent_storage="no")

    destroy(session, workplace, leading.actor, leading.now())

    assert get_interview(session, leading.interview).erased_at is not None
    assert list_parties_of_case(session, get_case(session, case.id).id) == ()
    assert find_open_party(session, leading.actor, recruiter.id) is None
    assert find_open_party(session, leading.actor, farm.id) == farm
