"""A store of its own for each test, copied from one that was set up once."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.settings import DatabaseFile, Mode, Settings
from app.store.ids import AccountId
from app.store.setup import Store, open_store, set_up_store
from tests.store.factories import make_people


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


def settings_in(folder: Path) -> Settings:
    return Settings(
        mode=Mode.DEMONSTRATION,
        database=DatabaseFile(folder / "database" / "threshold.sqlite"),
        key_store=folder / "key-store" / "keys.sqlite",
        keys=folder / "keys",
        base_url="http://127.0.0.1:8000",
        indicators=folder,
        rules=folder,
    )


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pattern")
    settings = settings_in(folder)
    set_up_store(settings)
    store = open_store(settings)
    make_people(store, datetime(2026, 1, 1, tzinfo=UTC))
    store.close()
    return folder


@pytest.fixture
def empty_place(tmp_path: Path) -> Settings:
    """Settings of a store that is not there yet."""
    return settings_in(tmp_path / "empty")


@pytest.fixture
def place(pattern: Path, tmp_path: Path) -> Settings:
    """Settings of a store that is set up and closed, with an inspector in it."""
    shutil.copytree(pattern, tmp_path / "store")
    return settings_in(tmp_path / "store")


@pytest.fixture
def store(place: Settings) -> Iterator[Store]:
    opened = open_store(place)
    yield opened
    opened.close()


@pytest.fixture
def inspector() -> AccountId:
    """The first account of the pattern."""
    return AccountId(1)
