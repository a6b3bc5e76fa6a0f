"""The summary as a download, and what is said where none can be made."""

import io

import pikepdf
import pytest

from app.reports.typesetter import PdfUnavailableError
from app.web.results import routes
from tests.web.page_client import PageClient
from tests.web.walking import Finished, begin, read_interview_id


def test_the_summary_is_a_download_that_bears_the_case_number(
    inspector: PageClient, finished: Finished
) -> None:
    response = inspector.http.get(f"/interviews/{finished.interview}/summary.pdf")

    assert response.status_code == 200
    assert response.mimetype == "application/pdf"
    disposition = response.headers["Content-Disposition"]
    assert disposition == f"attachment; filename=summary-{finished.case}.pdf"
    assert response.headers["Cache-Control"] == "no-store"
    with pikepdf.open(io.BytesIO(response.data)) as document:
        assert finished.case in str(document.docinfo["/Title"])


def test_the_summary_names_the_interviewer_and_no_person(
    inspector: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[object] = []

    def note(content: object, *_: object) -> bytes:
        written.append(content)
        return b"%PDF"

    monkeypatch.setattr(routes, "make_summary_pdf", note)
    interview = read_interview_id(begin(inspector))
    inspector.http.get(f"/interviews/{interview}/summary.pdf")

    case = written[0].case  # type: ignore[attr-defined]
    assert case.interviewer.endswith("(Labour inspector)")
    assert case.organisation == "Inspectorate"
    assert case.language == ""
    assert case.interpreter is None
    assert case.state == "Not finished"
    assert len(case.interviewed_on) == 1


def test_where_no_pdf_can_be_made_the_page_says_why(
    inspector: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bytes:
        raise PdfUnavailableError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(routes, "make_summary_pdf", refuse)
    interview = read_interview_id(begin(inspector))

    page = inspector.get(f"/interviews/{interview}/summary.pdf")

    assert page.status == 503
    assert page.heading == "No PDF can be made here"
    assert "libpango" in page.text
    assert page.find_link("Back to the result") == f"/interviews/{interview}/result"
