"""The calls that leave the house: to the issuer that is set, to nobody else, and not for long."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from requests import PreparedRequest, RequestException, Response
from requests.adapters import HTTPAdapter

from app.provider.model import Errand, Provider, ProviderRefusedError, Refusal

SECONDS: Final = (5, 10)
LARGEST: Final = 512 * 1024
DISCOVERY: Final = "/.well-known/openid-configuration"
# How we say who we are when a code is redeemed, the better one first.
WAYS_TO_AUTHENTICATE: Final = ("client_secret_basic", "client_secret_post")
NO_REDIRECTS: Final[dict[str, Any]] = {"allow_redirects": False, "timeout": SECONDS}


@dataclass(frozen=True)
class Metadata:
    """What the provider says of itself; `names_itself` if its answers tell who they are from."""

    authorization: str
    token: str
    keys: str
    names_itself: bool
    authentication: str


class BoundedAdapter(HTTPAdapter):
    """Takes no answer that is larger than any honest one."""

    def send(self, request: PreparedRequest, *arguments: Any, **options: Any) -> Response:
        """Send a request, and read its answer as far as it may go."""
        options["stream"] = True
        response = super().send(request, *arguments, **options)
        content = response.raw.read(LARGEST + 1, decode_content=True)
        if len(content) > LARGEST:
            response.close()
            raise RequestException("The answer is too large.")
        response._content = content  # noqa: SLF001 - The library reads it there.
        response._content_consumed = True  # noqa: SLF001 - As above.
        return response


def load_metadata(provider: Provider) -> Metadata:
    """Ask the provider for its addresses, or raise ProviderRefusedError.

    One that names itself otherwise, or addresses of others, is refused: they would be called.
    """
    found = _load(provider, provider.issuer.rstrip("/") + DISCOVERY)
    if found.get("issuer") != provider.issuer:
        raise ProviderRefusedError(Refusal.UNFIT)
    ways = found.get("token_endpoint_auth_methods_supported") or WAYS_TO_AUTHENTICATE[:1]
    fitting = [each for each in WAYS_TO_AUTHENTICATE if each in ways]
    if not fitting:
        raise ProviderRefusedError(Refusal.UNFIT)
    return Metadata(
        authorization=_get_address(provider, found, "authorization_endpoint"),
        token=_get_address(provider, found, "token_endpoint"),
        keys=_get_address(provider, found, "jwks_uri"),
        names_itself=found.get("authorization_response_iss_parameter_supported") is True,
        authentication=fitting[0],
    )


def load_keys(provider: Provider, metadata: Metadata) -> dict[str, Any]:
    """Give the keys under which the provider signs, as they are now."""
    return _load(provider, metadata.keys)


def write_address(provider: Provider, metadata: Metadata, errand: Errand) -> str:
    """Give the address at the provider to which a browser is sent."""
    again: dict[str, Any] = {"prompt": "login", "max_age": 0} if errand.is_fresh else {}
    with _open(provider, metadata, errand) as session:
        address, _ = session.create_authorization_url(
            metadata.authorization,
            state=errand.state,
            code_verifier=errand.verifier,
            nonce=errand.nonce,
            **again,
        )
    return str(address)


def redeem(provider: Provider, metadata: Metadata, errand: Errand, code: str) -> str:
    """Give the ID token for a code, or raise ProviderRefusedError; nothing else is kept of it."""
    try:
        with _open(provider, metadata, errand) as session:
            token = session.fetch_token(
                metadata.token,
                code=code,
                code_verifier=errand.verifier,
                grant_type="authorization_code",
                **NO_REDIRECTS,
            )
    except OAuthError as error:
        raise ProviderRefusedError(Refusal.CODE) from error
    except (RequestException, ValueError) as error:
        raise ProviderRefusedError(Refusal.UNREACHABLE) from error
    written = token.get("id_token")
    if not isinstance(written, str):
        raise ProviderRefusedError(Refusal.CODE)
    return written


def _load(provider: Provider, address: str) -> dict[str, Any]:
    try:
        with _restrict(provider, OAuth2Session()) as session:
            response = session.get(address, withhold_token=True, **NO_REDIRECTS)
        if response.status_code != HTTPStatus.OK:
            raise ProviderRefusedError(Refusal.UNREACHABLE)
        found = response.json()
    except (RequestException, ValueError) as error:
        raise ProviderRefusedError(Refusal.UNREACHABLE) from error
    if not isinstance(found, dict):
        raise ProviderRefusedError(Refusal.UNFIT)
    return found


def _open(provider: Provider, metadata: Metadata, errand: Errand) -> OAuth2Session:
    return _restrict(
        provider,
        OAuth2Session(
            provider.client_id,
            provider.client_secret,
            redirect_uri=errand.redirect_uri,
            scope="openid",
            code_challenge_method="S256",
            token_endpoint_auth_method=metadata.authentication,
        ),
    )


def _restrict(provider: Provider, session: OAuth2Session) -> OAuth2Session:
    """Let a session reach the issuer alone; proxies and passwords of the machine are not used."""
    session.trust_env = False
    session.adapters.clear()
    session.mount(f"{provider.origin}/", BoundedAdapter())
    return session


def _get_address(provider: Provider, found: dict[str, Any], name: str) -> str:
    address = found.get(name)
    if not isinstance(address, str) or not address.startswith(f"{provider.origin}/"):
        raise ProviderRefusedError(Refusal.UNFIT)
    return address
