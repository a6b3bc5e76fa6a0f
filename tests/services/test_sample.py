from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from app.cases.roles import Role
from app.cases.tasks import Urgency, rate_urgency
from app.datasets.agreement import FEWEST
from app.instruments.questions import map_questions
from app.services import sample_answers
from app.services.actors import Actor, build_actor
from app.services.agreement import measure
from app.services.case_lists import list_drafts, list_finished
from app.services.coding import list_assignments
from app.services.library import Library
from app.services.sample import PEOPLE, SampleRefusedError, SignIn, load_sample
from app.services.session import Session
from app.services.tasks import list_my_tasks
from app.services.workplace import Workplace
from app.store.account_keys import derive_account_key
from app.store.accounts import find_account, list_accounts
from app.store.setup import open_store, set_up_store
from tests.web.installation import MovingClock, settings_in

KEY = derive_account_key(b"the key of all passwords")


@dataclass(frozen=True)
class Loaded:
    """The sample in a database of its own."""

    session: Session
    workplace: Workplace

    def load(self, hash_password: Callable[[str], str]) -> tuple[SignIn, ...]:
        return load_sample(self.session, self.workplace, KEY, hash_password)

    def find(self, name: str) -> Actor:
        account = find_account(self.session, f"{name}@vardania.example")
        assert account is not None
        return build_actor(account)


@pytest.fixture(scope="module")
def loaded(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """The sample, loaded once for all tests that only look at it."""
    settings = settings_in(tmp_path_factory.mktemp("sample"))
    set_up_store(settings)
    store = open_store(settings)
    workplace = Workplace(library, store.records, store.keys, MovingClock().clock)
    with store.records.session_to_write() as session:
        found = Loaded(session, workplace)
        found.load(lambda word: f"hash of {word}")
        yield found
    store.close()


def test_sample_has_one_person_to_sign_in_for_each_role(loaded: Loaded) -> None:
    roles = sorted(person.role.value for person in PEOPLE)

    assert roles == sorted(role.value for role in Role)
    can_sign_in = [each for each in list_accounts(loaded.session) if each.password is not None]
    assert len(can_sign_in) == len(Role)


def test_sample_has_screenings_of_every_kind(loaded: Loaded) -> None:
    inspector = loaded.find("inspector")

    lines = list_finished(loaded.session, loaded.workplace, inspector).lines

    assert {line.presumption.value for line in lines} == {"no", "open", "yes"}
    assert len(list_drafts(loaded.session, loaded.workplace, inspector)) == 1


def test_sample_has_a_task_that_is_overdue_and_one_that_is_not(loaded: Loaded) -> None:
    today = loaded.workplace.clock.today()

    late, soon = (
        list_my_tasks(loaded.session, loaded.workplace, loaded.find(name)).tasks
        for name in ("supervisor", "inspector")
    )

    assert [rate_urgency(each.record.due_on, today) for each in late] == [Urgency.OVERDUE]
    assert [rate_urgency(each.record.due_on, today) for each in soon] == [Urgency.LATER]


def test_sample_has_interviews_that_two_people_coded_and_one_that_waits(loaded: Loaded) -> None:
    session, workplace = loaded.session, loaded.workplace

    report = measure(session, workplace, loaded.find("analyst"))

    assert report is not None
    assert report.codings >= FEWEST
    assert len(list_assignments(session, workplace, loaded.find("inspector"))) == 1


def test_sample_loaded_again_changes_nothing(loaded: Loaded) -> None:
    before = len(list_accounts(loaded.session))

    again = loaded.load(lambda _: pytest.fail("hashed again"))

    assert [each.role for each in again] == [person.role.value for person in PEOPLE]
    assert len(list_accounts(loaded.session)) == before


def test_sample_is_never_put_beside_real_people(session: Session, workplace: Workplace) -> None:
    with pytest.raises(SampleRefusedError):
        load_sample(session, replace(workplace), KEY, lambda word: word)


@pytest.mark.parametrize("name", ["IN_ORDER", "HELD", "SILENT", "BROKEN_OFF"])
def test_sample_answers_only_what_is_asked(library: Library, name: str) -> None:
    short = library.instruments.questionnaires.newest("short-screening").item

    assert set(getattr(sample_answers, name)) <= set(map_questions(short))
