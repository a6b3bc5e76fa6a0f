"""What sign-in by an institution's identity provider knows: whom it asks, what for, what came."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Provider:
    """The one provider that is asked, and who we are to it.

    `counts_as_second` are the values of `acr` and `amr` that stand for a second factor there.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str
    counts_as_second: frozenset[str] = frozenset()

    @property
    def origin(self) -> str:
        """Give scheme, host and port of the issuer: nothing else is ever called."""
        return "{0.scheme}://{0.netloc}".format(urlsplit(self.issuer))


@dataclass(frozen=True)
class Errand:
    """One way to the provider and back: what has to come back with it, and since when.

    `is_fresh` ones ask the person to show there again who they are.
    """

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    redirect_uri: str
    begun_at: datetime
    is_fresh: bool = False


@dataclass(frozen=True)
class Returned:
    """What a browser brings back from the provider."""

    code: str = field(default="", repr=False)
    state: str = field(default="", repr=False)
    issuer: str = ""
    error: str = ""


@dataclass(frozen=True)
class Identity:
    """Who the provider says it is, and whether a second factor was shown there."""

    issuer: str
    subject: str = field(repr=False)
    has_second: bool


class Refusal(Enum):
    """Why what came back opens nothing; the values are the codes in the log."""

    UNREACHABLE = "unreachable"
    UNFIT = "unfit"
    STATE = "state"
    DECLINED = "declined"
    MIX_UP = "mix_up"
    CODE = "code"
    SIGNATURE = "signature"
    ISSUER = "issuer"
    AUDIENCE = "audience"
    EXPIRED = "expired"
    NONCE = "nonce"
    NOT_FRESH = "not_fresh"
    SUBJECT = "subject"
    UNKNOWN = "unknown"
    CLOSED = "closed"
    OTHER_PERSON = "other_person"
    NOT_ALLOWED = "not_allowed"
    TAKEN = "taken"


class ProviderRefusedError(Exception):
    """What came back opens nothing."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
