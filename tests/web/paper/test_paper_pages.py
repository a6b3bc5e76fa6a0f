"""Questionnaires on paper: who may have them, and what is said where none can be made."""

import io
import re

import pytest
from pypdf import PdfReader

from app.reports.paper import PaperForm
from app.reports.typesetter import PdfUnavailableError
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


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The languages of each form that is asked for; nothing is laid out."""
    found: list[tuple[str, ...]] = []

    def keep(own: PaperForm, _: object, beside: PaperForm | None = None) -> bytes:
        found.append(tuple(each.language for each in (own, beside) if each is not None))
        return b"%PDF"

    monkeypatch.setattr(routes, "make_paper_form", keep)
    return found


def test_two_languages_can_be_chosen_where_blank_forms_are_got(
    inspector: PageClient, printed: list[tuple[str, ...]]
) -> None:
    page = inspector.get("/paper/")
    offered = re.findall(r'<option value="(\w*)"', page.html)
    response = inspector.http.get("/paper/short-screening.pdf?language=ar&beside=en")

    assert offered == ["en", "ar", "", "en", "ar"]
    assert printed == [("ar", "en")]
    assert "on-paper-ar-en.pdf" in response.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("asked", "languages"),
    [("", ("en",)), ("?language=ar", ("ar",)), ("?language=ar&beside=ar", ("ar",))],
)
def test_one_language_is_enough(
    inspector: PageClient,
    printed: list[tuple[str, ...]],
    asked: str,
    languages: tuple[str, ...],
) -> None:
    assert inspector.http.get(f"/paper/short-screening.pdf{asked}").status_code == 200
    assert printed == [languages]


@pytest.mark.parametrize("asked", ["?language=fr", "?beside=fr", "?language=../ar"])
def test_there_is_no_form_in_a_language_that_is_not_there(
    inspector: PageClient, printed: list[tuple[str, ...]], asked: str
) -> None:
    assert inspector.http.get(f"/paper/short-screening.pdf{asked}").status_code == 404
    assert printed == []


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
