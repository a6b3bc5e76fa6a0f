"""Services on a store of its own for each test, with people of two organisations."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.conditions.values import Silence, Value
from app.instruments.ids import QuestionId
from app.questionnaire.model import Answer, Basis
from app.services.actors import Actor, build_actor
from app.services.answers import record_page
from app.services.finishing import CONSENT_TO_STORAGE, finish
from app.services.interviews import Screening, Start, find_screening, start_interview
from app.services.library import Library, load_library
from app.services.session import Session
from app.services.workplace import Workplace
from app.settings import REPOSITORY
from app.store.accounts import find_account
from app.store.ids import CaseId, InterviewId, new_id
from app.store.records import AssessmentRecord
from app.store.setup import Store, open_store
from tests.databases import copying, make_pattern
from tests.postgresql import TestServer
from tests.services.reviewing_world import ReviewWorld
from tests.web.installation import MovingClock, install, settings_in

FindActor = Callable[[str], Actor]


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library(REPOSITORY / "indicators", REPOSITORY / "rules")


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    install(folder)
    return folder


@pytest.fixture(scope="session")
def installed_on_server(tmp_path_factory: pytest.TempPathFactory, postgresql: TestServer) -> Path:
    return make_pattern(tmp_path_factory.mktemp("installed"), postgresql, install)


@pytest.fixture
def store(
    request: pytest.FixtureRequest, database_server: TestServer | None, tmp_path: Path
) -> Iterator[Store]:
    pattern = "installed" if database_server is None else "installed_on_server"
    made = request.getfixturevalue(pattern)
    with copying(made, tmp_path / "installation", database_server) as folder:
        opened = open_store(settings_in(folder))
        yield opened
        opened.close()


@pytest.fixture
def moving() -> MovingClock:
    return MovingClock()


@pytest.fixture
def workplace(library: Library, store: Store, moving: MovingClock) -> Workplace:
    return Workplace(library, store.records, store.keys, moving.clock)


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    with store.records.session_to_write() as opened:
        yield opened


@pytest.fixture
def person(session: Session) -> FindActor:
    """Give a person of the installation by name."""

    def find(name: str) -> Actor:
        account = find_account(session, f"{name}@people.example")
        assert account is not None
        return build_actor(account)

    return find


@pytest.fixture
def inspector(person: FindActor) -> Actor:
    return person("inspector")


@pytest.fixture
def begun(session: Session, workplace: Workplace, inspector: Actor) -> InterviewId:
    """The id of a short screening that the inspector began."""
    start = new_start(inspector)
    start_interview(session, workplace, inspector, start)
    return start.interview


class Leading:
    """A person who leads an interview that began."""

    def __init__(
        self, session: Session, workplace: Workplace, actor: Actor, interview: InterviewId
    ) -> None:
        self.session, self.workplace, self.actor = session, workplace, actor
        self.interview = interview

    def now(self) -> Screening:
        """Load the interview as it stands now."""
        screening = find_screening(self.session, self.workplace, self.actor, self.interview)
        assert screening is not None
        return screening

    def say(self, **values: Value | Silence) -> None:
        """Record answers that the person told, by question."""
        answers = [Answer(QuestionId(name), each, Basis.TOLD) for name, each in values.items()]
        record_page(self.session, self.workplace, self.actor, self.now(), answers)

    def finish(self) -> AssessmentRecord:
        """Finish the interview, of somebody who agrees that it is kept."""
        if self.now().sheet.find(CONSENT_TO_STORAGE) is None:
            self.say(consent_storage="yes")
        return finish(self.session, self.workplace, self.actor, self.now())


@pytest.fixture
def leading(
    session: Session, workplace: Workplace, inspector: Actor, begun: InterviewId
) -> Leading:
    return Leading(session, workplace, inspector, begun)


@pytest.fixture
def world(
    session: Session,
    workplace: Workplace,
    person: FindActor,
    begun: InterviewId,
    moving: MovingClock,
) -> ReviewWorld:
    """A case that waits for review; the inspector took its answers a day ago."""
    made = ReviewWorld(session, workplace, person, begun)
    made.answer(person("inspector"), consent_storage="yes", paid_how="nothing")
    made.finish(person("inspector"))
    moving.moment += timedelta(days=1)
    return made


@pytest.fixture
def supervisor(person: FindActor) -> Actor:
    return person("supervisor")


def new_start(actor: Actor, questionnaire: str = "short-screening", country: str = "ZZ") -> Start:
    case, interview = CaseId(new_id()), InterviewId(new_id())
    return Start(case, interview, questionnaire, None, country, actor.areas[0].id)
