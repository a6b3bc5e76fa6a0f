"""The application on an installation of its own, and people who are signed in to it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.settings import Settings
from app.web.application import create_app
from tests.web.installation import MovingClock, install, settings_in
from tests.web.page_client import PageClient

SignIn = Callable[[str], PageClient]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    install(folder)
    return folder


@pytest.fixture
def settings(installed: Path, tmp_path: Path) -> Settings:
    shutil.copytree(installed, tmp_path / "installation")
    return settings_in(tmp_path / "installation")


@pytest.fixture
def moving() -> MovingClock:
    return MovingClock()


@pytest.fixture
def app(settings: Settings, moving: MovingClock) -> Iterator[Flask]:
    application = create_app(settings, moving.clock)
    application.testing = True
    yield application
    application.extensions["threshold.store"].close()


@pytest.fixture
def anybody(app: Flask) -> PageClient:
    """A browser in which nobody is signed in."""
    return PageClient(app.test_client())


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    """Give a browser in which a person of the installation is signed in."""

    def signed_in(name: str) -> PageClient:
        client = PageClient(app.test_client())
        client.sign_in(name)
        return client

    return signed_in


@pytest.fixture
def inspector(sign_in: SignIn) -> PageClient:
    return sign_in("inspector")
