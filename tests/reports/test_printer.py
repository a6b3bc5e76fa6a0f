"""PDFs from a process of their own: one that fails, or never ends, stops no other."""

import io
import os
import signal
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.reports import printer as printing
from app.reports.pdf import Printable
from app.reports.printer import NotPrintedError, Printer

PAGE = '<html lang="en"><head><title>Short</title></head><body><h1>Short</h1></body></html>'
ENDLESS = Printable("<html lang='en'><title>x</title><h1>x</h1>" + "<p>word</p>" * 40_000)


def test_a_document_that_fails_or_ends_the_process_stops_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printer = Printer()
    whole = printer.make(Printable(PAGE))

    with pytest.raises(NotPrintedError, match=r"could not be laid out \(FileNotFoundError\)"):
        printer.make(Printable(PAGE, look=Path("no-such.css")))
    after_a_failure = printer.make(Printable(PAGE))
    _kill(printer)
    with pytest.raises(NotPrintedError, match="process that makes PDFs ended"):
        printer.make(Printable(PAGE))
    after_a_death = printer.make(Printable(PAGE))
    monkeypatch.setattr(printing, "DOCUMENTS_OF_A_PROCESS", 1)
    first = _find_process(printer)
    in_a_new_process = printer.make(Printable(PAGE))
    assert _find_process(printer) is not first
    printer.close()

    for made in (whole, after_a_failure, after_a_death, in_a_new_process):
        assert PdfReader(io.BytesIO(made)).pages[0].extract_text() == "Short"


def test_a_document_that_takes_too_long_is_given_up() -> None:
    printer = Printer(seconds=0.5)

    with pytest.raises(NotPrintedError, match=r"took more than 0\.5 seconds of work"):
        printer.make(ENDLESS)
    printer.close()


def _find_process(printer: Printer) -> SpawnProcess:
    process = printer._process  # noqa: SLF001 - What happens outside of our code.
    assert process is not None
    return process


def _kill(printer: Printer) -> None:
    process = _find_process(printer)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
