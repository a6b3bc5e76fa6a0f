"""The application on an installation of its own, and people who are signed in to it."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

from app.services.library import load_library
from app.settings import Settings
from app.web import application as web_application
from app.web.passwords import PASSWORDS
from tests.databases import copying, make_pattern
from tests.postgresql import TestServer
from tests.web.installation import (
    BEGIN,
    CHEAP_HASHES,
    MovingClock,
    install,
    running,
    settings_in,
)
from tests.web.kept_cases import keep_finished, take_finished
from tests.web.kept_sign_ins import keep_sign_ins, take_sign_ins
from tests.web.page_client import PageClient
from tests.web.walking import Finished

SignIn = Callable[[str], PageClient]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory, kept_templates: "KeptTemplates") -> Path:
    folder = tmp_path_factory.mktemp("installed")
    install_signed_in(kept_templates, folder)
    return folder


@pytest.fixture(scope="session")
def installed_on_server(
    tmp_path_factory: pytest.TempPathFactory,
    postgresql: TestServer,
    kept_templates: "KeptTemplates",
) -> Path:
    fill = partial(install_signed_in, kept_templates)
    return make_pattern(tmp_path_factory.mktemp("installed"), postgresql, fill)


@pytest.fixture(scope="session")
def with_a_case(
    installed: Path, tmp_path_factory: pytest.TempPathFactory, kept_templates: "KeptTemplates"
) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("with_a_case") / "installation"
    with copying(installed, made, None) as folder:
        keep_finished(folder, kept_templates)
        yield folder


@pytest.fixture(scope="session")
def with_a_case_on_server(
    installed_on_server: Path,
    tmp_path_factory: pytest.TempPathFactory,
    postgresql: TestServer,
    kept_templates: "KeptTemplates",
) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("with_a_case") / "installation"
    with copying(installed_on_server, made, postgresql) as folder:
        keep_finished(folder, kept_templates)
        yield folder


def install_signed_in(templates: "KeptTemplates", folder: Path) -> None:
    """Make an installation in which everybody has just signed in, once for all tests."""
    install(folder)
    keep_sign_ins(folder, templates)


@pytest.fixture
def settings(
    request: pytest.FixtureRequest, database_server: TestServer | None, tmp_path: Path
) -> Iterator[Settings]:
    pattern = "with_a_case" if "finished" in request.fixturenames else "installed"
    pattern += "" if database_server is None else "_on_server"
    made = request.getfixturevalue(pattern)
    with copying(made, tmp_path / "installation", database_server) as folder:
        yield settings_in(folder)


@pytest.fixture
def moving() -> MovingClock:
    return MovingClock()


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(PASSWORDS, "HASH_PASSLIB_OPTIONS", CHEAP_HASHES)
        yield


class KeptTemplates(BytecodeCache):
    """Templates compiled by one application, for all those after it in this process."""

    def __init__(self) -> None:
        self.compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.compiled:
            bucket.bytecode_from_string(self.compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.compiled[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session")
def kept_templates() -> KeptTemplates:
    return KeptTemplates()


@pytest.fixture(scope="session", autouse=True)
def shipped_read_once() -> Iterator[None]:
    """Read the instruments and rules that are shipped once, and not for every application."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(web_application, "load_library", cache(load_library))
        yield


@pytest.fixture(scope="session", autouse=True)
def addresses_compiled_once() -> Iterator[None]:
    """Make the function that builds the addresses of a rule once, and not for every application.

    What it reads of its rule it reads when it is called.
    """
    compile_builder, kept = Rule._compile_builder, {}  # noqa: SLF001 - No other way in.

    def compile_once(rule: Rule, append_unknown: bool = True) -> object:  # noqa: FBT001, FBT002 - As there.
        key = (rule.rule, str(rule.defaults), append_unknown)
        if key not in kept:
            kept[key] = compile_builder(rule, append_unknown)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", compile_once)
        yield


@pytest.fixture
def app(settings: Settings, moving: MovingClock, kept_templates: KeptTemplates) -> Iterator[Flask]:
    with running(settings, moving, kept_templates) as application:
        yield application


@pytest.fixture
def anybody(app: Flask) -> PageClient:
    """A browser in which nobody is signed in."""
    return PageClient(app.test_client())


@pytest.fixture
def sign_in(app: Flask, settings: Settings, moving: MovingClock) -> SignIn:
    """Give a browser in which a person of the installation is signed in.

    The first one of each person was there from the beginning; later ones sign in on the pages.
    """
    kept = take_sign_ins(settings)

    def signed_in(name: str) -> PageClient:
        client = PageClient(app.test_client())
        if name in kept and moving.moment == BEGIN:
            client.http.set_cookie(app.config["SESSION_COOKIE_NAME"], kept.pop(name))
        else:
            client.sign_in(name)
        return client

    return signed_in


@pytest.fixture
def finished(settings: Settings) -> Finished:
    """The interview of the inspector that was finished, as it stood, before the test began."""
    return take_finished(settings)


@pytest.fixture
def inspector(sign_in: SignIn) -> PageClient:
    return sign_in("inspector")
