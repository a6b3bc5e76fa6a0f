"""A store of its own for each test, copied from one that was set up once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.settings import Mode, Settings
from app.store.ids import AccountId
from app.store.setup import Store, open_store, set_up_store
from tests.databases import copying, database_in, make_pattern
from tests.postgresql import TestServer
from tests.store.factories import make_people


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


def settings_in(folder: Path) -> Settings:
    return Settings(
        mode=Mode.DEMONSTRATION,
        database=database_in(folder),
        key_store=folder / "key-store" / "keys.sqlite",
        keys=folder / "keys",
        base_url="http://127.0.0.1:8000",
        indicators=folder,
        rules=folder,
    )


def fill(folder: Path) -> None:
    settings = settings_in(folder)
    set_up_store(settings)
    store = open_store(settings)
    make_people(store, datetime(2026, 1, 1, tzinfo=UTC))
    store.close()


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pattern(tmp_path_factory.mktemp("pattern"), None, fill)


@pytest.fixture(scope="session")
def pattern_on_server(tmp_path_factory: pytest.TempPathFactory, postgresql: TestServer) -> Path:
    return make_pattern(tmp_path_factory.mktemp("pattern"), postgresql, fill)


@pytest.fixture
def empty_place(tmp_path: Path) -> Settings:
    """Settings of a store that is not there yet."""
    return settings_in(tmp_path / "empty")


@pytest.fixture
def place(
    request: pytest.FixtureRequest, database_server: TestServer | None, tmp_path: Path
) -> Iterator[Settings]:
    """Settings of a store that is set up and closed, with an inspector in it."""
    pattern = request.getfixturevalue("pattern" if database_server is None else "pattern_on_server")
    with copying(pattern, tmp_path / "store", database_server) as folder:
        yield settings_in(folder)


@pytest.fixture
def store(place: Settings) -> Iterator[Store]:
    opened = open_store(place)
    yield opened
    opened.close()


@pytest.fixture
def inspector() -> AccountId:
    """The first account of the pattern."""
    return AccountId(1)
