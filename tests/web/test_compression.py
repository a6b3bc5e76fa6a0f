"""Pages are light, and come whole to whoever can't read them compressed."""

import gzip
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.instruments.questions import place_questions
from app.web.application import STATIC
from tests.content.sheets import FULL, questionnaire
from tests.web.page_client import PageClient
from tests.web.walking import begin, read_interview_id

FIRST_LOAD, NEXT_LOAD = 100_000, 20_000  # Bytes, as the network carries them.
LINKED = re.compile(r'(?:src|<link[^>]* href)="(/static/[^"]+)"')
# A browser fetches the letters that a page has; ours have accents at most in a name.
LETTERS = "noto-sans-latin-[47]00-normal.woff2"
ZIPPED = {"Accept-Encoding": "gzip"}
TOPICS = sorted({str(placed.topic.id) for placed in place_questions(questionnaire(FULL))})


def fetch(http: FlaskClient, address: str) -> TestResponse:
    response = http.get(address, headers=ZIPPED, buffered=True)
    response.close()
    assert response.status_code == 200
    return response


def test_interview_page_is_light_on_the_first_load_and_lighter_afterwards(
    inspector: PageClient,
) -> None:
    interview = read_interview_id(begin(inspector, questionnaire=FULL))
    pages = [fetch(inspector.http, f"/interviews/{interview}/topics/{each}") for each in TOPICS]
    parts = {each for page in pages for each in LINKED.findall(gzip.decompress(page.data).decode())}
    kept = sum(len(fetch(inspector.http, each).data) for each in sorted(parts))
    letters = sum(path.stat().st_size for path in (STATIC / "fonts").glob(LETTERS))

    heaviest = max(len(page.data) for page in pages)

    assert len(parts) >= 4
    assert letters > 0
    assert heaviest <= NEXT_LOAD
    assert heaviest + kept + letters <= FIRST_LOAD


def test_page_says_the_same_compressed_and_plain(anybody: PageClient) -> None:
    plain = anybody.http.get("/sign-in", headers={"Accept-Encoding": "identity"})
    zipped = anybody.http.get("/sign-in", headers=ZIPPED)

    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert int(zipped.headers["Content-Length"]) == len(zipped.data) < len(plain.data)
    said = gzip.decompress(zipped.data).decode()
    assert hide_token(said) == hide_token(plain.text)
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert "Accept-Encoding" in zipped.headers["Vary"]


def test_length_of_a_page_does_not_tell_what_is_in_it(anybody: PageClient) -> None:
    lengths = {len(anybody.http.get("/nothing", headers=ZIPPED).data) for _ in range(12)}

    assert len(lengths) > 3


def test_static_file_that_a_browser_has_is_not_sent_again(anybody: PageClient) -> None:
    sheet = next(path for path in STATIC.glob("threshold.css"))
    address = anybody.get("/sign-in").find_all("link", rel="stylesheet")[0].get("href") or ""
    first = fetch(anybody.http, address)

    tagged = {**ZIPPED, "If-None-Match": first.headers["ETag"]}
    again = anybody.http.get(address, headers=tagged, buffered=True)
    again.close()

    assert gzip.decompress(first.data) == Path(sheet).read_bytes()
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("refused", ["identity", "br", "gzip;q=0"])
def test_who_cannot_read_it_compressed_gets_it_plain(anybody: PageClient, refused: str) -> None:
    page = anybody.http.get("/sign-in", headers={"Accept-Encoding": refused})

    assert page.text.startswith("<!")


def hide_token(page: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page)
