"""Have files scanned for viruses by clamd, where one is configured.

The protocol is five lines long, and the client libraries for it are years old: INSTREAM, the file
in pieces with their lengths, an empty piece, and one answer.
"""

import socket
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.evidence.model import Refusal, RefusedFileError

SECONDS: Final = 30.0
PIECE: Final = 64 * 1024
LONGEST_ANSWER: Final = 4096
UNIX: Final = "unix:"


@dataclass(frozen=True)
class Scanner:
    """Where clamd listens: `unix:/path` or `host:port`."""

    address: str
    seconds: float = SECONDS

    def check(self, data: bytes) -> None:
        """Return if clamd finds nothing. Raises RefusedFileError, also if it can't be asked."""
        try:
            answer = self._ask(data)
        except (OSError, ValueError):
            raise RefusedFileError(Refusal.NOT_SCANNED) from None
        if answer.endswith(b"FOUND"):
            raise RefusedFileError(Refusal.INFECTED)
        if answer != b"stream: OK":
            raise RefusedFileError(Refusal.NOT_SCANNED)

    def _ask(self, data: bytes) -> bytes:
        with closing(self._connect()) as connection:
            connection.sendall(b"zINSTREAM\0")
            for start in range(0, len(data), PIECE):
                piece = data[start : start + PIECE]
                connection.sendall(len(piece).to_bytes(4, "big") + piece)
            connection.sendall(bytes(4))
            return _read_answer(connection)

    def _connect(self) -> socket.socket:
        if not self.address.startswith(UNIX):
            host, _, port = self.address.rpartition(":")
            return socket.create_connection((host, int(port)), timeout=self.seconds)
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(self.seconds)
        try:
            connection.connect(str(Path(self.address.removeprefix(UNIX))))
        except OSError:
            connection.close()
            raise
        return connection


def _read_answer(connection: socket.socket) -> bytes:
    read = b""
    while b"\0" not in read and len(read) < LONGEST_ANSWER:
        piece = connection.recv(LONGEST_ANSWER)
        if not piece:
            break
        read += piece
    return read.partition(b"\0")[0].strip()
