"""Evidence files on pages: sent from a phone, shown without traces, seen by somebody, taken out."""

import hashlib
import io

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from app.evidence.model import LARGEST_FILE, FileKind
from app.evidence.scanning import Scanner
from app.services.evidence import list_files
from app.store.cases import Reach, list_cases
from app.store.evidence_files import EvidenceRecord
from app.store.ids import OrganisationId, new_id
from tests.evidence.files import CANARY, make_file
from tests.web.conftest import SignIn
from tests.web.page import Page
from tests.web.page_client import PageClient
from tests.web.walking import begin, finish, read_interview_id

NAME = f"../../{CANARY}<b>.php"
HOURS = "exploitation.hours"


def send(client: PageClient, interview: str, data: bytes, indicator: str = HOURS) -> TestResponse:
    """Send a file as a form does."""
    form = client.get(f"/interviews/{interview}/evidence")
    token = form.find_all("input", name="csrf_token")[0].get("value")
    sent = {
        "csrf_token": token,
        "evidence": new_id(),
        "indicator": indicator,
        "said": "The rota on the wall",
        "file": FileStorage(io.BytesIO(data), NAME, content_type="text/html"),
    }
    boundary, body = encode_multipart(sent)
    return client.http.post(
        f"/interviews/{interview}/evidence",
        data=body,
        content_type=f"multipart/form-data; boundary={boundary}",
        follow_redirects=True,
    )


def list_kept(app: Flask) -> tuple[EvidenceRecord, ...]:
    workplace = app.extensions["threshold"]
    with workplace.records.reading() as session:
        found = list_cases(session, Reach(OrganisationId(1)), 5).cases
        return tuple(each for case in found for each in list_files(session, workplace, case))


def read_page(response: TestResponse) -> Page:
    return Page(response.request.path, response.status_code, response.text)


def test_picture_is_kept_for_its_indicator_shown_without_traces_and_seen_by_name(
    app: Flask, inspector: PageClient, sign_in: SignIn
) -> None:
    interview = read_interview_id(begin(inspector))
    original = make_file(FileKind.JPEG)

    page = read_page(send(inspector, interview, original))
    case = finish(inspector, inspector.get(f"/interviews/{interview}/review")).case
    supervisor = sign_in("supervisor")
    copy = supervisor.http.get(f"{page.address}/copy")
    shown = supervisor.get(page.address)
    supervisor.http.get(f"{page.address}/copy")

    (kept,) = list_kept(app)
    assert page.heading.startswith("Evidence: ")
    assert kept.indicator_id == HOURS
    assert kept.sha256 == hashlib.sha256(original).hexdigest()
    assert kept.sha256 in shown.text
    assert kept.name == f"{CANARY}<b>.php"
    assert copy.mimetype == "image/jpeg"
    assert CANARY.encode() not in copy.data
    assert copy.headers["Content-Security-Policy"].endswith("sandbox")
    assert copy.headers["X-Content-Type-Options"] == "nosniff"
    assert copy.headers["Cache-Control"] == "no-store"
    assert CANARY not in str(copy.headers)
    assert "Nobody yet." in page.text
    assert "Seen by supervisor" in shown.text
    assert "The rota on the wall" in sign_in("inspector").get(f"/cases/{case}").text
    assert "The rota on the wall" in supervisor.get(f"/cases/{case}").text


def test_original_comes_as_it_was_and_as_a_download(
    inspector: PageClient,
) -> None:
    original = make_file(FileKind.PDF)
    page = read_page(send(inspector, read_interview_id(begin(inspector)), original))

    fetched = inspector.http.get(f"{page.address}/original")
    copy = inspector.http.get(f"{page.address}/copy")

    assert fetched.data == original
    assert copy.mimetype == "application/pdf"
    assert CANARY.encode() not in copy.data
    for each in (fetched, copy):
        assert each.headers["Content-Disposition"].startswith("attachment; filename=")
        assert CANARY not in each.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "What was sent is empty"),
        (b"<html><script>hurt()</script>", "no JPEG, PNG or WebP picture and no PDF"),
        (make_file(FileKind.PNG)[:200], "damaged"),
        (bytes(LARGEST_FILE + 1), "larger than 10 MB"),
    ],
)
def test_file_that_is_refused_says_why_and_nothing_is_kept(
    app: Flask, inspector: PageClient, data: bytes, words: str
) -> None:
    interview = read_interview_id(begin(inspector))

    page = read_page(send(inspector, interview, data))

    assert page.status == 422
    assert words in page.text
    assert page.list_error_links() == ["file"]
    assert list_kept(app) == ()


def test_file_far_too_large_is_refused_before_it_is_read(app: Flask, inspector: PageClient) -> None:
    interview = read_interview_id(begin(inspector))

    response = inspector.http.post(
        f"/interviews/{interview}/evidence",
        data=bytes(LARGEST_FILE + 3 * 1024 * 1024),
        content_type="multipart/form-data; boundary=part",
    )

    assert response.status_code == 413
    assert list_kept(app) == ()


def test_nothing_is_taken_in_while_the_scanner_does_not_answer(
    app: Flask, inspector: PageClient
) -> None:
    interview = read_interview_id(begin(inspector))
    object.__setattr__(app.extensions["threshold"], "scanner", Scanner("127.0.0.1:1"))

    page = read_page(send(inspector, interview, make_file(FileKind.PNG)))

    assert page.status == 422
    assert "The virus scanner does not answer" in page.text
    assert list_kept(app) == ()


def test_file_without_an_indicator_is_not_kept(app: Flask, inspector: PageClient) -> None:
    interview = read_interview_id(begin(inspector))

    page = read_page(send(inspector, interview, make_file(FileKind.PNG), indicator=""))

    assert page.list_error_links() == ["indicator"]
    assert list_kept(app) == ()


def test_file_sent_by_mistake_is_destroyed(app: Flask, inspector: PageClient) -> None:
    interview = read_interview_id(begin(inspector))
    page = read_page(send(inspector, interview, make_file(FileKind.PNG)))

    inspector.send(inspector.get(page.address), "Destroy this file")

    assert list_kept(app) == ()
    assert inspector.http.get(page.address).status_code == 404
    assert inspector.http.get(f"{page.address}/copy").status_code == 404
