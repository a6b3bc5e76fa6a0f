"""PDFs: tagged, with title, language and fonts inside, and nothing fetched but our own files."""

import io
import re
import sys
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from app.conditions.values import Text
from app.reports import typesetter
from app.reports.pdf import write_pdf
from app.reports.typesetter import (
    ForbiddenAddressError,
    PdfUnavailableError,
    find_problem,
    read_own_file,
)
from tests.assessment.story import give
from tests.reports.small import print_summary, summarise
from tests.reports.stories import PRESUMED, STORIES

A4 = (595, 842)


@pytest.fixture(scope="module")
def presumed() -> bytes:
    return print_summary(summarise(PRESUMED))


@pytest.fixture
def opened(presumed: bytes) -> Iterator[Any]:
    with pikepdf.open(io.BytesIO(presumed)) as document:
        yield document


def read_text(document: Any) -> str:
    return "".join(_read_page(page) for page in document.pages)


def _read_page(page: Any) -> str:
    """Give the text of a page in the order in which it is drawn, by the fonts' own tables."""
    fonts = {name: _read_map(font) for name, font in page.Resources.Font.items()}
    written: list[str] = []
    known: dict[int, str] = {}
    drawn: Any = pikepdf.parse_content_stream(page)
    for operands, operator in drawn:
        if str(operator) == "Tf":
            known = fonts[str(operands[0])]
        elif str(operator) == "TJ":
            written += (_decode(bytes(each), known) for each in operands[0] if _is_text(each))
    return "".join(written)


def _is_text(operand: Any) -> bool:
    return isinstance(operand, pikepdf.String)


def _decode(raw: bytes, known: dict[int, str]) -> str:
    codes = (int.from_bytes(raw[n : n + 2], "big") for n in range(0, len(raw), 2))
    return "".join(known.get(code, "?") for code in codes)


def _read_map(font: Any) -> dict[int, str]:
    table = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    pairs = re.findall(r"<([0-9a-fA-F]+)> <([0-9a-fA-F]+)>", table)
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def list_tags(node: Any) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from list_tags(each)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        yield from list_tags(node.get("/K"))


def test_the_summary_is_a_few_pages_of_a4(opened: Any) -> None:
    boxes = [tuple(round(float(edge)) for edge in page.MediaBox)[2:] for page in opened.pages]

    assert boxes == [A4] * 2


def test_the_summary_says_what_it_is_to_those_who_cannot_see_it(opened: Any) -> None:
    root = opened.Root

    assert str(root.Lang) == "en"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert str(opened.docinfo["/Title"]) == "Summary of case ZZ-2026-0012 – Threshold"
    with opened.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_the_summary_is_tagged_with_headings_lists_and_tables(opened: Any) -> None:
    tags = list(list_tags(opened.Root.StructTreeRoot.K))

    assert tags.count("/H1") == 1
    assert {"/H2", "/H3", "/P", "/L", "/LI", "/Table", "/TH", "/TD"} <= set(tags)


def test_every_font_is_inside(opened: Any) -> None:
    fonts = [font for page in opened.pages for font in page.Resources.Font.values()]
    described = [font.DescendantFonts[0].FontDescriptor for font in fonts]

    assert fonts
    assert all("Noto" in str(font.BaseFont) for font in fonts)
    assert all("/FontFile2" in each or "/FontFile3" in each for each in described)


def test_the_text_is_in_reading_order(opened: Any) -> None:
    text = re.sub(r"\s+", " ", read_text(opened))

    places = [
        text.index(words)
        for words in (
            "Summary of case ZZ-2026-0012",
            "There are signs that add up to a presumption of trafficking.",
            "Nothing that is left to ask can change this result.",
            "Decision of the supervisor",
            "Reasons: the six dimensions",
            "Excessive hours",
            "Indicator that is present",
            "The eleven indicators",
            "Sources and versions",
            "All answers",
            "He promised <b>much</b>.",
        )
    ]
    assert places == sorted(places)
    assert "Page 1 of 2" in text
    assert "Page 2 of 2" in text


def test_a_language_that_is_written_from_the_right_is_declared() -> None:
    written = print_summary(summarise(give({})), "ar")

    with pikepdf.open(io.BytesIO(written)) as document:
        assert str(document.Root.Lang) == "ar"


@pytest.mark.parametrize("name", ["silent", "ageless", "conflicting"])
def test_every_story_can_be_printed(name: str) -> None:
    with pikepdf.open(io.BytesIO(print_summary(summarise(*STORIES[name])))) as document:
        assert 1 <= len(document.pages) <= 4


def test_very_long_answers_and_words_are_printed_whole() -> None:
    told = give({"own_words": Text("x" * 5_000 + " " + "слово " * 2_500)})

    with pikepdf.open(io.BytesIO(print_summary(summarise(told)))) as document:
        assert read_text(document).count("x") >= 5_000


def test_our_own_files_are_served() -> None:
    content, kind = read_own_file("threshold:images/icon.svg")

    assert content.startswith(b"<svg")
    assert kind == "image/svg+xml"
    assert read_own_file("threshold:vendored.sha256")[1] == "application/octet-stream"


def test_codes_are_drawn_where_they_are_asked_for() -> None:
    content, kind = read_own_file("threshold:code/short%401.0.0%2F3")

    assert b"<svg" in content
    assert kind == "image/svg+xml"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/x.png",
        "https://127.0.0.1/x.png",
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "data:text/plain,x",
        "threshold:../components.py",
        "threshold:/etc/passwd",
        "threshold:images/../../../../etc/passwd",
        "threshold:missing.svg",
        "threshold:images",
        "threshold:",
        "images/icon.svg",
    ],
)
def test_nothing_else_is_served(address: str) -> None:
    with pytest.raises(ForbiddenAddressError):
        read_own_file(address)


def test_a_page_that_asks_for_disk_or_network_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def note(address: str) -> tuple[bytes, str]:
        asked.append(address)
        return read_own_file(address)

    monkeypatch.setattr(typesetter, "read_own_file", note)
    body = "".join(
        f'<img alt="x" src="{address}">'
        for address in ("http://127.0.0.1:1/x.png", "file:///etc/hostname", "threshold:../x")
    )
    written = write_pdf(f'<html lang="en"><title>x</title><h1>x</h1>{body}')

    with pikepdf.open(io.BytesIO(written)) as document:
        assert not document.pages[0].get_images()
    assert asked == ["http://127.0.0.1:1/x.png", "file:///etc/hostname", "threshold:../x"]


def test_where_libraries_are_missing_the_reason_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'\nmore")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])

    assert find_problem() == "cannot load library 'libpango-1.0-0'"
    with pytest.raises(PdfUnavailableError, match="libpango"):
        write_pdf("<h1>x</h1>")


def test_where_libraries_are_there_nothing_is_wrong() -> None:
    assert find_problem() is None
