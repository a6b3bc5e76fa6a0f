"""What sign-in works with besides the session."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from app.clock import Clock
from app.services.throttling import Throttle
from app.settings import Settings
from app.store.account_keys import AccountKey


@dataclass(frozen=True)
class RelyingParty:
    """Whom passkeys are made for: the name of the site, and where its pages come from."""

    id: str
    origin: str


@dataclass(frozen=True)
class SignInDesk:
    """Everything of sign-in that stays the same from one request to the next."""

    key: AccountKey
    clock: Clock
    throttle: Throttle
    party: RelyingParty
    is_demonstration: bool


def find_party(settings: Settings) -> RelyingParty:
    """Give whom passkeys are made for.

    They are bound to a name, and the number of this machine is none: a demonstration at
    127.0.0.1 makes them at localhost.
    """
    parts = urlsplit(settings.base_url)
    host = parts.hostname or ""
    if settings.is_demonstration and host == "127.0.0.1":
        host = "localhost"
    port = f":{parts.port}" if parts.port else ""
    return RelyingParty(host, f"{parts.scheme}://{host}{port}")
