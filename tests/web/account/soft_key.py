"""A security key of software: what it signs is right unless a test wants it wrong."""

import json
import os
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256

HERE = "http://localhost"
USER_IS_THERE = 0x01
HAS_A_NEW_KEY = 0x40


class SoftKey:
    """One key that knows one site; `count` is how often it signed."""

    def __init__(self) -> None:
        self.private = generate_private_key(SECP256R1())
        self.id = os.urandom(32)
        self.count = 0

    def make(self, options: dict[str, Any], origin: str = HERE) -> str:
        """Answer a challenge with a new public key."""
        numbers = self.private.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        made = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        data = self._describe(USER_IS_THERE | HAS_A_NEW_KEY) + made
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        told = write_client_data("webauthn.create", options["challenge"], origin)
        return self._write(
            {"clientDataJSON": to_text(told), "attestationObject": to_text(attestation)}
        )

    def sign(self, options: dict[str, Any], origin: str = HERE) -> str:
        """Answer a challenge with a signature."""
        self.count += 1
        data = self._describe(USER_IS_THERE)
        told = write_client_data("webauthn.get", options["challenge"], origin)
        signature = self.private.sign(data + sha256(told).digest(), ECDSA(SHA256()))
        return self._write(
            {
                "clientDataJSON": to_text(told),
                "authenticatorData": to_text(data),
                "signature": to_text(signature),
            }
        )

    def _describe(self, flags: int) -> bytes:
        return sha256(b"localhost").digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _write(self, response: dict[str, str]) -> str:
        name = to_text(self.id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})


def write_client_data(kind: str, challenge: str, origin: str) -> bytes:
    return json.dumps({"type": kind, "challenge": challenge, "origin": origin}).encode()


def to_text(plain: bytes) -> str:
    return urlsafe_b64encode(plain).rstrip(b"=").decode()
