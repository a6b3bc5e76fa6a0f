"""Files that wait to be fetched: sealed on disk under a key that is nowhere but in memory."""

import os
import tempfile
from threading import Lock
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_LENGTH: Final = 12


class SealedSpool:
    """Keeps files in the order in which they come, for as long as this process lives.

    What lies on disk has no name, can't be opened without the key, and is gone with the process,
    however that ends.
    """

    def __init__(self) -> None:
        self._key = AESGCM(AESGCM.generate_key(bit_length=256))
        # It has no name from the start; the context is the spool's own life.
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._places: list[tuple[int, int]] = []
        self._lock = Lock()

    def add(self, content: bytes) -> int:
        """Keep a file, and give its number. Raises ValueError after `close`, or OSError."""
        with self._lock:
            number = len(self._places)
            nonce = os.urandom(NONCE_LENGTH)
            sealed = nonce + self._key.encrypt(nonce, content, _bind(number))
            begin = self._file.seek(0, os.SEEK_END)
            self._file.write(sealed)
            self._file.flush()  # A disk without room says so now, and not to whoever reads it.
            self._places.append((begin, len(sealed)))
            return number

    def read(self, number: int) -> bytes:
        """Give a file back. Raises ValueError after `close`."""
        with self._lock:
            begin, length = self._places[number]
            self._file.seek(begin)
            sealed = self._file.read(length)
        return self._key.decrypt(sealed[:NONCE_LENGTH], sealed[NONCE_LENGTH:], _bind(number))

    def close(self) -> None:
        """Let all files go, for ever."""
        with self._lock:
            self._file.close()


def _bind(number: int) -> bytes:
    return str(number).encode()
