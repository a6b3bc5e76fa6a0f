"""What saves work in laying out a page changes not one byte of what is printed."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from app.instruments.translations.translate import list_translations
from app.reports import pdf
from app.reports.evidence import EvidenceListed
from app.reports.imprint import Level
from app.reports.paper import build_paper_form
from app.reports.pdf import PAPER, Printable, make_pdf, prepare_summary
from app.reports.render import TEMPLATES, render_paper_form
from app.reports.typesetter import (
    ELEMENTS,
    SCHEME,
    load_weasyprint,
    make_fetcher,
    open_page,
    read_well_formed,
)
from tests.builders import TODAY
from tests.reports.papers import list_papers, prepare_paper
from tests.reports.shipped import load_shipped
from tests.reports.small import CARRIED, imprint, print_once, summarise, word
from tests.reports.stories import STORIES

FILE = EvidenceListed("Excessive hours", "image/png", "A list of shifts.", "0" * 64, TODAY)
# Elements that HTML has no rules for: they stand in a line like words.
PLAIN = {"bdi", "span"}


def print_as_the_library_reads(printable: Printable, patch: pytest.MonkeyPatch) -> bytes:
    """Give a PDF from WeasyPrint's own reader of HTML, and all its rules for elements."""

    def open_in_full(html: str) -> Any:
        html_class = load_weasyprint().HTML
        return html_class(string=html, base_url=SCHEME, url_fetcher=make_fetcher())

    with patch.context() as patched:
        patched.setattr(pdf, "open_page", open_in_full)
        return make_pdf(printable)


def prepare_form() -> Printable:
    instruments = load_shipped().instruments
    published = instruments.questionnaires.newest("short-screening")
    translated = list_translations(published, instruments.translations)["ar"]
    both = build_paper_form(published), build_paper_form(published, translated)
    form, beside = (replace(each, sections=each.sections[:1]) for each in both)
    return Printable(render_paper_form(form, word(), beside), look=PAPER)


def prepare_story(name: str, language: str = "en") -> Printable:
    content = replace(summarise(*STORIES[name]), evidence=(FILE,))
    return prepare_summary(content, word(language), imprint(), CARRIED)


def list_printed() -> list[Printable]:
    papers = [
        prepare_paper(content, level) for _, level, content in list_papers() if level is Level.FULL
    ]
    return [*papers, prepare_story("conflicting"), prepare_story("ageless", "ar"), prepare_form()]


def test_every_document_is_the_same_to_the_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    for printable in list_printed():
        saving, _ = print_once(printable)
        usual = print_as_the_library_reads(printable, monkeypatch)

        assert saving == usual, printable.html[:300]


def test_every_document_is_well_formed() -> None:
    assert all(read_well_formed(each.html) is not None for each in list_printed())


@pytest.mark.parametrize(
    "html",
    [
        "<html><p>x</html>",
        "<!doctype html><html><p>x</html>",
        "<!doctype html><html><p>\x0b</p></html>",
        '<!DOCTYPE html [<!ENTITY a "b">]><html><p>&a;</p></html>',
        '<!doctype html>\n<!DOCTYPE html [<!ENTITY a "b">]><html><p>&a;</p></html>',
    ],
)
def test_what_is_not_well_formed_is_left_to_the_library(html: str) -> None:
    assert read_well_formed(html) is None
    assert isinstance(open_page(html).etree_element, Element)


def test_every_element_of_a_printed_page_has_its_rule() -> None:
    ruled = set(re.findall(r"\w+", ELEMENTS.read_text(encoding="utf-8").partition("*/")[2]))

    used = {name for file in list_templates() for name in find_elements(file)}

    assert {"table", "li", "h1"} <= used
    assert used <= ruled | PLAIN


def list_templates() -> list[Path]:
    paper = [TEMPLATES / "paper" / name for name in ("form.html", "answers.html")]
    return [*(TEMPLATES / "reports").glob("*.html"), *paper]


def find_elements(file: Path) -> set[str]:
    return set(re.findall(r"<(\w+)", file.read_text(encoding="utf-8")))
