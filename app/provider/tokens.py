"""What an ID token says, once everything about it is as it has to be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any, Final, TypeGuard

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from app.provider.model import Errand, Identity, Provider, ProviderRefusedError, Refusal

# Signed with a key that only the provider has: a token under a shared secret, or under none, is
# refused whatever it says of itself.
ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384")
KINDS: Final = (None, "JWT")
# Clocks of servers differ a little.
LEEWAY: Final = timedelta(minutes=1)
# A token of longer ago was not made for this errand.
OLDEST: Final = timedelta(minutes=10)
LONGEST_SUBJECT: Final = 255


@dataclass(frozen=True)
class Case:
    """What claims are looked at against."""

    provider: Provider
    errand: Errand
    now: datetime


def read_token(
    provider: Provider, errand: Errand, keys: Mapping[str, Any], written: str, now: datetime
) -> Identity:
    """Give who a signed ID token names, or raise ProviderRefusedError with what is wrong."""
    claims = _verify(keys, written)
    case = Case(provider, errand, now)
    for refusal, is_right in CHECKS.items():
        if not is_right(case, claims):
            raise ProviderRefusedError(refusal)
    return Identity(provider.issuer, claims["sub"], _has_second(provider, claims))


def _verify(keys: Mapping[str, Any], written: str) -> dict[str, Any]:
    try:
        known = KeySet.import_key_set(dict(keys))  # type: ignore[arg-type] # It looks by itself.
        token = jwt.decode(written, known, algorithms=list(ALGORITHMS))
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise ProviderRefusedError(Refusal.SIGNATURE) from error
    if token.header.get("typ") not in KINDS:
        raise ProviderRefusedError(Refusal.SIGNATURE)
    return token.claims


def _is_of_issuer(case: Case, claims: Mapping[str, Any]) -> bool:
    return claims.get("iss") == case.provider.issuer


def _is_for_us(case: Case, claims: Mapping[str, Any]) -> bool:
    """Say whether a token was made for us, and for nobody else beside us."""
    own = case.provider.client_id
    return claims.get("aud") in (own, [own]) and claims.get("azp", own) == own


def _is_in_time(case: Case, claims: Mapping[str, Any]) -> bool:
    ends, made = _read_moment(claims, "exp"), _read_moment(claims, "iat")
    now = case.now.timestamp()
    leeway = LEEWAY.total_seconds()
    if ends is None or made is None:
        return False
    begins = claims.get("nbf", made)
    return (
        now < ends + leeway
        and _is_number(begins)
        and begins <= now + leeway
        and now - OLDEST.total_seconds() <= made <= now + leeway
    )


def _is_of_errand(case: Case, claims: Mapping[str, Any]) -> bool:
    nonce = claims.get("nonce")
    return isinstance(nonce, str) and compare_digest(nonce.encode(), case.errand.nonce.encode())


def _is_fresh(case: Case, claims: Mapping[str, Any]) -> bool:
    """Say whether somebody showed who they are since we asked for it, where we did."""
    if not case.errand.is_fresh:
        return True
    shown = _read_moment(claims, "auth_time")
    begun = case.errand.begun_at.timestamp() - LEEWAY.total_seconds()
    return shown is not None and begun <= shown <= case.now.timestamp() + LEEWAY.total_seconds()


def _has_subject(case: Case, claims: Mapping[str, Any]) -> bool:
    del case
    subject = claims.get("sub")
    return (
        isinstance(subject, str) and 0 < len(subject) <= LONGEST_SUBJECT and "\x00" not in subject
    )


def _has_second(provider: Provider, claims: Mapping[str, Any]) -> bool:
    ways = claims.get("amr")
    said = {each for each in ways if isinstance(each, str)} if isinstance(ways, list) else set()
    context = claims.get("acr")
    if isinstance(context, str):
        said.add(context)
    return bool(said & provider.counts_as_second)


def _read_moment(claims: Mapping[str, Any], name: str) -> float | None:
    value = claims.get(name)
    return float(value) if _is_number(value) else None


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


# In this order: what a token says counts only once it is known from whom and for whom it is.
CHECKS: Final[Mapping[Refusal, Callable[[Case, Mapping[str, Any]], bool]]] = {
    Refusal.ISSUER: _is_of_issuer,
    Refusal.AUDIENCE: _is_for_us,
    Refusal.EXPIRED: _is_in_time,
    Refusal.NONCE: _is_of_errand,
    Refusal.NOT_FRESH: _is_fresh,
    Refusal.SUBJECT: _has_subject,
}
