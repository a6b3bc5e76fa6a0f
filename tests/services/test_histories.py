"""Histories of a case: no path on which one person makes both steps; events replay to the state."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import wraps
from typing import Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.cases.moves import replay
from app.cases.roles import Role
from app.cases.workflow import (
    CaseEventKind,
    Decision,
    FourEyesError,
    IllegalMoveError,
    MissingNeedError,
)
from app.instruments.ids import IndicatorId
from app.services.actors import Actor, NotAllowedError, build_actor
from app.services.answers import InterviewClosedError
from app.services.case_events import read_standing
from app.services.indicators import IndicatorChoice, SettingChoice, set_indicator
from app.services.interviews import find_screening, start_interview
from app.services.library import Library
from app.services.reviewing import NothingToReviewError
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.accounts import find_account
from app.store.cases import get_case
from app.store.events import list_events
from app.store.ids import AccountId, OrganisationId, SettingId, new_id
from app.store.setup import Store, open_store
from tests.services.conftest import new_start
from tests.services.reviewing_world import ReviewWorld
from tests.web.installation import MovingClock, install, settings_in

# Ten times as many steps an hour are tried in test_move_histories.py.
HISTORIES = 150 if os.environ.get("THRESHOLD_NIGHT") else 8
STEPS = 14
REFUSALS = (
    FourEyesError,
    IllegalMoveError,
    InterviewClosedError,
    MissingNeedError,
    NotAllowedError,
    NothingToReviewError,
)
PEOPLE = ("inspector", "colleague", "supervisor", "deputy")
names = st.sampled_from(PEOPLE)


class OutOfReachError(Exception):
    """The case answers this person as if there were none."""


Deed = Callable[..., None]


def refused_or_done(deed: Deed) -> Deed:
    """Let a deed be refused in one of the ways that people are told of; then nothing changed."""

    @wraps(deed)
    def tried(self: "Histories", **drawn: Any) -> None:
        before = self.count_events()
        try:
            deed(self, **drawn)
        except (*REFUSALS, OutOfReachError):
            assert self.count_events() == before
        self.moving.moment += timedelta(minutes=5)

    return tried


class Histories(RuleBasedStateMachine):
    """One case; people whose roles and organisations change try everything with it."""

    store: ClassVar[Store]
    library: ClassVar[Library]

    def __init__(self) -> None:
        super().__init__()
        self.session: Session = self.store.records.session_to_write()
        self.moving = MovingClock()
        self.workplace = Workplace(
            self.library, self.store.records, self.store.keys, self.moving.clock
        )
        self.actors = {name: self.load(name) for name in PEOPLE}
        self.authors: set[AccountId] = set()
        self.reviewers: set[AccountId] = set()

    def load(self, name: str) -> Actor:
        account = find_account(self.session, f"{name}@people.example")
        assert account is not None
        return build_actor(account)

    def count_events(self) -> int:
        key = self.workplace.keys.get(self.case)
        return len(list_events(self.session, self.case, key))

    def reach(self, name: str) -> Actor:
        """Give a person to whom the case is open."""
        actor = self.actors[name]
        if find_screening(self.session, self.workplace, actor, self.world.interview) is None:
            raise OutOfReachError
        return actor

    def reviewer(self, name: str) -> Actor:
        try:
            self.world.review(self.actors[name])
        except AssertionError:
            raise OutOfReachError from None
        return self.actors[name]

    @initialize()
    def begin(self) -> None:
        inspector = self.actors["inspector"]
        start = new_start(inspector)
        start_interview(self.session, self.workplace, inspector, start)
        self.case = start.case
        self.world = ReviewWorld(
            self.session, self.workplace, lambda name: self.actors[name], start.interview
        )
        self.world.answer(inspector, consent_storage="yes")
        self.authors.add(inspector.account)

    @rule(name=names, role=st.sampled_from([Role.INSPECTOR, Role.SUPERVISOR]))
    def change_role(self, name: str, role: Role) -> None:
        self.actors[name] = replace(self.actors[name], roles=(role,))

    @rule(name=names)
    def have_both_roles(self, name: str) -> None:
        roles = (Role.INSPECTOR, Role.SUPERVISOR)
        self.actors[name] = replace(self.actors[name], roles=roles)

    @rule(name=names, away=st.booleans())
    def change_organisation(self, name: str, *, away: bool) -> None:
        home = self.load("inspector").organisation
        organisation = OrganisationId(home + 1) if away else home
        self.actors[name] = replace(self.actors[name], organisation=organisation)

    @rule(name=names, held=st.sampled_from(["me", "employer"]), hours=st.integers(6, 16))
    @refused_or_done
    def answer(self, name: str, held: str, hours: int) -> None:
        actor = self.reach(name)
        before = self.world.screening(actor).sheet
        self.world.answer(actor, papers_held=held, hours_day=hours)
        if self.world.screening(actor).sheet != before:
            self.authors.add(actor.account)

    @rule(name=names)
    @refused_or_done
    def set_one(self, name: str) -> None:
        actor = self.reach(name)
        new = IndicatorChoice(
            SettingId(new_id()), IndicatorId("exploitation.hours"), SettingChoice.YES, "Seen."
        )
        set_indicator(self.session, self.workplace, actor, self.world.screening(actor), new)
        self.authors.add(actor.account)

    @rule(name=names)
    @refused_or_done
    def finish(self, name: str) -> None:
        self.world.finish(self.reach(name))
        self.authors.add(self.actors[name].account)

    @rule(name=names)
    @refused_or_done
    def send_back(self, name: str) -> None:
        self.world.send_back(self.reviewer(name), paid_how="How?")
        self.reviewers.add(self.actors[name].account)

    @rule(name=names, decision=st.sampled_from(Decision))
    @refused_or_done
    def decide(self, name: str, decision: Decision) -> None:
        self.world.decide(self.reviewer(name), decision)
        self.reviewers.add(self.actors[name].account)

    @rule(name=names, says=st.sampled_from([True, False, None]))
    @refused_or_done
    def override(self, name: str, *, says: bool | None) -> None:
        self.world.override(self.reviewer(name), says=says)
        self.reviewers.add(self.actors[name].account)

    @rule(name=names)
    @refused_or_done
    def close(self, name: str) -> None:
        self.world.close(self.reviewer(name))
        self.reviewers.add(self.actors[name].account)

    @rule(name=names)
    @refused_or_done
    def reopen(self, name: str) -> None:
        self.world.reopen(self.reviewer(name))
        self.reviewers.add(self.actors[name].account)

    @invariant()
    def nobody_makes_both_steps(self) -> None:
        assert self.authors.isdisjoint(self.reviewers)

    @invariant()
    def events_replay_to_the_stored_state(self) -> None:
        if not hasattr(self, "case"):
            return
        events = list_events(self.session, self.case, self.workplace.keys.get(self.case))
        replayed = replay(CaseEventKind(event.kind) for event in events)
        assert replayed == read_standing(get_case(self.session, self.case))

    def teardown(self) -> None:
        self.session.rollback()
        self.session.close()


@pytest.fixture(scope="module")
def histories(
    library: Library, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[type[Histories]]:
    folder = tmp_path_factory.mktemp("histories")
    install(folder)
    store = open_store(settings_in(folder))
    Histories.store, Histories.library = store, library
    yield Histories
    store.close()


def test_no_history_lets_one_person_make_both_steps_and_events_replay_to_the_state(
    histories: type[Histories],
) -> None:
    case = histories.TestCase
    case.settings = settings(max_examples=HISTORIES, stateful_step_count=STEPS, deadline=None)

    case().runTest()
