"""A small identity provider on this machine, with a key of its own, that can be told to lie."""

import hmac
import json
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.web.installation import MovingClock

CLIENT: Final = "threshold"
SECRET: Final = "an invented secret of the client"
DISCOVERY: Final = "/realm/.well-known/openid-configuration"
# Making one takes a while, and all tests may share it.
KEY: Final = RSAKey.generate_key(2048, {"kid": "one"})
OTHER_KEY: Final = RSAKey.generate_key(2048, {"kid": "one"})


@dataclass
class IdentityProvider:
    """Who is at it, and in what it lies; `claims` and `metadata` replace what is true."""

    moving: MovingClock
    origin: str = ""
    subject: str = "subject-1"
    claims: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    back: dict[str, str] = field(default_factory=dict)
    signing: str = "honest"
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        return f"{self.origin}/realm"

    def describe(self) -> dict[str, Any]:
        """Say what the provider says of itself."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.origin}/realm/authorize",
            "token_endpoint": f"{self.origin}/realm/token",
            "jwks_uri": f"{self.origin}/realm/keys",
            "authorization_response_iss_parameter_supported": True,
            **self.metadata,
        }

    def authorize(self, asked: Mapping[str, str]) -> str:
        """Give where a browser is sent back to: whoever is asked says yes at once."""
        self.asked.append(dict(asked))
        code = f"code-{len(self.asked)}"
        self.codes[code] = dict(asked)
        sent = {"code": code, "state": asked["state"], "iss": self.issuer, **self.back}
        return f"{asked['redirect_uri']}?{urlencode(sent)}"

    def redeem(self, sent: Mapping[str, str], authorization: str) -> dict[str, Any] | None:
        """Give a token for a code that is used once, by whom it was made for."""
        asked = self.codes.pop(sent.get("code", ""), None)
        said = b64decode(authorization.removeprefix("Basic ")).decode()
        proof = urlsafe_b64encode(sha256(sent.get("code_verifier", "").encode()).digest())
        if asked is None or said != f"{CLIENT}:{SECRET}":
            return None
        if asked["code_challenge"] != proof.rstrip(b"=").decode():
            return None
        if (
            asked["code_challenge_method"] != "S256"
            or asked["redirect_uri"] != sent["redirect_uri"]
        ):
            return None
        return {"access_token": "unused", "token_type": "Bearer", "id_token": self.sign(asked)}

    def sign(self, asked: Mapping[str, str]) -> str:
        """Write an ID token, as honestly as the provider is."""
        now = int(self.moving.moment.timestamp())
        claims = {
            "iss": self.issuer,
            "sub": self.subject,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            "auth_time": now if "max_age" in asked else now - 3600,
            **self.claims,
        }
        if self.signing in ("none", "HS256"):
            return _write_by_hand(self.signing, claims)
        key = OTHER_KEY if self.signing == "other key" else KEY
        kind = "at+jwt" if self.signing == "access token" else "JWT"
        return jwt.encode({"alg": "RS256", "kid": "one", "typ": kind}, claims, key)


class Handler(BaseHTTPRequestHandler):
    """Answers for the provider that its server belongs to."""

    server: "ProviderServer"

    def do_GET(self) -> None:
        made = self.server.made
        made.seen.append(self.path)
        if self.path.startswith("/realm/authorize?"):
            self.send_response(302)
            self.send_header("Location", made.authorize(read_query(self.path)))
            self.end_headers()
            return
        found = {DISCOVERY: made.describe(), "/realm/keys": list_keys()}.get(self.path)
        self.answer(404 if found is None else 200, found)

    def do_POST(self) -> None:
        made = self.server.made
        made.seen.append(self.path)
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        token = made.redeem(dict(parse_qsl(sent)), self.headers.get("Authorization", ""))
        self.answer(400 if token is None else 200, token or {"error": "invalid_grant"})

    def answer(self, status: int, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - The library's.
        del format, arguments


class ProviderServer(ThreadingHTTPServer):
    """A server on this machine alone, for one provider."""

    def __init__(self, made: IdentityProvider) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.made = made


@contextmanager
def providing(moving: MovingClock) -> Iterator[IdentityProvider]:
    """Let a provider serve on this machine alone."""
    made = IdentityProvider(moving)
    server = ProviderServer(made)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    made.origin = f"http://127.0.0.1:{server.server_port}"
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def list_keys() -> dict[str, Any]:
    """Give the keys under which the provider says that it signs."""
    return {"keys": [KEY.as_dict(private=False)]}


def read_query(address: str) -> dict[str, str]:
    """Give what an address asks for."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def _write_by_hand(algorithm: str, claims: Mapping[str, Any]) -> str:
    """Write what no library writes: no signature, or one under the public key as a secret."""
    parts = ({"alg": algorithm, "typ": "JWT", "kid": "one"}, claims)
    written = ".".join(_encode(json.dumps(each).encode()) for each in parts)
    digest = hmac.digest(KEY.as_pem(private=False), written.encode(), "sha256")
    return f"{written}.{'' if algorithm == 'none' else _encode(digest)}"


def _encode(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()
