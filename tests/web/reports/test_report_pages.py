"""Visits, referral sheets and programmes are issued on pages, numbered, and can be taken back."""

import io
import json
import re

import pytest
from flask import Flask
from pypdf import PdfReader

from app.reports.carried import read_carried
from app.services.workplace import Workplace
from app.store.ids import RecipientId, new_id
from app.store.recipients import RecipientRecord, store_recipient
from tests.web.conftest import SignIn
from tests.web.page import Page
from tests.web.page_client import PageClient
from tests.web.second_coding.asking import find_person
from tests.web.sites.visiting import begin_a_visit
from tests.web.walking import Finished, finish

ISSUE = "Issue and download"
SITE = {"site": "Fish plant 7", "seen": "Bunks in a shed."}


def download(client: PageClient, page: Page, fields: dict[str, str]) -> bytes:
    """Send a form whose answer is a PDF."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.html)
    assert token is not None
    address = page.address.partition("?")[0]
    response = client.http.post(address, data={"csrf_token": token[1], **fields})
    assert response.mimetype == "application/pdf", response.text
    return bytes(response.data)


def read(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def check_issued(anybody: PageClient, pdf: bytes, kind: str, level: str) -> str:
    """See that a document carries what it says, and can be checked; give its number."""
    carried = read_carried(pdf)
    said = json.loads(carried.content)
    assert carried.is_unchanged
    assert (said["kind"], said["level"]) == (kind, level)
    assert "It is: current." in anybody.get(f"/verify/{said['document']}").text
    return str(said["document"])


def test_a_visit_is_summed_up_from_interviews_and_names_nobody(
    inspector: PageClient, anybody: PageClient, finished: Finished
) -> None:
    page = inspector.follow(inspector.get("/"), "Sum up a visit to a site")
    assert finished.case in page.text

    fields = {**SITE, "interview": finished.interview, "level": "full"}
    pdf = download(inspector, page, fields)

    number = check_issued(anybody, pdf, "site_visit", "full")
    text = read(pdf)
    for words in ("Visit to Fish plant 7", "Bunks in a shed.", finished.case, number):
        assert words in text
    again = inspector.send(inspector.get("/visits/summary"), f"Withdraw {number}")
    assert f"Document {number} is withdrawn" in again.text
    assert "It is: withdrawn." in anybody.get(f"/verify/{number}").text


def test_a_visit_that_was_begun_as_one_is_summed_up_with_all_its_workers(
    app: Flask, inspector: PageClient, sign_in: SignIn, anybody: PageClient
) -> None:
    address = f"/visits/{begin_a_visit(app)[1]}"
    assert inspector.http.get(f"{address}/summary").status_code == 404
    screened = inspector.send(inspector.get(address), "Screen the first worker")
    done = finish(inspector, screened)
    page = inspector.follow(inspector.get(address), "Summary of this visit, to give away")
    refused = inspector.send(page, ISSUE)
    assert "Choose how much the document may disclose" in refused.text

    pdf = download(inspector, page, {"seen": "Bunks in a shed.", "level": "full"})

    number = check_issued(anybody, pdf, "site_visit", "full")
    for words in ("Visit to Farm", "Mill Road 4", "Bunks in a shed.", done.case):
        assert words in read(pdf)
    assert f"{number} Visit · Full" in " ".join(inspector.get(f"{address}/summary").text.split())
    assert sign_in("southerner").http.get(f"{address}/summary").status_code == 404


def test_what_is_missing_of_a_visit_is_said_and_nothing_is_issued(
    inspector: PageClient,
    finished: Finished,  # noqa: ARG001 - Without it there is no form.
) -> None:
    page = inspector.send(inspector.get("/visits/summary"), ISSUE, {"seen": "A shed."})

    assert page.status == 422
    assert "Enter the name of the site" in page.text
    assert "Tick the interviews that were held there" in page.text
    assert "A shed." in page.text
    assert "None yet." in page.text


def test_interviews_out_of_reach_are_summed_up_by_nobody(
    sign_in: SignIn, finished: Finished
) -> None:
    southerner = sign_in("southerner")
    assert finished.case not in southerner.get("/visits/summary").text
    sent = {**SITE, "interview": finished.interview, "level": "full"}

    page = southerner.get("/").html
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    answer = southerner.http.post("/visits/summary", data={"csrf_token": token[1], **sent})

    assert answer.status_code == 400


def test_a_referral_sheet_says_that_a_consent_is_missing_and_leads_to_where_it_is_written_down(
    sign_in: SignIn, finished: Finished
) -> None:
    supervisor = sign_in("supervisor")
    documents = supervisor.get(f"/interviews/{finished.interview}/documents")

    page = supervisor.follow(documents, "Referral sheet, with what the person agreed to pass on")

    assert "The consent to tell somebody in particular is missing." in page.text
    assert ISSUE not in page.text
    consents = supervisor.follow(page, f"Consents of case {finished.case}")
    assert consents.heading == "What the person agreed to"


@pytest.fixture
def shelter(app: Flask) -> str:
    """The id of a shelter in the directory."""
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.writing() as session:
        house = RecipientRecord(RecipientId(new_id()), "Harbour House", "shelter", "ZZ")
        account = find_person(session, "administrator").account
        store_recipient(session, house, workplace.clock.now(), account)
    return house.id


def say(client: PageClient, case: str, fields: dict[str, str]) -> None:
    """Write down what somebody says to telling a shelter why a bed is needed."""
    form = client.get(f"/cases/{case}/consents/new")
    page = client.send(form, "Keep", {"purpose": "a bed for tonight", **fields})
    assert page.status == 200


def test_a_referral_sheet_is_for_whom_everybody_agreed_to_tell_and_falls_with_a_consent(
    inspector: PageClient, sign_in: SignIn, anybody: PageClient, finished: Finished, shelter: str
) -> None:
    for by in ("person", "child_protection"):
        said = {"by": by, "recipient": shelter, "said": "yes", "shares": "result"}
        say(inspector, finished.case, said)
    supervisor = sign_in("supervisor")
    address = f"/interviews/{finished.interview}/referral-sheet"
    page = supervisor.get(address)
    assert "Harbour House, for a bed for tonight" in page.text
    assert "What the person needs, and besides: the result." in page.text

    refused = supervisor.send(page, ISSUE, {"level": "full"})
    pdf = download(supervisor, page, {"recipient": shelter, "level": "full"})

    assert refused.list_error_links() == ["recipient"]
    number = check_issued(anybody, pdf, "referral", "full")
    for words in ("Referral to Harbour House", "a bed for tonight", "presumption"):
        assert words in read(pdf)
    listed = supervisor.get(f"/interviews/{finished.interview}/documents")
    assert f"{number} Referral sheet · Full" in " ".join(listed.text.split())
    say(inspector, finished.case, {"recipient": shelter, "said": "no"})
    assert "It is: withdrawn." in anybody.get(f"/verify/{number}").text
    assert ISSUE not in supervisor.get(address).text


def test_only_supervisors_refer(inspector: PageClient, finished: Finished) -> None:
    address = f"/interviews/{finished.interview}/referral-sheet"

    assert inspector.http.get(address).status_code == 403
    assert "Referral sheet" not in inspector.get(f"/interviews/{finished.interview}/documents").text


@pytest.mark.parametrize("level", ["full", "shareable"])
def test_the_programme_is_reported_on_by_those_who_answer_for_figures(
    sign_in: SignIn, anybody: PageClient, finished: Finished, level: str
) -> None:
    analyst = sign_in("analyst")
    page = analyst.follow(analyst.get("/"), "Programme")

    pdf = download(analyst, page, {"first": "2026-01-01", "last": "2026-12-31", "level": level})

    number = check_issued(anybody, pdf, "programme", level)
    content = json.loads(read_carried(pdf).content)["content"]
    figures = {each["id"]: each["figures"] for each in content["indicators"]}
    assert figures["K40"] == []
    assert [each["is_withheld"] for each in figures["K01"]] == [level == "shareable"]
    assert finished.case not in read(pdf)
    page = analyst.send(analyst.get("/programme"), f"Withdraw {number}")
    assert f"Document {number} is withdrawn" in page.text


def test_days_that_end_before_they_begin_are_refused(sign_in: SignIn) -> None:
    analyst = sign_in("analyst")
    days = {"first": "2026-02-01", "last": "2026-01-01", "level": "full"}

    page = analyst.send(analyst.get("/programme"), ISSUE, days)

    assert page.status == 422
    assert "Enter the last day as a date that is not before the first" in page.text
