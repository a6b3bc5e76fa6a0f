"""What protects the secrets of accounts: sealed where they are needed again, else fingerprints.

Both keys come from the key of all passwords, so that a copy of the database alone neither makes
codes of the second factor nor lets anybody try tokens and recovery codes against it.
"""

import hmac
import os
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.store.errors import SealError
from app.store.ids import AccountId
from app.store.password_keys import PasswordKeys, name_key

NONCE_LENGTH: Final = 12
KEY_LENGTH: Final = 32


@dataclass(frozen=True, eq=False)
class AccountKey:
    """The keys of account secrets; it shows nothing of itself.

    `name` is that of the key of passwords. What older ones sealed or marked is still known.
    """

    name: str
    sealing: bytes = field(repr=False)
    marking: bytes = field(repr=False)
    older: tuple["AccountKey", ...] = ()

    @property
    def all(self) -> tuple["AccountKey", ...]:
        """Give this key and the older ones, the newest first."""
        return (self, *self.older)


def derive_account_key(passwords: bytes, *older: bytes) -> AccountKey:
    """Give the keys that belong to the key of all passwords, and to older ones, newest first."""
    return AccountKey(
        name_key(passwords),
        _derive(passwords, b"seal"),
        _derive(passwords, b"mark"),
        tuple(derive_account_key(each) for each in older),
    )


def derive_account_keys(keys: PasswordKeys) -> AccountKey:
    """Give the keys that belong to all keys of passwords that are kept."""
    return derive_account_key(*(each.secret for each in keys.all))


def seal_secret(key: AccountKey, account: AccountId, secret: str) -> bytes:
    """Seal the secret of an authenticator app for its account."""
    nonce = os.urandom(NONCE_LENGTH)
    return nonce + AESGCM(key.sealing).encrypt(nonce, secret.encode(), _bind(account))


def unseal_secret(key: AccountKey, account: AccountId, sealed: bytes) -> str:
    """Give the secret that was sealed for this account, or raise SealError."""
    nonce, rest = sealed[:NONCE_LENGTH], sealed[NONCE_LENGTH:]
    for each in key.all:
        with suppress(InvalidTag, ValueError):
            return AESGCM(each.sealing).decrypt(nonce, rest, _bind(account)).decode()
    raise SealError(
        f"The second factor of account {account} does not open: it was sealed for another "
        "account or under another key of passwords. Reset the sign-in of this account."
    )


def mark(key: AccountKey, purpose: str, text: str) -> str:
    """Give the keyed fingerprint of a text; equal texts of other purposes have other ones."""
    return hmac.new(key.marking, f"{purpose}\0{text}".encode(), sha256).hexdigest()


def derive_bytes(key: AccountKey, purpose: str, text: str) -> bytes:
    """Give twenty bytes that nobody without the key can tell from chance."""
    return bytes.fromhex(mark(key, purpose, text))[:20]


def _bind(account: AccountId) -> bytes:
    return f"accounts.totp_secret of {account}".encode()


def _derive(passwords: bytes, purpose: bytes) -> bytes:
    derivation = HKDF(SHA256(), KEY_LENGTH, salt=None, info=b"threshold accounts: " + purpose)
    return derivation.derive(passwords)
