"""Questionnaires on paper: who may have them, and what is said where none can be made."""

import io

import pytest
from pypdf import PdfReader

from app.reports.pdf import PdfUnavailableError
from app.web.paper import routes
from tests.web.page_client import PageClient


def test_the_way_to_paper_begins_where_a_screening_begins(inspector: PageClient) -> None:
    begin = inspector.follow(inspector.get("/"), "Screen a worker")

    page = inspector.follow(begin, "On paper, where no device may be shown")

    assert page.heading == "On paper"
    assert page.find_link("Short screening (PDF)") == "/paper/short-screening.pdf"


def test_a_form_is_a_download_that_names_its_version(inspector: PageClient) -> None:
    response = inspector.http.get("/paper/short-screening.pdf")

    assert response.status_code == 200
    assert response.mimetype == "application/pdf"
    disposition = response.headers["Content-Disposition"]
    assert disposition == "attachment; filename=short-screening-1.0.0-on-paper.pdf"
    reader = PdfReader(io.BytesIO(response.data))
    assert "Short screening" in reader.pages[0].extract_text()


def test_there_is_no_form_of_what_is_not_there(inspector: PageClient) -> None:
    assert inspector.http.get("/paper/long-screening.pdf").status_code == 404


def test_where_no_form_can_be_made_the_page_says_why(
    inspector: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bytes:
        raise PdfUnavailableError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(routes, "make_paper_form", refuse)

    page = inspector.get("/paper/short-screening.pdf")

    assert page.status == 503
    assert "libpango" in page.text
