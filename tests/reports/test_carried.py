"""What a PDF carries comes out as it went in, and what carries nothing is said to."""

import io

import pikepdf
import pytest
from pypdf import PdfReader

from app.reports.carried import NAME, NothingCarriedError, read_carried
from app.reports.pdf import write_pdf
from tests.reports.small import CARRIED, imprint, print_summary, summarise
from tests.reports.stories import PRESUMED


@pytest.fixture(scope="module")
def printed() -> bytes:
    return print_summary(summarise(PRESUMED))


def change(pdf: bytes, content: bytes) -> bytes:
    """Put other content into a PDF, in place of what it carries."""
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.attachments[NAME].obj.EF.F.write(content)
        document.save(changed)
    return changed.getvalue()


def test_what_is_carried_comes_out_as_it_went_in(printed: bytes) -> None:
    carried = read_carried(printed)

    assert carried.content == CARRIED.encode()
    assert carried.is_unchanged


def test_number_fingerprint_and_register_stand_on_every_page(printed: bytes) -> None:
    borne = imprint()

    texts = [page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages]

    assert len(texts) > 1
    for words in (borne.number, borne.fingerprint, borne.place, borne.log_head):
        assert [words in text for text in texts] == [True] * len(texts)


@pytest.mark.parametrize("content", [b"{ }", b"[}", b"{"], ids=["longer", "other", "shorter"])
def test_one_changed_byte_is_noticed(printed: bytes, content: bytes) -> None:
    carried = read_carried(change(printed, content))

    assert not carried.is_unchanged
    assert carried.declared == read_carried(printed).fingerprint


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"", "not a PDF that can be read"),
        (b"%PDF-1.7\n%%EOF", "not a PDF that can be read"),
        (b"<html></html>", "not a PDF that can be read"),
    ],
)
def test_what_is_no_pdf_is_said_to_be_none(file: bytes, said: str) -> None:
    with pytest.raises(NothingCarriedError, match=said):
        read_carried(file)


def test_a_pdf_that_carries_nothing_is_said_to_carry_nothing() -> None:
    bare = write_pdf('<html lang="en"><title>x</title><h1>x</h1>')

    with pytest.raises(NothingCarriedError, match="carries nothing that Threshold wrote"):
        read_carried(bare)
