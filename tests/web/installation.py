"""An installation of its own for each test, with people of two organisations."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pyotp
import pytest
from flask import Flask
from jinja2 import BytecodeCache

from app.cases.roles import Role
from app.clock import Clock
from app.settings import REPOSITORY, Mode, Settings
from app.store.account_keys import derive_account_keys, seal_secret
from app.store.accounts import (
    NewAccount,
    create_account,
    create_area,
    create_organisation,
    get_account,
    list_accounts,
)
from app.store.database import Database
from app.store.password_keys import read_password_keys
from app.store.setup import open_store, set_up_store
from app.web.application import create_app
from app.web.passwords import PASSWORDS, Passwords
from tests.databases import database_in

PASSWORD = "a long password for tests"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
# Guessing is made slow on purpose, and tests sign in a thousand times.
CHEAP_HASHES = {"argon2__memory_cost": 8, "argon2__time_cost": 1, "argon2__parallelism": 1}
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


@contextmanager
def running(
    settings: Settings, moving: MovingClock, templates: BytecodeCache | None = None
) -> Iterator[Flask]:
    """Let the application run on an installation; templates may be compiled already."""
    app = create_app(settings, moving.clock)
    app.jinja_env.bytecode_cache = templates
    app.testing = True
    yield app
    app.extensions["threshold.printing"].close()
    app.extensions["threshold.store"].close()


def settings_in(folder: Path) -> Settings:
    return Settings(
        mode=Mode.DEMONSTRATION,
        database=database_in(folder),
        key_store=folder / "key-store" / "keys.sqlite",
        keys=folder / "keys",
        base_url="http://localhost",
        indicators=REPOSITORY / "indicators",
        rules=REPOSITORY / "rules",
    )


def in_production(settings: Settings) -> Settings:
    return replace(settings, mode=Mode.PRODUCTION, base_url="https://localhost")


def install(folder: Path, people: Sequence[TestPerson] = PEOPLE) -> None:
    """Make the databases and the people."""
    settings = settings_in(folder)
    set_up_store(settings)
    keys = read_password_keys(settings.keys)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(PASSWORDS, "HASH_PASSLIB_OPTIONS", CHEAP_HASHES)
        hashed, account_key = Passwords(keys).hash(PASSWORD), derive_account_keys(keys)
    store = open_store(settings)
    with store.records.writing() as session:
        organisations = {
            name: create_organisation(session, name, "inspectorate", "ZZ")
            for name in dict.fromkeys(person.organisation for person in people)
        }
        areas = {code: create_area(session, "ZZ", code, code) for code in ("north", "south")}
        for person in people:
            new = NewAccount(
                email=person.email,
                name=person.name,
                password_hash=hashed,
                organisation_id=organisations[person.organisation],
                roles=(person.role.value,),
                areas=(areas[person.area],),
                created_at=BEGIN,
            )
            account = get_account(session, create_account(session, new))
            account.totp_secret = seal_secret(account_key, account.id, SECRET)
    store.close()


def make_code(moment: datetime, secret: str = SECRET) -> str:
    """Give what an authenticator app shows at a moment; everybody in the installation has one."""
    return pyotp.TOTP(secret).at(moment)


def let_codes_be_used_again(records: Database) -> None:
    """Forget which codes were taken: tests sign in faster than codes change."""
    with records.writing() as session:
        for account in list_accounts(session):
            account.totp_counter = None
