"""What holds for every test: how hard properties are tried, and what pure floors may not touch."""

import gc
import os
from collections.abc import Generator, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from coverage import Coverage
from hypothesis import settings

from app.store import database
from tests.databases import FILE, IN_HASTE, run_on_both
from tests.house.building import PURE_FLOORS
from tests.longest import rank
from tests.made_once import statements_written_once
from tests.postgresql import TestServer, running_postgresql

TESTS = Path(__file__).parent
IMPURE_FIXTURES = {"app", "client", "browser", "database", "page", "place", "server", "store"}

settings.register_profile("day", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("night", max_examples=3000, deadline=None)
settings.load_profile("night" if os.environ.get("THRESHOLD_NIGHT") else "day")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[TestServer]:
    """A real PostgreSQL, started once for all tests that ask for it."""
    with running_postgresql() as server:
        yield server


@pytest.fixture(scope="session", autouse=True)
def same_statements() -> Iterator[None]:
    """Let databases that are opened after each other share how statements are written."""
    with statements_written_once():
        yield


@pytest.fixture(scope="session", autouse=True)
def files_in_haste() -> Iterator[None]:
    """Have no database file of this process wait until the disk has what it was given."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "PRAGMAS", IN_HASTE)
        yield


@pytest.fixture
def kind(request: pytest.FixtureRequest) -> str:
    """Which database the test has its store in."""
    return str(getattr(request, "param", FILE))


@pytest.fixture
def database_server(kind: str, request: pytest.FixtureRequest) -> TestServer | None:
    """The server of the test's store, or None where the store is in a file."""
    if kind == FILE:
        return None
    server: TestServer = request.getfixturevalue("postgresql")
    return server


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    run_on_both(metafunc)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Count for the coverage of the pure floors what their own tests try, and nothing else.

    What a page happens to run through is no proof that a floor is tested. Counting there too would
    also make all other tests two to four times slower.
    """
    counting = Coverage.current()
    if counting is None or is_of_pure_floor(item):
        return (yield)
    counting.stop()
    try:
        return (yield)
    finally:
        counting.start()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Count of the collection that the modules of the pure floors can be imported.

    What tests work out while they are only collected proves nothing, and to count in all else that
    is imported made the collection take almost twice as long.
    """
    counting = Coverage.current()
    if counting is None:
        return (yield)
    for floor in PURE_FLOORS:
        package = import_module(f"app.{floor}")
        for each in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(each.name)
    counting.stop()
    try:
        return (yield)
    finally:
        counting.start()


def pytest_collection_finish() -> None:
    """Spare the collector the modules and the tests themselves, which stay to the end.

    It took a seventh of the time of a run.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: rank(item.path))
    for item in items:
        if is_of_pure_floor(item):
            refuse_impure_fixtures(item)
            item.add_marker("disable_socket")


def is_of_pure_floor(item: pytest.Item) -> bool:
    return item.path.relative_to(TESTS).parts[0] in PURE_FLOORS


def refuse_impure_fixtures(item: pytest.Item) -> None:
    parameters = item.callspec.params if hasattr(item, "callspec") else {}
    asked = IMPURE_FIXTURES & (set(getattr(item, "fixturenames", ())) - set(parameters))
    if asked:
        raise pytest.UsageError(
            f"{item.nodeid} asks for {', '.join(sorted(asked))}. The floor that it tests is pure: "
            "pass plain values in, or move the test to the floor that it is about."
        )
