"""An identity provider is set whole, or not at all."""

from pathlib import Path
from typing import Final

import pytest

from app.settings import load_settings
from app.settings_of_provider import ProviderSettings
from tests.settings.test_settings import PRODUCTION, list_problems

WHOLE: Final = {
    **PRODUCTION,
    "THRESHOLD_OIDC_ISSUER": "https://login.example.org/realm",
    "THRESHOLD_OIDC_CLIENT_ID": "threshold",
    "THRESHOLD_OIDC_CLIENT_SECRET_FILE": "/etc/threshold/client.secret",
    "THRESHOLD_OIDC_NAME": "The Ministry",
    "THRESHOLD_OIDC_SECOND_FACTOR": "mfa  urn:two",
}


def test_provider_is_off_unless_it_is_set() -> None:
    assert load_settings(PRODUCTION).provider is None
    assert load_settings(WHOLE).provider == ProviderSettings(
        "https://login.example.org/realm",
        "threshold",
        Path("/etc/threshold/client.secret"),
        "The Ministry",
        ("mfa", "urn:two"),
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"THRESHOLD_OIDC_CLIENT_ID": ""}, "THRESHOLD_OIDC_CLIENT_ID is missing"),
        ({"THRESHOLD_OIDC_CLIENT_SECRET_FILE": ""}, "SECRET_FILE is missing"),
        ({"THRESHOLD_OIDC_NAME": ""}, "THRESHOLD_OIDC_NAME is missing"),
        ({"THRESHOLD_OIDC_NAME": "M" * 61}, "60 characters at most"),
        ({"THRESHOLD_OIDC_ISSUER": "http://login.example.org"}, "must start with https://"),
        ({"THRESHOLD_OIDC_ISSUER": "https://a:b@login.example.org"}, "must start with https://"),
        ({"THRESHOLD_OIDC_ISSUER": "https://login.example.org?a=b"}, "must start with https://"),
    ],
)
def test_half_a_provider_is_refused_with_the_reason(changed: dict[str, str], words: str) -> None:
    problems = list_problems({**WHOLE, **changed})

    assert len(problems) == 1
    assert words in problems[0]


def test_what_does_nothing_without_an_issuer_is_refused() -> None:
    problems = list_problems({**WHOLE, "THRESHOLD_OIDC_ISSUER": ""})

    assert len(problems) == 4
    assert all("does nothing without THRESHOLD_OIDC_ISSUER" in each for each in problems)
