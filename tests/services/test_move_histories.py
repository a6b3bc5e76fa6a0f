"""Thousands of histories: no path on which one person makes both steps; events replay to the state.

What moves a case, keeps its event and finds out who played which part is the real thing, on a real
database. Nothing is assessed, and no page's worth of things is read, which makes a history ten
times faster than in test_histories.py, where people do everything the long way.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from typing import Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.cases.moves import DECISIONS, EVENTS_OF_DECISIONS, replay
from app.cases.override import MACHINE, RESULT, SAYS
from app.cases.roles import Permission, Role
from app.cases.workflow import (
    CaseAction,
    CaseEventKind,
    FourEyesError,
    IllegalMoveError,
    MissingNeedError,
    Need,
)
from app.instruments.ids import QuestionId
from app.questionnaire.model import Answer, Basis
from app.services.actors import Actor, NotAllowedError
from app.services.answers import InterviewClosedError, record_answer
from app.services.case_events import Doing, move_case, read_standing
from app.services.interviews import Screening, find_screening, start_interview
from app.services.library import Library
from app.services.workplace import Workplace
from app.store.cases import get_case
from app.store.events import list_events
from app.store.ids import AccountId, AnswerId, CaseId, OrganisationId, new_id
from app.store.interviews import finish_interview, get_interview, reopen_interview
from app.store.keys import KeyStore
from app.store.sealing import CaseKey
from app.store.setup import Store, open_store
from tests.services.conftest import new_start
from tests.services.test_histories import PEOPLE, Histories, names
from tests.web.installation import MovingClock, install, settings_in

HISTORIES = 5000 if os.environ.get("THRESHOLD_NIGHT") else 40
STEPS = 14
REFUSALS = (
    FourEyesError,
    IllegalMoveError,
    InterviewClosedError,
    MissingNeedError,
    NotAllowedError,
)
WHY = "The papers were seen."
SAID = {SAYS: "yes", MACHINE: "no", RESULT: "a result"}
OF_REVIEWERS = (
    *DECISIONS,
    CaseAction.OVERRIDE,
    CaseAction.WITHDRAW_OVERRIDE,
    CaseAction.CLOSE,
    CaseAction.REOPEN,
)
Deed = Callable[..., None]
FindKey = Callable[[KeyStore, CaseId], CaseKey | None]


def refused_or_done(deed: Deed) -> Deed:
    """Let a deed be refused in one of the ways that people are told of; then nothing changed."""

    @wraps(deed)
    def tried(self: "MoveHistories", **drawn: Any) -> None:
        before = self.list_events()
        try:
            deed(self, **drawn)
        except REFUSALS:
            assert self.list_events() == before

    return tried


class MoveHistories(RuleBasedStateMachine):
    """One case; people whose roles and organisations change try every step with it."""

    store: ClassVar[Store]
    library: ClassVar[Library]
    people: ClassVar[dict[str, Actor]]
    done: ClassVar[set[CaseEventKind]]

    def __init__(self) -> None:
        super().__init__()
        self.session = self.store.records.session_to_write()
        clock = MovingClock().clock
        self.workplace = Workplace(self.library, self.store.records, self.store.keys, clock)
        self.actors = dict(self.people)
        self.authors: set[AccountId] = set()
        self.reviewers: set[AccountId] = set()

    @initialize()
    def begin(self) -> None:
        inspector = self.actors["inspector"]
        start = new_start(inspector)
        start_interview(self.session, self.workplace, inspector, start)
        self.case, self.interview = start.case, start.interview
        found = find_screening(self.session, self.workplace, inspector, start.interview)
        assert found is not None
        self.screening = found
        self.authors.add(inspector.account)

    def list_events(self) -> tuple[CaseEventKind, ...]:
        key = self.workplace.keys.get(self.case)
        events = list_events(self.session, self.case, key)
        return tuple(CaseEventKind(event.kind) for event in events)

    def move(self, name: str, doing: Doing) -> None:
        move_case(self.session, self.workplace, self.actors[name], self.case, doing)

    def look(self, name: str) -> Screening:
        """Give the interview as it stands, to somebody who may write in it."""
        case = get_case(self.session, self.case)
        if not self.actors[name].may_on(Permission.SCREEN, case):
            raise NotAllowedError
        return replace(self.screening, record=get_interview(self.session, self.interview))

    @rule(name=names, roles=st.sampled_from(list(Role)).map(lambda role: (role,)))
    def change_role(self, name: str, roles: tuple[Role, ...]) -> None:
        self.actors[name] = replace(self.actors[name], roles=roles)

    @rule(name=names)
    def have_both_roles(self, name: str) -> None:
        self.change_role(name, (Role.INSPECTOR, Role.SUPERVISOR))

    @rule(name=names, away=st.booleans())
    def change_organisation(self, name: str, *, away: bool) -> None:
        home = self.people["inspector"].organisation
        organisation = OrganisationId(home + 1) if away else home
        self.actors[name] = replace(self.actors[name], organisation=organisation)

    @rule(name=names, hours=st.integers(6, 16))
    @refused_or_done
    def answer(self, name: str, hours: int) -> None:
        screening, answer = self.look(name), Answer(QuestionId("hours_day"), hours, Basis.TOLD)
        actor, answer_id = self.actors[name], AnswerId(new_id())
        record_answer(self.session, self.workplace, actor, screening, answer, answer_id)
        self.authors.add(actor.account)

    @rule(name=names)
    @refused_or_done
    def finish(self, name: str) -> None:
        self.look(name)
        self.move(name, Doing(CaseAction.FINISH))
        finish_interview(self.session, self.interview, self.workplace.clock.now())
        self.authors.add(self.actors[name].account)

    @rule(name=names)
    @refused_or_done
    def contradict(self, name: str) -> None:
        self.look(name)
        self.move(name, Doing(CaseAction.CONTRADICT_OVERRIDE, details={RESULT: "another"}))

    @rule(name=names)
    @refused_or_done
    def send_back(self, name: str) -> None:
        self.move(name, Doing(CaseAction.SEND_BACK, WHY, given=frozenset({Need.COMMENT})))
        reopen_interview(self.session, self.interview)
        self.reviewers.add(self.actors[name].account)

    @rule(name=names, action=st.sampled_from(OF_REVIEWERS), reason=st.sampled_from([WHY, WHY, ""]))
    @refused_or_done
    def review(self, name: str, action: CaseAction, reason: str) -> None:
        details = SAID if action is CaseAction.OVERRIDE else {}
        self.move(name, Doing(action, reason, details))
        self.reviewers.add(self.actors[name].account)

    @invariant()
    def nobody_makes_both_steps(self) -> None:
        assert self.authors.isdisjoint(self.reviewers)

    @invariant()
    def events_replay_to_the_stored_state(self) -> None:
        if hasattr(self, "case"):
            replayed = replay(self.list_events())
            assert replayed == read_standing(get_case(self.session, self.case))

    def teardown(self) -> None:
        self.done.update(self.list_events())
        self.session.rollback()
        self.session.close()


def remember_keys(find: FindKey) -> FindKey:
    """Look for the key of a case once: it stays the same, and is asked for in every step."""
    known: dict[CaseId, CaseKey] = {}

    def find_once(keys: KeyStore, case: CaseId) -> CaseKey | None:
        found = known.get(case) or find(keys, case)
        if found is not None:
            known[case] = found
        return found

    return find_once


@pytest.fixture(scope="module")
def histories(
    library: Library, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[type[MoveHistories]]:
    folder = tmp_path_factory.mktemp("moves")
    install(folder)
    store = open_store(settings_in(folder))
    Histories.store, Histories.library = store, library
    loading = Histories()
    MoveHistories.people = {name: loading.load(name) for name in PEOPLE}
    loading.teardown()
    MoveHistories.store, MoveHistories.library, MoveHistories.done = store, library, set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(KeyStore, "find", remember_keys(KeyStore.find))
        yield MoveHistories
    store.close()


def test_no_history_of_moves_lets_one_person_make_both_steps(
    histories: type[MoveHistories],
) -> None:
    case = histories.TestCase
    case.settings = settings(max_examples=HISTORIES, stateful_step_count=STEPS, deadline=None)

    case().runTest()

    assert {CaseEventKind.SUBMITTED, CaseEventKind.SENT_BACK} <= histories.done
    assert EVENTS_OF_DECISIONS & histories.done
