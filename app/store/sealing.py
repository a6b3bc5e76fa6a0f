"""Seal texts and bytes under the key of their case, each bound to the place where it is kept.

A sealed value is: one byte for this layout, two for the generation of the key, twelve random bytes,
and the ciphertext of AES-256-GCM with its tag. Layout, generation and place are authenticated, so
that a sealed value opens only in the row and column that it was sealed for. Its length shows how
long the text is.
"""

import json
import os
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.store.errors import SealError
from app.store.ids import CaseId

LAYOUT: Final = 1
NONCE_LENGTH: Final = 12
TAG_LENGTH: Final = 16
HEADER_LENGTH: Final = 3


@dataclass(frozen=True, eq=False)
class CaseKey:
    """The key of one case; it shows nothing of itself.

    What is sealed is sealed under it. While a new key is put in the place of an old one, the
    `older` ones still open what stands under them.
    """

    case_id: CaseId
    generation: int
    secret: bytes = field(repr=False)
    older: tuple["CaseKey", ...] = field(default=(), repr=False)

    def find(self, generation: int) -> "CaseKey | None":
        """Give the key of a generation, if it is there."""
        return next((e for e in (self, *self.older) if e.generation == generation), None)


@dataclass(frozen=True)
class Place:
    """Where a sealed value is kept."""

    table: str
    column: str
    row_id: str


def seal_text(key: CaseKey, place: Place, text: str) -> bytes:
    """Seal a text for its place."""
    return seal_bytes(key, place, text.encode())


def unseal_text(key: CaseKey, place: Place, sealed: bytes) -> str:
    """Give the text that was sealed for this place, or raise SealError."""
    return unseal_bytes(key, place, sealed).decode()


def seal_bytes(key: CaseKey, place: Place, plain: bytes) -> bytes:
    """Seal bytes for their place."""
    header = bytes([LAYOUT]) + key.generation.to_bytes(2, "big")
    nonce = os.urandom(NONCE_LENGTH)
    return header + nonce + AESGCM(key.secret).encrypt(nonce, plain, _bind(header, key, place))


def unseal_bytes(key: CaseKey, place: Place, sealed: bytes) -> bytes:
    """Give the bytes that were sealed for this place, or raise SealError."""
    name = f"{place.table}.{place.column} of row {place.row_id}"
    if len(sealed) < HEADER_LENGTH + NONCE_LENGTH + TAG_LENGTH or sealed[0] != LAYOUT:
        raise SealError(f"What stands in {name} was not sealed by this program.")
    header, nonce = sealed[:HEADER_LENGTH], sealed[HEADER_LENGTH : HEADER_LENGTH + NONCE_LENGTH]
    generation = read_generation(sealed)
    known = key.find(generation)
    if known is None:
        raise SealError(
            f"{name} was sealed under key {generation} of its case, and this is {key.generation}."
        )
    try:
        return AESGCM(known.secret).decrypt(
            nonce, sealed[HEADER_LENGTH + NONCE_LENGTH :], _bind(header, key, place)
        )
    except InvalidTag:
        raise SealError(
            f"{name} does not open with the key of case {key.case_id}: it was sealed for another "
            "case or place, or was changed. Restore it from a backup."
        ) from None


def read_generation(sealed: bytes) -> int:
    """Give the generation of the key that something is sealed under."""
    return int.from_bytes(sealed[1:HEADER_LENGTH], "big")


def _bind(header: bytes, key: CaseKey, place: Place) -> bytes:
    """Write what a sealed value is bound to, so that no two places are written alike."""
    return header + json.dumps([key.case_id, place.table, place.column, place.row_id]).encode()
