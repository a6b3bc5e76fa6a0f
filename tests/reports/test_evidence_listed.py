"""A summary lists its evidence files by indicator, and tells strangers nothing of them."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from app.reports.evidence import EvidenceListed
from app.reports.imprint import Level
from app.reports.render import render_summary
from tests.reports.small import imprint, print_summary, summarise, word
from tests.reports.stories import PRESUMED

DAY = date(2026, 11, 21)
FILES = tuple(
    EvidenceListed("Excessive hours", "image/jpeg", f"Rota <b>{number}</b>", f"{number:064x}", DAY)
    for number in range(100)
)


def render(level: Level) -> str:
    return render_summary(replace(summarise(PRESUMED), evidence=FILES), word(), imprint(level))


def test_every_file_stands_in_the_pdf_with_its_fingerprint() -> None:
    printed = print_summary(replace(summarise(PRESUMED), evidence=FILES))

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages)
    bare = "".join(text.split())
    assert [each.sha256 for each in FILES if each.sha256 not in bare] == []
    assert "Rota<b>99</b>" in bare


@pytest.mark.parametrize(
    ("level", "fingerprints", "words"),
    [(Level.FULL, 100, 100), (Level.CASE_NUMBER, 100, 0), (Level.SHAREABLE, 0, 0)],
)
def test_level_shows_of_files_what_it_may(level: Level, fingerprints: int, words: int) -> None:
    html = render(level)

    assert sum(each.sha256 in html for each in FILES) == fingerprints
    assert html.count("Rota &lt;b&gt;") == words


def test_summary_without_files_says_nothing_of_them() -> None:
    html = render_summary(summarise(PRESUMED), word(), imprint(Level.FULL))

    assert "SHA-256 with the one" not in html
