"""How often somebody may try to sign in: so often for one account, so often from one address.

Also how often a person may do what takes long or takes much away.

Nothing here knows whether there is such an account, so those that exist and those that don't are
treated alike. Where the person of an account signed in lately, tries are counted apart from those
of everywhere else: a stranger who guesses does not lock the owner out.
"""

from dataclasses import dataclass
from enum import Enum
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Final

from limits import RateLimitItem, RateLimitItemPerHour
from limits.strategies import RateLimiter

from app.store.account_keys import AccountKey, mark
from app.store.attempts import AttemptStorage
from app.store.ids import AccountId

PER_ACCOUNT: Final = RateLimitItemPerHour(10)
PER_ADDRESS: Final = RateLimitItemPerHour(50)
# Whoever checks documents does so by hand; whoever searches for numbers does not.
LOOKS_PER_ADDRESS: Final = RateLimitItemPerHour(60)
# Each way to the identity provider and back counts twice, and what comes right not at all.
WAYS_PER_ADDRESS: Final = RateLimitItemPerHour(100)
# A household or an office has so much of an IPv6 address to itself.
OF_ONE_PLACE: Final = 64


class Proof(Enum):
    """What is tried."""

    FIRST_FACTOR = "first_factor"
    SECOND_FACTOR = "second_factor"


@dataclass(frozen=True)
class Try:
    """One try: with what, for which account (its e-mail address), and from where.

    It is known where the person of this account signed in from this address lately.
    """

    proof: Proof
    account: str
    address: str
    is_known: bool = False


@dataclass(frozen=True)
class Throttle:
    """Counts tries under fingerprints: what was typed by mistake is not kept."""

    limiter: RateLimiter
    key: AccountKey

    def may_try(self, each: Try) -> bool:
        """Count a try, and say whether it may be looked at."""
        return all(self.limiter.hit(limit, *name) for limit, name in self._list_limits(each))

    def may_look(self, address: str) -> bool:
        """Count that somebody checks a document, and say whether it may be looked up."""
        return self.limiter.hit(LOOKS_PER_ADDRESS, "look", self._mark_place(address))

    def may_do(self, what: str, account: AccountId, an_hour: int) -> bool:
        """Count that a person does something, and say whether they may so often in an hour."""
        return self.limiter.hit(RateLimitItemPerHour(an_hour), what, str(account))

    def may_go(self, address: str) -> bool:
        """Count a step on a way to the identity provider, and say whether it may be taken."""
        return self.limiter.hit(WAYS_PER_ADDRESS, "way", self._mark_place(address))

    def forgive_way(self, address: str) -> None:
        """Take back both steps of a way that led to an account."""
        storage, name = (
            self.limiter.storage,
            WAYS_PER_ADDRESS.key_for("way", self._mark_place(address)),
        )
        if isinstance(storage, AttemptStorage):
            for _ in range(2):
                storage.forgive(name)

    def forgive(self, each: Try) -> None:
        """Take back a try that was right, and what was tried for its account before."""
        storage = self.limiter.storage
        (_, address), (_, account) = self._list_limits(each)
        storage.clear(PER_ACCOUNT.key_for(*account))
        if isinstance(storage, AttemptStorage):
            storage.forgive(PER_ADDRESS.key_for(*address))

    def _list_limits(self, each: Try) -> tuple[tuple[RateLimitItem, tuple[str, ...]], ...]:
        of_account = mark_account_at(self.key, each.account, each.address if each.is_known else "")
        return (
            (PER_ADDRESS, ("address", self._mark_place(each.address))),
            (PER_ACCOUNT, (each.proof.value, of_account)),
        )

    def _mark_place(self, address: str) -> str:
        return mark(self.key, "address", find_place(address))


def mark_account_at(key: AccountKey, account: str, address: str) -> str:
    """Give the keyed fingerprint of an account at an address, or anywhere if that is empty."""
    name = account.strip().casefold()
    return mark(key, "account", f"{name}\0{find_place(address)}" if address else name)


def find_place(address: str) -> str:
    """Give what of an address stays the same for one place: of IPv6, the first half."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    mapped = parsed.ipv4_mapped
    return str(mapped or IPv6Network((int(parsed), OF_ONE_PLACE), strict=False).network_address)
