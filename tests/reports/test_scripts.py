"""Any script can be printed, and comes out of the file in the order in which it is read."""

import io
import unicodedata

import pypdfium2
import pytest
from pypdf import PdfReader

from app.conditions.values import Text
from app.reports.pdf import Printable, prepare_summary
from tests.assessment.story import give
from tests.reports.scripts import EVERYTHING, SENTENCES
from tests.reports.small import (
    CARRIED,
    imprint,
    print_once,
    print_summary,
    summarise,
    word,
)

# Its reader gives what is written from the right as it is read, the other one as it is drawn.
FROM_THE_RIGHT = "Arabic"
MARKS = " \u200b\u200e\u200f\u202a\u202c\r\n\x02"


@pytest.fixture(scope="module")
def printed() -> bytes:
    return print_summary(summarise(give({"own_words": Text(EVERYTHING)})))


def strip(text: str) -> str:
    """Leave out white space and marks of direction, which a reader may put anywhere."""
    return "".join(each for each in unicodedata.normalize("NFC", text) if each not in MARKS)


@pytest.fixture(scope="module")
def read(printed: bytes) -> str:
    document = pypdfium2.PdfDocument(printed)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return strip("".join(texts))


@pytest.mark.parametrize("script", [name for name in SENTENCES if name != FROM_THE_RIGHT])
def test_a_script_is_read_in_its_order(read: str, script: str) -> None:
    assert strip(SENTENCES[script]) in read


def test_a_script_written_from_the_right_is_read_in_its_order(printed: bytes) -> None:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages)

    assert strip(SENTENCES[FROM_THE_RIGHT]) in strip(text)


def test_scripts_stand_in_the_order_in_which_they_were_written(read: str) -> None:
    places = [read.find(strip(said)) for name, said in SENTENCES.items() if name != FROM_THE_RIGHT]

    assert places == sorted(places)


def test_every_letter_has_a_shape() -> None:
    content = summarise(give({"own_words": Text(EVERYTHING)}))
    printable = prepare_summary(content, word(), imprint(), CARRIED)

    _, complaints = print_once(printable)

    assert not [each for each in complaints if "notdef" in each]


def test_a_letter_without_a_shape_would_be_noticed() -> None:
    nowhere = Printable('<html lang="en"><title>x</title><h1>\U000e01f0 \ue0ff</h1></html>')

    _, complaints = print_once(nowhere)

    assert [each for each in complaints if "notdef" in each]
