"""The application with an identity provider beside it, and an inspector who is linked to it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app.settings import Settings
from app.settings_of_provider import ProviderSettings
from app.store.ids import AccountId
from tests.web.conftest import KeptTemplates
from tests.web.installation import MovingClock, running
from tests.web.provider.identity_provider import (
    CLIENT,
    SECRET,
    IdentityProvider,
    providing,
)
from tests.web.provider.steps import (
    link,
)


@pytest.fixture
def idp(moving: MovingClock) -> Iterator[IdentityProvider]:
    with providing(moving) as made:
        yield made


@pytest.fixture
def secret_file(tmp_path: Path) -> Path:
    path = tmp_path / "client.secret"
    path.touch(mode=0o600)
    path.write_text(f"{SECRET}\n", "ascii")
    return path


@pytest.fixture
def with_provider(settings: Settings, idp: IdentityProvider, secret_file: Path) -> Settings:
    provider = ProviderSettings(idp.issuer, CLIENT, secret_file, "The Ministry", ("mfa",))
    return replace(settings, provider=provider)


@pytest.fixture
def app(
    with_provider: Settings, moving: MovingClock, kept_templates: KeptTemplates
) -> Iterator[Flask]:
    with running(with_provider, moving, kept_templates) as application:
        yield application


@pytest.fixture
def linked(app: Flask, idp: IdentityProvider) -> AccountId:
    """The inspector, whose account is linked to who is at the provider."""
    return link(app, "inspector", idp.issuer, idp.subject)
