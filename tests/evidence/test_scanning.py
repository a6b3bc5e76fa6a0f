"""Files are scanned by clamd over its own protocol, and nothing passes while it does not answer."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.evidence.model import Refusal, RefusedFileError
from app.evidence.scanning import Scanner

VIRUS = b"this stands for a virus"


class SmallClamd:
    """A server that speaks as much of clamd's protocol as INSTREAM takes."""

    def __init__(self, listening: socket.socket, answer: bytes = b"") -> None:
        self.answer, self.read, self.listening = answer, b"", listening
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()

    def serve(self) -> None:
        connection, _ = self.listening.accept()
        with connection:
            stream = connection.makefile("rb")
            assert stream.read(10) == b"zINSTREAM\0"
            while length := int.from_bytes(stream.read(4), "big"):
                self.read += stream.read(length)
            found = b"stream: Some-Virus FOUND\0" if VIRUS in self.read else b"stream: OK\0"
            connection.sendall(self.answer or found)

    def end(self) -> None:
        self.thread.join(timeout=10)
        self.listening.close()


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as opened:
        yield opened


def address_of(listening: socket.socket) -> str:
    host, port = listening.getsockname()
    return f"{host}:{port}"


def test_sound_file_passes_and_was_seen_whole(listening: socket.socket) -> None:
    clamd = SmallClamd(listening)
    sound = bytes(range(256)) * 1000

    Scanner(address_of(listening)).check(sound)

    clamd.end()
    assert clamd.read == sound


def test_file_with_a_virus_is_refused(listening: socket.socket) -> None:
    clamd = SmallClamd(listening)

    with pytest.raises(RefusedFileError) as caught:
        Scanner(address_of(listening)).check(bytes(70_000) + VIRUS)

    clamd.end()
    assert caught.value.refusal is Refusal.INFECTED


@pytest.mark.parametrize(
    "answer", [b"INSTREAM size limit exceeded. ERROR\0", b"stream: ERROR\0", b"\0", b"stream: O\0"]
)
def test_answer_that_is_not_ok_refuses_the_file(listening: socket.socket, answer: bytes) -> None:
    clamd = SmallClamd(listening, answer)

    with pytest.raises(RefusedFileError) as caught:
        Scanner(address_of(listening)).check(b"sound")

    clamd.end()
    assert caught.value.refusal is Refusal.NOT_SCANNED


def test_nothing_passes_where_nobody_listens(listening: socket.socket) -> None:
    closed = address_of(listening)
    listening.close()

    with pytest.raises(RefusedFileError) as caught:
        Scanner(closed).check(b"sound")

    assert caught.value.refusal is Refusal.NOT_SCANNED


@pytest.mark.enable_socket  # The socket is a file of this machine.
def test_clamd_is_asked_over_a_socket_of_the_machine_too(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(str(tmp_path / "clamd"))
        opened.listen()
        clamd = SmallClamd(opened)
        Scanner(f"unix:{tmp_path / 'clamd'}").check(b"sound")
        clamd.end()

    with pytest.raises(RefusedFileError) as caught:
        Scanner(f"unix:{tmp_path / 'clamd'}").check(b"sound")
    assert clamd.read == b"sound"
    assert caught.value.refusal is Refusal.NOT_SCANNED


def test_nothing_passes_while_clamd_keeps_silent(listening: socket.socket) -> None:
    with pytest.raises(RefusedFileError) as caught:
        Scanner(address_of(listening), seconds=0.2).check(b"sound")

    assert caught.value.refusal is Refusal.NOT_SCANNED
