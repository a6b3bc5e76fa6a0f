"""Copy files of strangers in processes of their own, which can take nothing down with them.

A process without any connection or key of the server waits; for each file it makes a copy of
itself, which may work for two seconds in a little memory and then ends, whatever the file did.
"""

import multiprocessing
import os
import resource
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from threading import Lock
from typing import Final

from app.evidence.kinds import recognise
from app.evidence.model import Copied, FileKind, Refusal, RefusedFileError
from app.evidence.papers import copy_paper
from app.evidence.pictures import copy_picture

# Of work, so that a busy machine refuses nothing; and by the clock.
SECONDS_OF_WORK: Final = 2
PATIENCE: Final = 20.0
MOST_MEMORY: Final = 160 * 1024 * 1024


class Copier:
    """Makes copies, one after another; its process is started with the first file."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    def copy(self, data: bytes) -> Copied:
        """Give what a file is and a copy without metadata, or raise RefusedFileError."""
        with self._lock:
            try:
                answer = self._ask(data)
            except (OSError, EOFError):
                self._end()
                raise RefusedFileError(Refusal.TOO_MUCH) from None
        if isinstance(answer, Refusal):
            raise RefusedFileError(answer)
        return answer

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _ask(self, data: bytes) -> Copied | Refusal:
        connection = self._connection or self._start()
        connection.send_bytes(data)
        if not connection.poll(PATIENCE + 5):
            raise TimeoutError
        answer: Copied | Refusal = connection.recv()
        return answer

    def _start(self) -> Connection:
        # A copy of the server's process would hold its connections and its keys; a new one doesn't.
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        return self._connection

    def _end(self) -> None:
        connection, process = self._connection, self._process
        self._connection = self._process = None
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()
            process.join()
            process.close()


def serve(connection: Connection) -> None:
    """Copy files for whoever holds the other end, until nobody does."""
    with suppress(EOFError, OSError):
        while True:
            connection.send(copy_apart(connection.recv_bytes()))


def copy_apart(data: bytes) -> Copied | Refusal:
    """Copy a file in a process made for it; a process that ends by itself refuses the file."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    child = os.fork()
    if child == 0:
        ours.close()
        _work(theirs, data)
    theirs.close()
    try:
        if ours.poll(PATIENCE):
            answer: Copied | Refusal = ours.recv()
            return answer
        os.kill(child, 9)
    except (EOFError, OSError):
        pass
    finally:
        ours.close()
        os.waitpid(child, 0)
    return Refusal.TOO_MUCH


def _work(connection: Connection, data: bytes) -> None:
    """Copy a file within bounds, say what came of it, and end this process."""
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_OF_WORK, SECONDS_OF_WORK))
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        connection.send(_copy(data))
    finally:
        os._exit(0)


def _copy(data: bytes) -> Copied | Refusal:
    try:
        kind = recognise(data)
        return copy_paper(data) if kind is FileKind.PDF else copy_picture(kind, data)
    except RefusedFileError as error:
        return error.refusal
    except MemoryError:
        return Refusal.TOO_MUCH
