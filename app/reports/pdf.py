"""PDFs from our own HTML: tagged, with their fonts inside, and with no way to disk or network.

WeasyPrint finds system libraries when it is imported. Where they are missing the application
starts all the same, and says so where somebody asks for a PDF.
"""

import mimetypes
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from app.reports.content import SummaryContent
from app.reports.render import TEMPLATES, render_summary
from app.reports.wording import Wording

SCHEME = "threshold:"
STATIC = Path(__file__).parents[1] / "web" / "static"
STYLESHEET = TEMPLATES / "reports" / "summary.css"
VARIANT = "pdf/ua-1"

# The libraries below WeasyPrint share state, and one PDF fills a processor by itself.
_one_at_a_time = Lock()


class PdfUnavailableError(Exception):
    """The libraries that PDFs need are not there; the message names what is missing."""


class ForbiddenAddressError(ValueError):
    """A page asked for something that is not one of our own files."""


def make_summary_pdf(content: SummaryContent, wording: Wording) -> bytes:
    """Give the summary of one interview as a PDF. Raises PdfUnavailableError."""
    return write_pdf(render_summary(content, wording))


def write_pdf(html: str) -> bytes:
    """Give our own HTML as a tagged PDF. Raises PdfUnavailableError."""
    weasyprint = load_weasyprint()
    fetcher = _make_fetcher()
    with _one_at_a_time:
        document = weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=fetcher)
        written = document.write_pdf(stylesheets=[_read_stylesheet()], pdf_variant=VARIANT)
    return bytes(written)


def find_problem() -> str | None:
    """Say why there can be no PDFs, or None if there can."""
    try:
        load_weasyprint()
    except PdfUnavailableError as error:
        return str(error)
    return None


def load_weasyprint() -> Any:
    """Give WeasyPrint. Raises PdfUnavailableError where its system libraries are missing."""
    try:
        import weasyprint  # noqa: PLC0415 - It looks for system libraries; see above.
    except OSError as error:
        raise PdfUnavailableError(str(error).splitlines()[0]) from error
    return weasyprint


def read_own_file(address: str) -> tuple[bytes, str]:
    """Give one of our own static files and its kind. Raises ForbiddenAddressError for all else."""
    path = (STATIC / address.removeprefix(SCHEME)).resolve()
    is_ours = address.startswith(SCHEME) and path.is_relative_to(STATIC.resolve())
    if not is_ours or not path.is_file():
        raise ForbiddenAddressError(f"{address} is not one of our own files.")
    return path.read_bytes(), mimetypes.guess_type(path.name)[0] or "application/octet-stream"


@cache
def _read_stylesheet() -> Any:
    """Parse the stylesheet once: that is a good part of the time that a PDF takes."""
    weasyprint = load_weasyprint()
    text = STYLESHEET.read_text(encoding="utf-8")
    return weasyprint.CSS(string=text, base_url=SCHEME, url_fetcher=_make_fetcher())


@cache
def _make_fetcher() -> Any:
    urls = load_weasyprint().urls

    class OwnFiles(urls.URLFetcher):  # type: ignore[misc, name-defined]
        """Serves our own static files, and refuses disk and network."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 - Its signature.
            """Give one of our own files. Raises ForbiddenAddressError."""
            content, kind = read_own_file(url)
            return urls.URLFetcherResponse(url, content, {"Content-Type": kind})

    return OwnFiles()
