from dataclasses import replace
from pathlib import Path

import pytest

from app.cases.roles import Role
from app.instruments.questions import map_questions
from app.services import sample_answers
from app.services.actors import build_actor
from app.services.case_lists import list_drafts, list_finished
from app.services.library import Library
from app.services.sample import PEOPLE, SampleRefusedError, load_sample
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.accounts import find_account, list_accounts
from app.store.setup import Store, open_store, set_up_store
from tests.web.installation import MovingClock, settings_in


@pytest.fixture
def empty(tmp_path: Path) -> Store:
    settings = settings_in(tmp_path / "empty")
    set_up_store(settings)
    return open_store(settings)


def load(store: Store, library: Library) -> tuple[Session, Workplace]:
    workplace = Workplace(library, store.records, store.keys, MovingClock().clock)
    session = store.records.session_to_write()
    load_sample(session, workplace, lambda word: f"hash of {word}")
    return session, workplace


def test_sample_has_one_person_for_each_role(empty: Store, library: Library) -> None:
    session, _ = load(empty, library)

    assert sorted(person.role.value for person in PEOPLE) == sorted(role.value for role in Role)
    assert len(list_accounts(session)) == len(Role)
    session.close()
    empty.close()


def test_sample_has_screenings_of_every_kind(empty: Store, library: Library) -> None:
    session, workplace = load(empty, library)
    account = find_account(session, "inspector@vardania.example")
    assert account is not None
    actor = build_actor(account)

    found = [line.presumption.value for line in list_finished(session, workplace, actor).lines]

    assert sorted(found) == ["no", "open", "yes"]
    assert len(list_drafts(session, workplace, actor)) == 1
    session.close()
    empty.close()


def test_sample_loaded_again_changes_nothing(empty: Store, library: Library) -> None:
    session, workplace = load(empty, library)

    again = load_sample(session, workplace, lambda _: pytest.fail("hashed again"))

    assert [each.role for each in again] == [person.role.value for person in PEOPLE]
    assert len(list_accounts(session)) == len(Role)
    session.close()
    empty.close()


def test_sample_is_never_put_beside_real_people(session: Session, workplace: Workplace) -> None:
    with pytest.raises(SampleRefusedError):
        load_sample(session, replace(workplace), lambda word: word)


@pytest.mark.parametrize("name", ["IN_ORDER", "HELD", "SILENT", "BROKEN_OFF"])
def test_sample_answers_only_what_is_asked(library: Library, name: str) -> None:
    short = library.instruments.questionnaires.newest("short-screening").item

    assert set(getattr(sample_answers, name)) <= set(map_questions(short))
