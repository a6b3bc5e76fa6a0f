"""Any script can be printed, and comes out of the file in the order in which it is read."""

import io
import logging
import unicodedata

import pypdfium2
import pytest
from pypdf import PdfReader

from app.conditions.values import Text
from tests.assessment.story import give
from tests.reports.scripts import EVERYTHING, SENTENCES
from tests.reports.small import print_summary, summarise

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


def test_every_letter_has_a_shape(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("weasyprint")
    logger.addHandler(caplog.handler)

    print_summary(summarise(give({"own_words": Text(EVERYTHING)})))
    logger.removeHandler(caplog.handler)

    assert not [each for each in caplog.messages if "notdef" in each]
