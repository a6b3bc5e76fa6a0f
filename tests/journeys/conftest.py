"""A server as `./run` starts it, and a real browser, for each process of pytest."""

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.canaries import find_canaries, keep_for_later
from tests.journeys.server import Server, copy_data, prepare_data
from tests.journeys.visitor import Visitor, find_sign_in
from tests.journeys.window import Window, make_window

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    # It asks for addresses of its maker's servers otherwise, whatever the above say.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]

OpenWindow = Callable[..., Window]
SignIn = Callable[[str], Visitor]


@pytest.fixture(scope="session")
def prepared_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a set-up installation, made once for all processes of pytest."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "prepared-data"
    with (shared / "prepared-data.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            prepare_data(folder)
            (folder / "ready").touch()
    return folder


@pytest.fixture(scope="session")
def server(prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that stays up; whatever went wrong in it fails the last test.

    What was told in all journeys can be read nowhere in its files while it still runs, nor in its
    backup and its exported log.
    """
    server = Server(copy_data(prepared_data, tmp_path_factory.mktemp("server") / "data"))
    server.start()
    yield server
    keep_for_later(server)
    found = find_canaries([server.folder])
    server.stop()
    assert server.list_errors() == []
    assert found == []


@pytest.fixture
def mortal_server(prepared_data: Path, tmp_path: Path) -> Iterator[Server]:
    """A server of one test, to be killed."""
    server = Server(copy_data(prepared_data, tmp_path / "data"))
    server.start()
    yield server
    server.kill()
    assert server.list_errors() == []
    assert find_canaries([server.folder]) == []


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A real browser. What pages showed in all journeys can be read nowhere in its files."""
    assert CHROMIUM.exists(), f"{CHROMIUM} is missing; ./test installs it."
    folder = tmp_path_factory.mktemp("browser")
    with pytest.MonkeyPatch.context() as patch:
        # Where the program that drives the browser puts its files, profiles among them.
        patch.setenv("TMPDIR", str(folder))
        playwright = sync_playwright().start()
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    profiles = list(folder.glob("*profile*"))
    found = find_canaries([folder])
    browser.close()
    playwright.stop()
    assert profiles
    assert found == []


@pytest.fixture
def open_window(chromium: Browser, server: Server) -> Iterator[OpenWindow]:
    """Open a window; whatever a browser complains of in it fails the test at its end."""
    windows: list[Window] = []

    def open_one(at: Server = server, **options: object) -> Window:
        windows.append(make_window(chromium, at.address, **options))
        return windows[-1]

    yield open_one
    problems = [problem for window in windows for problem in window.close()]
    assert problems == []


@pytest.fixture
def visitor(server: Server) -> Visitor:
    """An inspector without a browser, signed in."""
    return enter(server, "inspector")


@pytest.fixture
def sign_in(server: Server) -> SignIn:
    """Sign somebody in by their role, without a browser."""
    return lambda role: enter(server, role)


def enter(server: Server, role: str) -> Visitor:
    """Sign somebody in to a server."""
    visitor = Visitor(server.address)
    visitor.sign_in(find_sign_in(role))
    return visitor
