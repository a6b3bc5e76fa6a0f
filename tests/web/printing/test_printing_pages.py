"""Many documents are ordered on one page, told of while they are made, and fetched as one file."""

import io
import zipfile

import pytest
from flask import Flask
from pypdf import PdfReader

from app.reports.pdf import Printable
from app.services import printing
from app.web.printing.routes import QUEUE
from tests.web.conftest import SignIn
from tests.web.page import Page
from tests.web.page_client import PageClient
from tests.web.walking import Finished, begin, finish

ORDER = "Issue and print"
MISSING = {
    "Choose how much the documents may disclose": {"level": ""},
    "Choose all, or only those that you tick": {"which": ""},
    "Tick the interviews to print": {"which": "chosen"},
    "Enter the first day as a date, or leave it empty": {"first": "yesterday"},
}


class QuickPrinter:
    def make(self, printable: Printable) -> bytes:
        return printable.html.encode()

    def close(self) -> None:
        """Nothing is open."""


def order(client: PageClient, **fields: str) -> Page:
    page = client.get("/printing")
    return client.send(page, ORDER, {"level": "case_number", "which": "all", **fields})


def test_a_supervisor_prints_all_that_are_listed_and_fetches_pdfs(
    app: Flask, sign_in: SignIn, finished: Finished
) -> None:
    supervisor = sign_in("supervisor")
    listed = supervisor.follow(supervisor.get("/"), "Print many")
    assert finished.case in listed.text

    page = order(supervisor)
    app.extensions[QUEUE].wait()

    page = supervisor.get(page.address)
    assert page.heading == "1 document · Case number only"
    assert "1 is printed." in page.text
    answer = supervisor.http.get(page.find_link("Fetch them in one file (ZIP)"))
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        (name,) = archive.namelist()
        pages = PdfReader(io.BytesIO(archive.read(name))).pages
    case, _, number = name.removesuffix(".pdf").partition(" ")
    assert case == finished.case
    assert number in pages[0].extract_text()


def test_what_is_missing_is_said(sign_in: SignIn, finished: Finished) -> None:
    supervisor = sign_in("supervisor")

    pages = {said: order(supervisor, **fields) for said, fields in MISSING.items()}
    pages["Enter the last day as a date"] = supervisor.get("/printing?last=x")

    assert finished.case in pages["Tick the interviews to print"].text
    for said, page in pages.items():
        assert page.status == 422
        assert said in page.text


def test_days_without_interviews_offer_nothing(sign_in: SignIn) -> None:
    page = sign_in("supervisor").get("/printing?first=2027-01-01")

    assert "No finished interview in these days." in page.text


def test_progress_is_told_and_what_is_done_is_deleted_on_request(
    app: Flask,
    sign_in: SignIn,
    inspector: PageClient,
    finished: Finished,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(printing, "Printer", QuickPrinter)
    finish(inspector, begin(inspector))
    supervisor, stranger = sign_in("supervisor"), sign_in("stranger")
    page = order(supervisor, which="chosen", interview=finished.interview)
    app.extensions[QUEUE].wait()

    told = supervisor.http.get(page.address, headers={"Accept": "application/json"}).get_json()

    assert told == {"said": "1 is printed.", "done": 1, "running": False}
    for address in (page.address, f"{page.address}.zip"):
        assert stranger.http.get(address).status_code == 404
    assert page.heading not in stranger.get("/printing").text
    after = supervisor.send(supervisor.get(page.address), "Delete the batch here")
    assert "The batch is deleted here." in after.text
    assert supervisor.http.get(page.address).status_code == 404


@pytest.mark.usefixtures("finished")
def test_what_is_under_way_is_shown_and_can_be_cancelled(
    app: Flask, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    supervisor = sign_in("supervisor")
    monkeypatch.setattr(app.extensions[QUEUE], "_print_all", lambda: None)

    page = order(supervisor)

    assert "0 are printed, 1 waits." in page.text
    assert supervisor.http.get(f"{page.address}.zip").status_code == 404
    assert "1 is cancelled" in supervisor.send(page, "Cancel what waits").text
