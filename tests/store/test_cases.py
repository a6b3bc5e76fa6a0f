"""Cases are made with their key, found by their number within reach, and listed by the page."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import StatementError

from app.store.case_numbers import CaseNumber, draw_case_number
from app.store.cases import (
    Reach,
    change_standing,
    create_case,
    find_case,
    get_case,
    has_cases,
    hold_case,
    list_cases,
)
from app.store.errors import ConflictError, NotFoundError
from app.store.ids import AreaId, CaseId, OrganisationId
from app.store.records import CaseRecord
from app.store.setup import Store
from tests.store.factories import make_case, new_case

EVERYWHERE = Reach(OrganisationId(1))
NORTH = Reach(OrganisationId(1), frozenset({AreaId(1)}))

OUT_OF_REACH = {
    "other organisation": Reach(OrganisationId(2)),
    "other area": Reach(OrganisationId(1), frozenset({AreaId(2)})),
    "no area": Reach(OrganisationId(1), frozenset()),
}


def test_a_case_comes_back_as_it_was_made(store: Store, at: datetime) -> None:
    made = make_case(store, at)

    with store.records.reading() as session:
        assert get_case(session, made.id) == made
        assert find_case(session, made.number, NORTH) == made
        assert has_cases(session)


def test_a_new_store_has_no_case(store: Store) -> None:
    with store.records.reading() as session:
        assert not has_cases(session)
        assert list_cases(session, EVERYWHERE, 10).cases == ()
        with pytest.raises(NotFoundError, match="nothing"):
            get_case(session, CaseId("nothing"))


def test_the_same_new_case_again_gives_the_case_that_was_made(store: Store, at: datetime) -> None:
    new = new_case(at)

    with store.records.writing() as session:
        first = create_case(session, store.keys, new)
    with store.records.writing() as session:
        again = create_case(session, store.keys, replace(new, created_at=at + timedelta(1)))

    assert again == first


def test_another_case_with_a_used_id_is_refused(store: Store, at: datetime) -> None:
    new = new_case(at)
    with store.records.writing() as session:
        create_case(session, store.keys, new)
    other = replace(new, area_id=AreaId(2))

    with store.records.writing() as session, pytest.raises(ConflictError, match=new.id):
        create_case(session, store.keys, other)


def test_the_key_is_there_before_the_case_is_committed(store: Store, at: datetime) -> None:
    new = new_case(at)

    with store.records.session_to_write() as session:
        create_case(session, store.keys, new)
        key_before_commit = store.keys.find(new.id)
        session.rollback()
    with store.records.writing() as session:
        create_case(session, store.keys, new)

    assert key_before_commit is not None
    assert store.keys.get(new.id).secret == key_before_commit.secret


def test_a_number_in_use_is_drawn_again(
    store: Store, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    used = make_case(store, at).number
    fresh = draw_case_number(2026)
    draws = iter([used, used, fresh])
    monkeypatch.setattr("app.store.cases.draw_case_number", lambda _: next(draws))

    assert make_case(store, at).number == fresh


@pytest.mark.parametrize("reach", OUT_OF_REACH.values(), ids=OUT_OF_REACH)
def test_a_case_out_of_reach_is_like_one_that_is_not_there(
    store: Store, at: datetime, reach: Reach
) -> None:
    made = make_case(store, at)

    with store.records.reading() as session:
        assert find_case(session, made.number, reach) is None
        assert find_case(session, CaseNumber("T-2026-0000-0000"), reach) is None
        assert list_cases(session, reach, 10).cases == ()


def test_pages_hold_every_case_once_newest_first(store: Store, at: datetime) -> None:
    # Several cases of the same moment must not be lost between two pages.
    moments = [at, at, at, at + timedelta(1), at + timedelta(1), at + timedelta(2), at]
    made = {make_case(store, moment).id for moment in moments}

    listed: list[CaseRecord] = []
    with store.records.reading() as session:
        page = list_cases(session, NORTH, 2)
        listed += page.cases
        while page.next_mark is not None:
            page = list_cases(session, NORTH, 2, page.next_mark)
            listed += page.cases

    assert len(listed) == len(made)
    assert {case.id for case in listed} == made
    assert [case.created_at for case in listed] == sorted(moments, reverse=True)


def test_the_last_page_has_no_next_one(store: Store, at: datetime) -> None:
    make_case(store, at)
    make_case(store, at, area=2)

    with store.records.reading() as session:
        assert list_cases(session, EVERYWHERE, 2).next_mark is None
        assert len(list_cases(session, EVERYWHERE, 2).cases) == 2
        assert list_cases(session, EVERYWHERE, 1).next_mark is not None


def test_a_moment_without_a_zone_is_not_stored(store: Store, at: datetime) -> None:
    with store.records.session_to_write() as session, pytest.raises(StatementError, match="zone"):
        create_case(session, store.keys, new_case(at.replace(tzinfo=None)))


def test_a_changed_state_is_kept(store: Store, at: datetime) -> None:
    made = make_case(store, at)

    with store.records.writing() as session:
        change_standing(session, made.id, "decided", "confirmed")

    with store.records.reading() as session:
        kept = get_case(session, made.id)
        assert (kept.state, kept.decision) == ("decided", "confirmed")


def test_a_held_case_is_given_as_it_stands_and_a_missing_one_is_not(
    store: Store, at: datetime
) -> None:
    made = make_case(store, at)

    with store.records.writing() as session:
        assert hold_case(session, made.id) == made
        with pytest.raises(NotFoundError):
            hold_case(session, CaseId("nothing"))
