"""PDFs from our own HTML: for everybody to read, to be kept for good, with no way to the network.

WeasyPrint finds system libraries when it is imported. Where they are missing the application
starts all the same, and says so where somebody asks for a PDF.
"""

import gc
import io
import mimetypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import unquote

import pydyf
import segno

from app.reports.carried import CONTENT, NAME
from app.reports.content import SummaryContent
from app.reports.imprint import Imprint
from app.reports.paper import PaperForm
from app.reports.render import (
    CODES,
    TEMPLATES,
    ReportContent,
    render_paper_form,
    render_report,
    render_summary,
)
from app.reports.wording import Wording
from app.reports.written import work_out_once

SCHEME = "threshold:"
STATIC = Path(__file__).parents[1] / "web" / "static"
FRAME = TEMPLATES / "reports" / "pages.css"
SUMMARY = TEMPLATES / "reports" / "summary.css"
PAPER = TEMPLATES / "paper" / "paper.css"
ARCHIVAL = "pdf/a-3a"
LONGEST_CODE = 200
# Archives ask for a description of each property that their own standard does not know.
ACCESSIBLE = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of PDF/UA that this file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""

# Scripts whose letters are drawn in another order than they are read in, or join in one shape.
# Those that are written from the right are not among them: readers turn their letters themselves.
SHAPED = re.compile("[\u0900-\u1cff\ua800-\uabff]")

# The libraries below WeasyPrint share state, and one PDF fills a processor by itself.
_one_at_a_time = Lock()


@dataclass(frozen=True)
class Enclosure:
    """A file inside a PDF, for machines: what the pages are made from."""

    name: str
    description: str
    content: bytes
    made_at: datetime


@dataclass(frozen=True)
class Printable:
    """All that one PDF is made from, plain, so that another process can make it."""

    html: str
    enclosed: tuple[Enclosure, ...] = ()
    look: Path = SUMMARY


class PdfUnavailableError(Exception):
    """The libraries that PDFs need are not there; the message names what is missing."""


class ForbiddenAddressError(ValueError):
    """A page asked for something that is not one of our own files."""


def make_summary_pdf(
    content: SummaryContent, wording: Wording, imprint: Imprint, carried: str
) -> bytes:
    """Give the summary of one interview as a PDF with what it carries. Raises PdfUnavailableError.

    The fingerprint of the imprint is that of `carried`.
    """
    return make_pdf(prepare_summary(content, wording, imprint, carried))


def prepare_summary(
    content: SummaryContent, wording: Wording, imprint: Imprint, carried: str
) -> Printable:
    """Give what the PDF of a summary is made from; see make_summary_pdf."""
    enclosed = Enclosure(
        name=NAME,
        description=wording.say("The assessment, for machines"),
        content=carried.encode(),
        made_at=imprint.made_at,
    )
    return Printable(render_summary(content, wording, imprint), (enclosed,))


def make_pdf(printable: Printable) -> bytes:
    """Give the PDF. Raises PdfUnavailableError."""
    return write_pdf(printable.html, *printable.enclosed, look=printable.look)


def prepare_report(
    content: ReportContent, wording: Wording, imprint: Imprint, carried: str
) -> Printable:
    """Give what the PDF of any other document is made from, with what it carries."""
    enclosed = Enclosure(
        name=CONTENT,
        description=wording.say("What this document says, for machines"),
        content=carried.encode(),
        made_at=imprint.made_at,
    )
    return Printable(render_report(content, wording, imprint), (enclosed,))


def make_paper_form(form: PaperForm, wording: Wording, beside: PaperForm | None = None) -> bytes:
    """Give a form to be filled in by hand as a PDF. Raises PdfUnavailableError.

    `beside` is the same form in another language, which stands beside it.
    """
    return write_pdf(render_paper_form(form, wording, beside), look=PAPER)


def write_pdf(html: str, *enclosed: Enclosure, look: Path = SUMMARY) -> bytes:
    """Give our own HTML as a PDF that is both PDF/UA-1 and PDF/A-3a. Raises PdfUnavailableError."""
    weasyprint = load_weasyprint()
    fetcher = _make_fetcher()
    with _one_at_a_time, _collecting_once():
        document = weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=fetcher)
        written = document.write_pdf(
            stylesheets=[_read_stylesheet(FRAME), _read_stylesheet(look)],
            attachments=[_attach(each) for each in enclosed],
            pdf_variant=ARCHIVAL,
            finisher=_finish,
        )
    return bytes(written)


@contextmanager
def _collecting_once() -> Iterator[None]:
    """Look for what can be thrown away once behind a document, and not again and again meanwhile.

    Everything that is made for its pages is needed until they are written.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


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


def _draw_code_file(text: str) -> bytes:
    """Give a QR code with modules that a telephone can see as a picture."""
    picture = io.BytesIO()
    code = segno.make(text[:LONGEST_CODE], error="m", micro=False)
    code.save(picture, kind="svg", border=0, scale=0.45, unit="mm")
    return picture.getvalue()


def _attach(enclosed: Enclosure) -> Any:
    return load_weasyprint().Attachment(
        string=enclosed.content,
        name=enclosed.name,
        description=enclosed.description,
        created=enclosed.made_at,
        modified=enclosed.made_at,
        relationship="Data",
        url_fetcher=_make_fetcher(),
    )


def _finish(_: object, pdf: Any) -> None:
    _declare_accessible(pdf)
    work_out_once(pdf)


def _declare_accessible(pdf: Any) -> None:
    """Declare PDF/UA-1 too: WeasyPrint declares one standard, and its files meet both."""
    number = int(pdf.catalog["Metadata"].split()[0])
    stream = pdf.objects[number].stream
    stream[0] = stream[0].replace(b"</rdf:RDF>", ACCESSIBLE + b"</rdf:RDF>")


@cache
def _read_stylesheet(file: Path) -> Any:
    """Parse a stylesheet once: that is a good part of the time that a PDF takes."""
    weasyprint = load_weasyprint()
    text = file.read_text(encoding="utf-8")
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
