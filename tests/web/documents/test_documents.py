"""Documents are issued by right, can be checked by anybody, and tell nothing of a case."""

import io
import re

import pytest
from flask import Flask
from pypdf import PdfReader

from app.reports.carried import read_carried
from tests.web.conftest import SignIn
from tests.web.page import Page
from tests.web.page_client import PageClient
from tests.web.walking import Finished, begin

NUMBER = re.compile(r"D-\d{4}(?:-[0-9A-Z]{4}){3}")


def open_documents(client: PageClient, finished: Finished) -> Page:
    return client.get(f"/interviews/{finished.interview}/documents")


def issue(client: PageClient, finished: Finished, level: str) -> bytes:
    page = open_documents(client, finished)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.html)
    assert token is not None
    sent = {"csrf_token": token[1], "level": level}
    response = client.http.post(f"/interviews/{finished.interview}/documents", data=sent)
    assert response.status_code == 200, response.text
    assert response.mimetype == "application/pdf"
    return bytes(response.data)


def find_number(pdf: bytes) -> str:
    found = NUMBER.search(PdfReader(io.BytesIO(pdf)).pages[0].extract_text())
    assert found is not None
    return found[0]


def test_the_result_of_a_finished_interview_leads_to_its_documents(finished: Finished) -> None:
    address = finished.page.find_link("Documents to give away")

    assert address == f"/interviews/{finished.interview}/documents"


def test_an_issued_document_is_numbered_on_every_page_and_current(
    app: Flask, inspector: PageClient, anybody: PageClient, finished: Finished
) -> None:
    app.config["THRESHOLD_ORIGIN"] = "https://threshold.example"

    pdf = issue(inspector, finished, "full")

    number, fingerprint = find_number(pdf), read_carried(pdf).fingerprint
    for printed in PdfReader(io.BytesIO(pdf)).pages:
        assert number in printed.extract_text()
        assert fingerprint in printed.extract_text()
    # Whichever host was asked: paper leads to the address of the settings.
    first = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "Checkitatthreshold.example/verify" in "".join(first.split())
    assert "localhost" not in first
    for said in (number, number.lower(), fingerprint):
        page = anybody.get(f"/verify/{said}")
        assert "This document was issued here. It is: current." in page.text
        assert fingerprint in page.text


def test_nobody_searches_for_documents_faster_than_sixty_an_hour(
    app: Flask, anybody: PageClient
) -> None:
    answers = [anybody.http.get(f"/verify/{number}").status_code for number in range(62)]
    elsewhere = app.test_client().get("/verify/1", environ_base={"REMOTE_ADDR": "192.0.2.7"})

    assert answers == [200] * 60 + [429] * 2
    assert anybody.get("/verify").status == 200
    assert elsewhere.status_code == 200


def test_checking_tells_nothing_of_the_case(
    inspector: PageClient, anybody: PageClient, finished: Finished
) -> None:
    number = find_number(issue(inspector, finished, "full"))

    page = anybody.get(f"/verify/{number}")

    assert finished.case not in page.html
    assert finished.interview not in page.html
    assert "Inspectorate" not in page.text


@pytest.mark.parametrize("said", ["D-2026-0000-0000-0000", "f" * 64, "<script>", "%F0%9F%91%BB"])
def test_what_was_never_issued_is_said_to_be_none(anybody: PageClient, said: str) -> None:
    page = anybody.get(f"/verify?document={said}")

    assert "No such document was issued here." in page.text
    assert "<script>" not in page.html.partition("<main")[2]


def test_a_newer_document_replaces_one_of_the_same_level_alone(
    inspector: PageClient, anybody: PageClient, finished: Finished
) -> None:
    first, other, second = (
        find_number(issue(inspector, finished, level)) for level in ("full", "case_number", "full")
    )

    stand = {each: anybody.get(f"/verify/{each}").text for each in (first, other, second)}

    assert "It is: replaced by a newer one." in stand[first]
    assert "It is: current." in stand[other]
    assert "It is: current." in stand[second]


def test_a_withdrawn_document_is_said_to_be_withdrawn(
    inspector: PageClient, anybody: PageClient, finished: Finished
) -> None:
    number = find_number(issue(inspector, finished, "full"))

    page = inspector.send(open_documents(inspector, finished), f"Withdraw {number}")

    assert f"Document {number} is withdrawn" in page.text
    assert "It is: withdrawn." in anybody.get(f"/verify/{number}").text
    assert page.heading == "Documents to give away"


def test_levels_are_offered_and_taken_by_right(
    inspector: PageClient, sign_in: SignIn, finished: Finished
) -> None:
    supervisor = sign_in("supervisor")

    assert "Shareable" not in open_documents(inspector, finished).text
    assert "Shareable" in open_documents(supervisor, finished).text
    page = open_documents(inspector, finished)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.html)
    assert token is not None
    refused = inspector.http.post(
        f"/interviews/{finished.interview}/documents",
        data={"csrf_token": token[1], "level": "shareable"},
    )
    assert refused.status_code == 403


def test_a_shareable_document_bears_no_case_number(sign_in: SignIn, finished: Finished) -> None:
    pdf = issue(sign_in("supervisor"), finished, "shareable")

    reader = PdfReader(io.BytesIO(pdf))

    assert not [page for page in reader.pages if finished.case in page.extract_text()]
    assert finished.case not in str(reader.metadata)
    assert finished.case.encode() not in read_carried(pdf).content


def test_nothing_is_issued_of_an_unfinished_interview(inspector: PageClient) -> None:
    page = begin(inspector)
    interview = re.search(r"/interviews/([0-9a-f-]{36})", page.address)
    assert interview is not None

    assert inspector.http.get(f"/interviews/{interview[1]}/documents").status_code == 404
