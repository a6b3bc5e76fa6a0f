"""An installation of its own for each test, with people of two organisations."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from app.cases.roles import Role
from app.clock import Clock
from app.settings import REPOSITORY, DatabaseFile, Mode, Settings
from app.store.accounts import NewAccount, create_account, create_area, create_organisation
from app.store.key_files import KeyFile
from app.store.setup import open_store, read_key, set_up_store
from app.web.sign_in import hash_password

PASSWORD = "a long password for tests"
BEGIN = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class TestPerson:
    """Somebody who can sign in; `area` is a code."""

    __test__ = False

    name: str
    role: Role
    organisation: str
    area: str

    @property
    def email(self) -> str:
        return f"{self.name}@people.example"


PEOPLE = (
    TestPerson("inspector", Role.INSPECTOR, "Inspectorate", "north"),
    TestPerson("colleague", Role.INSPECTOR, "Inspectorate", "north"),
    TestPerson("southerner", Role.INSPECTOR, "Inspectorate", "south"),
    TestPerson("supervisor", Role.SUPERVISOR, "Inspectorate", "north"),
    TestPerson("deputy", Role.SUPERVISOR, "Inspectorate", "north"),
    TestPerson("analyst", Role.ANALYST, "Inspectorate", "north"),
    TestPerson("administrator", Role.ADMINISTRATOR, "Inspectorate", "north"),
    TestPerson("outreach", Role.OUTREACH, "Helpers", "north"),
    TestPerson("stranger", Role.SUPERVISOR, "Helpers", "north"),
)


class MovingClock:
    """A clock that tests move; the application takes its `clock`."""

    def __init__(self, moment: datetime = BEGIN) -> None:
        self.moment = moment
        self.clock = Clock(lambda: self.moment)


def settings_in(folder: Path) -> Settings:
    return Settings(
        mode=Mode.DEMONSTRATION,
        database=DatabaseFile(folder / "database" / "threshold.sqlite"),
        key_store=folder / "key-store" / "keys.sqlite",
        keys=folder / "keys",
        base_url="http://localhost",
        indicators=REPOSITORY / "indicators",
        rules=REPOSITORY / "rules",
    )


def in_production(settings: Settings) -> Settings:
    return replace(settings, mode=Mode.PRODUCTION, base_url="https://localhost")


def install(folder: Path) -> None:
    """Make the databases and the people."""
    settings = settings_in(folder)
    set_up_store(settings)
    hashed = hash_password(PASSWORD, read_key(settings, KeyFile.PASSWORDS).secret)
    store = open_store(settings)
    with store.records.writing() as session:
        organisations = {
            name: create_organisation(session, name, "inspectorate", "ZZ")
            for name in dict.fromkeys(person.organisation for person in PEOPLE)
        }
        areas = {code: create_area(session, "ZZ", code, code) for code in ("north", "south")}
        for person in PEOPLE:
            new = NewAccount(
                email=person.email,
                name=person.name,
                password_hash=hashed,
                organisation_id=organisations[person.organisation],
                roles=(person.role.value,),
                areas=(areas[person.area],),
                created_at=BEGIN,
            )
            create_account(session, new)
    store.close()
