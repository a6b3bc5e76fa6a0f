"""WeasyPrint as our pages use it: our own files alone, read and dressed with little work.

The library finds system libraries when it is imported. Where they are missing the application
starts all the same, and says so where somebody asks for a PDF.
"""

import io
import mimetypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

# What is read is our own, without definitions that could make it grow.
from xml.etree.ElementTree import Element, ParseError, fromstring  # nosec B405

import pydyf
import segno
from cssselect2 import ElementWrapper

from app.reports.render import CODES, TEMPLATES

SCHEME: Final = "threshold:"
STATIC: Final = Path(__file__).parents[1] / "web" / "static"
ELEMENTS: Final = TEMPLATES / "reports" / "elements.css"
DOCTYPE: Final = "<!doctype html>"
LONGEST_CODE: Final = 200

# Scripts whose letters are drawn in another order than they are read in, or join in one shape.
# Those that are written from the right are not among them: readers turn their letters themselves.
SHAPED: Final = re.compile("[\u0900-\u1cff\ua800-\uabff]")


class PdfUnavailableError(Exception):
    """The libraries that PDFs need are not there; the message names what is missing."""


class ForbiddenAddressError(ValueError):
    """A page asked for something that is not one of our own files."""


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
    _keep_words(weasyprint)
    return weasyprint


def open_page(html: str) -> Any:
    """Give our own HTML as WeasyPrint lays it out. Raises PdfUnavailableError."""
    return _make_reader(load_weasyprint().HTML)(html)


@cache
def read_stylesheet(file: Path) -> Any:
    """Parse a stylesheet once: that is a good part of the time that a PDF takes."""
    weasyprint = load_weasyprint()
    text = file.read_text(encoding="utf-8")
    return weasyprint.CSS(string=text, base_url=SCHEME, url_fetcher=make_fetcher())


@cache
def make_fetcher() -> Any:
    """Give what serves pages with our own files. Raises PdfUnavailableError."""
    urls = load_weasyprint().urls

    class OwnFiles(urls.URLFetcher):  # type: ignore[misc, name-defined]
        """Serves our own static files, and refuses disk and network."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 - Its signature.
            """Give one of our own files. Raises ForbiddenAddressError."""
            content, kind = read_own_file(url)
            return urls.URLFetcherResponse(url, content, {"Content-Type": kind})

    return OwnFiles()


def read_own_file(address: str) -> tuple[bytes, str]:
    """Give one of our own static files, or a QR code, and its kind.

    Raises ForbiddenAddressError for all else.
    """
    if address.startswith(CODES):
        return _draw_code_file(unquote(address.removeprefix(CODES))), "image/svg+xml"
    path = (STATIC / address.removeprefix(SCHEME)).resolve()
    is_ours = address.startswith(SCHEME) and path.is_relative_to(STATIC.resolve())
    if not is_ours or not path.is_file():
        raise ForbiddenAddressError(f"{address} is not one of our own files.")
    return path.read_bytes(), mimetypes.guess_type(path.name)[0] or "application/octet-stream"


@cache
def _make_reader(html_class: Any) -> Any:
    """Give WeasyPrint's class for pages, with two things that take it less work.

    Our templates are well-formed, so that the parser of the standard library reads them, which is
    no Python; what it can't read goes the library's way. And of the rules that HTML has for its
    elements only those are tried that our pages can need: some of the others match every element,
    to dress footnotes that it hasn't.
    """

    class OwnPage(html_class):  # type: ignore[misc]
        """A page of ours."""

        def __init__(self, html: str) -> None:
            tree = read_well_formed(html)
            if tree is None:
                super().__init__(string=html, base_url=SCHEME, url_fetcher=make_fetcher())
                return
            self.base_url, self.url_fetcher, self.media_type = SCHEME, make_fetcher(), "print"
            self.wrapper_element = ElementWrapper.from_html_root(tree, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:  # noqa: ARG002, FBT001, FBT002 - Its signature.
            return [read_stylesheet(ELEMENTS)]

    return OwnPage


def read_well_formed(html: str) -> Element | None:
    """Give HTML that is XML too as a tree; None where it is not, or has definitions of its own."""
    page = html.removeprefix(DOCTYPE)
    if page == html or "<!" in page:
        return None
    try:
        return fromstring(page)  # noqa: S314 - Our own.  # nosec B314
    except ParseError:
        return None


@cache
def _keep_words(weasyprint: Any) -> None:
    """Write the words beside their shapes, where those alone don't tell them.

    Scripts such as Bengali or Burmese draw letters in another order than they are read in, and
    join several into one shape. WeasyPrint remembers for each shape the letters that it stood for
    first, which is not what it stands for everywhere.
    """

    class Stream(weasyprint.pdf.Stream):  # type: ignore[misc]
        @contextmanager
        def marked(self, box: Any, tag: str) -> Iterator[None]:
            with super().marked(box, tag):
                text = getattr(box, "text", "")
                if SHAPED.search(text) and self.stream[-1] == b"BDC":
                    self.stream[-2]["ActualText"] = pydyf.String(text)
                yield

    weasyprint.pdf.Stream = Stream


def _draw_code_file(text: str) -> bytes:
    """Give a QR code with modules that a telephone can see as a picture."""
    picture = io.BytesIO()
    code = segno.make(text[:LONGEST_CODE], error="m", micro=False)
    code.save(picture, kind="svg", border=0, scale=0.45, unit="mm")
    return picture.getvalue()
