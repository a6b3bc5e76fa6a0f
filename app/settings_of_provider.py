"""The settings of sign-in by an identity provider, which is off unless they are there."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

ISSUER: Final = "THRESHOLD_OIDC_ISSUER"
CLIENT_ID: Final = "THRESHOLD_OIDC_CLIENT_ID"
SECRET_FILE: Final = "THRESHOLD_OIDC_CLIENT_SECRET_FILE"  # noqa: S105 - The name of a variable.
NAME: Final = "THRESHOLD_OIDC_NAME"
SECOND_FACTOR: Final = "THRESHOLD_OIDC_SECOND_FACTOR"
LONGEST_NAME: Final = 60


@dataclass(frozen=True)
class ProviderSettings:
    """Which provider is asked, and how; its secret stays in a file."""

    issuer: str
    client_id: str
    secret_file: Path
    name: str
    counts_as_second: tuple[str, ...] = ()


def read_provider(
    values: Mapping[str, str], problems: list[str], *, allows_http: bool
) -> ProviderSettings | None:
    """Give the provider that is set, None without one; what is wrong is added to the problems."""
    issuer, *others = (values.get(each, "") for each in (ISSUER, CLIENT_ID, SECRET_FILE, NAME))
    if not issuer:
        alone = [each for each in (CLIENT_ID, SECRET_FILE, NAME, SECOND_FACTOR) if values.get(each)]
        problems.extend(f"{each} does nothing without {ISSUER}. Set that too." for each in alone)
        return None
    for name, value in zip((CLIENT_ID, SECRET_FILE, NAME), others, strict=True):
        if not value:
            problems.append(f"{name} is missing. It goes with {ISSUER}.")
    if not _is_issuer(issuer, allows_http=allows_http):
        problems.append(
            f"{ISSUER} must start with https:// and a host name, without user name, question mark "
            "or number sign."
        )
    if len(values.get(NAME, "")) > LONGEST_NAME:
        problems.append(f"{NAME} may have {LONGEST_NAME} characters at most.")
    second = tuple(values.get(SECOND_FACTOR, "").split())
    return ProviderSettings(issuer, others[0], Path(others[1]).resolve(), others[2], second)


def _is_issuer(written: str, *, allows_http: bool) -> bool:
    parts = urlsplit(written)
    schemes = ("https", "http") if allows_http else ("https",)
    extra = (parts.username, parts.query, parts.fragment)
    return parts.scheme in schemes and bool(parts.hostname) and not any(extra)
