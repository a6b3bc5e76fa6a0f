"""PDFs made in a process of their own: the server answers meanwhile, and none can take it down."""

import multiprocessing
import os
import signal
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Final

from app.reports.pdf import Printable, make_pdf

# Seconds of work, so that a busy machine gives up nothing: 20,000 letters take a few.
SECONDS_AT_MOST: Final = 60.0
# By the clock, in case that a document keeps a process waiting without any work.
PATIENCE: Final = 1800.0
POLITE: Final = 5
# Each document leaves a fifth of a megabyte behind in the libraries; a new process has nothing.
DOCUMENTS_OF_A_PROCESS: Final = 100


class NotPrintedError(Exception):
    """A document could not be made; the message is a sentence that tells nothing of it."""


class Printer:
    """Makes one PDF after another in a process that is started with the first.

    For one thread. The process ends by itself when the one that started it is gone.
    """

    def __init__(self, seconds: float = SECONDS_AT_MOST) -> None:
        self._seconds = seconds
        self._made = 0
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    def make(self, printable: Printable) -> bytes:
        """Give a PDF. Raises NotPrintedError; the next document is tried all the same."""
        try:
            made = self._ask(printable)
        except (OSError, EOFError) as error:
            raise NotPrintedError(self._explain()) from error
        if isinstance(made, str):
            raise NotPrintedError(f"It could not be laid out ({made}).")
        return made

    def close(self) -> None:
        """End the process, whatever it is at."""
        process, connection = self._process, self._connection
        self._process = self._connection = None
        self._made = 0
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()
            process.join()
            process.close()

    def _ask(self, printable: Printable) -> bytes | str:
        if self._made >= DOCUMENTS_OF_A_PROCESS:
            self.close()
        connection = self._connection or self._start()
        self._made += 1
        connection.send(printable)
        if not connection.poll(PATIENCE):
            raise TimeoutError
        made: bytes | str = connection.recv()
        return made

    def _explain(self) -> str:
        """Say why there is no answer, and leave nothing of the process."""
        process = self._process
        if process is not None:
            process.join(timeout=1)
        took_too_long = process is not None and process.exitcode in (None, -signal.SIGPROF)
        self.close()
        if took_too_long:
            return f"It took more than {self._seconds:g} seconds of work."
        return "The process that makes PDFs ended."

    def _start(self) -> Connection:
        # A copy of the server's process would hold its connections and its keys; a new one doesn't.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, self._seconds), daemon=True)
        self._process.start()
        theirs.close()
        self._connection = ours
        return ours


def serve(connection: Connection, seconds: float) -> None:
    """Make PDFs for whoever holds the other end, until nobody does; gives way to other work.

    A document that takes more seconds of work ends the process.
    """
    os.nice(POLITE)
    with suppress(EOFError, OSError):
        while True:
            printable = connection.recv()
            # Nothing handles this signal, so that it ends what is deep in a library too.
            signal.setitimer(signal.ITIMER_PROF, seconds)
            made = _try(printable)
            signal.setitimer(signal.ITIMER_PROF, 0)
            connection.send(made)


def _try(printable: Printable) -> bytes | str:
    """Give a PDF, or the kind of mistake alone: its message could quote the document."""
    try:
        return make_pdf(printable)
    except Exception as error:
        return type(error).__name__
