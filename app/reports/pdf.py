"""PDFs from our own HTML: for everybody to read, to be kept for good, with no way to the network.

One file is both PDF/UA-1 and PDF/A-3a, and carries what its pages are made from.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

from app.reports.carried import CONTENT, NAME
from app.reports.content import SummaryContent
from app.reports.imprint import Imprint
from app.reports.paper import PaperForm
from app.reports.render import (
    TEMPLATES,
    ReportContent,
    render_paper_form,
    render_report,
    render_summary,
)
from app.reports.typesetter import load_weasyprint, make_fetcher, open_page, read_stylesheet
from app.reports.wording import Wording
from app.reports.written import work_out_once

FRAME = TEMPLATES / "reports" / "pages.css"
SUMMARY = TEMPLATES / "reports" / "summary.css"
PAPER = TEMPLATES / "paper" / "paper.css"
ARCHIVAL = "pdf/a-3a"
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
    with _one_at_a_time, _collecting_once():
        written = open_page(html).write_pdf(
            stylesheets=[read_stylesheet(FRAME), read_stylesheet(look)],
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


def _attach(enclosed: Enclosure) -> Any:
    return load_weasyprint().Attachment(
        string=enclosed.content,
        name=enclosed.name,
        description=enclosed.description,
        created=enclosed.made_at,
        modified=enclosed.made_at,
        relationship="Data",
        url_fetcher=make_fetcher(),
    )


def _finish(_: object, pdf: Any) -> None:
    _declare_accessible(pdf)
    work_out_once(pdf)


def _declare_accessible(pdf: Any) -> None:
    """Declare PDF/UA-1 too: WeasyPrint declares one standard, and its files meet both."""
    number = int(pdf.catalog["Metadata"].split()[0])
    stream = pdf.objects[number].stream
    stream[0] = stream[0].replace(b"</rdf:RDF>", ACCESSIBLE + b"</rdf:RDF>")
