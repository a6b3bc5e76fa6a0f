"""The pages of records: what is prefilled says where it comes from, what is entered is kept."""

import re

import pytest
from flask import Flask

from app.services.actors import build_actor
from app.services.case_records import find_held, open_victim_record
from app.store.accounts import find_account
from app.store.cases import Reach, list_cases
from app.store.ids import DatasetRecordId, OrganisationId
from tests.web.conftest import SignIn
from tests.web.page_client import PageClient
from tests.web.walking import begin, finish, read_case_number, topic


@pytest.fixture
def record(app: Flask, inspector: PageClient) -> DatasetRecordId:
    """The record of a short screening that was finished and confirmed."""
    page = begin(inspector)
    hours = topic(inspector, page, "hours")
    inspector.send(hours, "Save and continue", {"hours_day": "14", "days_week": "7"})
    finish(inspector, page)
    workplace = app.extensions["threshold"]
    with workplace.records.writing() as session:
        account = find_account(session, "supervisor@people.example")
        assert account is not None
        case = list_cases(session, Reach(OrganisationId(1)), 1).cases[0]
        return open_victim_record(session, workplace, build_actor(account), case.id)


def read_fields(app: Flask, record: DatasetRecordId) -> dict[str, tuple[str, str]]:
    workplace = app.extensions["threshold"]
    with workplace.records.reading() as session:
        account = find_account(session, "supervisor@people.example")
        assert account is not None
        held = find_held(session, workplace, build_actor(account), record)
    assert held is not None
    return {name: (each.value, each.origin) for name, each in held.stored.fields.items()}


def test_a_record_to_complete_is_listed_and_opens_at_its_blocks(
    sign_in: SignIn, record: DatasetRecordId
) -> None:
    supervisor = sign_in("supervisor")

    listed = supervisor.get("/records")
    shown = supervisor.follow(listed, "Open")

    assert re.search(r"\b\d+ of \d+ fields", listed.text)
    assert "Personal and socio-economic background" in shown.text
    assert "Case " in shown.text
    assert record in shown.address


def test_a_prefilled_field_says_which_answer_it_comes_from(
    sign_in: SignIn, record: DatasetRecordId
) -> None:
    full = sign_in("supervisor").get(f"/records/{record}/f")
    without = sign_in("analyst").get(f"/records/{record}/f")

    asked = "How many hours do you work on a usual day?"
    assert f"From the answer: {asked} – 14" in full.text
    assert f"From the answer to: {asked}" in without.text
    assert "Proposed, and perhaps a part alone" in full.text
    assert "reconstructed" in full.text
    assert not re.search(r"T-\d{4}-\d{4}-\d{4}", without.text)


def test_what_is_entered_is_kept_and_what_is_wrong_is_told_with_nothing_lost(
    app: Flask, sign_in: SignIn, record: DatasetRecordId
) -> None:
    supervisor = sign_in("supervisor")
    page = supervisor.get(f"/records/{record}/c")

    wrong = supervisor.send(page, "Save", {"sex": "female", "children": "two"})
    done = supervisor.send(
        wrong, "Save", {"children": "", "children-silence": "unknown", "disability": "no"}
    )

    assert wrong.title.startswith("Error:")
    assert "“two” is no whole number" in wrong.text
    assert "Kept: Personal and socio-economic background." in done.text
    fields = read_fields(app, record)
    assert fields["sex"] == ("female", "entered")
    assert fields["children"] == ("unknown", "entered")
    assert fields["disability"] == ("no", "entered")
    assert "education" not in fields


def test_a_value_and_a_reason_for_none_are_not_both_kept(
    app: Flask, sign_in: SignIn, record: DatasetRecordId
) -> None:
    supervisor = sign_in("supervisor")
    page = supervisor.get(f"/records/{record}/c")

    wrong = supervisor.send(page, "Save", {"children": "2", "children-silence": "unknown"})

    assert "not both" in wrong.text
    assert "children" not in read_fields(app, record)


def test_one_choice_can_be_taken_back_for_a_reason_why_there_is_none(
    app: Flask, sign_in: SignIn, record: DatasetRecordId
) -> None:
    supervisor = sign_in("supervisor")
    address = f"/records/{record}/c"

    supervisor.send(supervisor.get(address), "Save", {"sex": "female"})
    supervisor.send(supervisor.get(address), "Save", {"sex": "prefer_not_to_say"})
    supervisor.send(supervisor.get(address), "Save")

    assert read_fields(app, record)["sex"] == ("prefer_not_to_say", "entered")


def test_a_field_that_is_emptied_is_not_asked_and_never_a_no(
    app: Flask, sign_in: SignIn, record: DatasetRecordId
) -> None:
    supervisor = sign_in("supervisor")
    page = supervisor.get(f"/records/{record}/f")

    supervisor.send(page, "Save", {"hours_a_day": ""})

    assert read_fields(app, record)["hours_a_day"] == ("not_asked", "entered")


@pytest.mark.parametrize("name", ["southerner", "outreach", "stranger"])
def test_records_beyond_reach_are_not_found(
    sign_in: SignIn, record: DatasetRecordId, name: str
) -> None:
    client = sign_in(name)

    for address in (f"/records/{record}", f"/records/{record}/c", "/records/nothing"):
        assert client.get(address).status == 404
    assert "Nothing is left to complete" in client.get("/records").text


def test_a_block_that_there_is_not_is_not_found(sign_in: SignIn, record: DatasetRecordId) -> None:
    assert sign_in("supervisor").get(f"/records/{record}/z").status == 404


def test_the_page_of_a_case_leads_to_its_records_and_begins_one_of_somebody_responsible(
    sign_in: SignIn, record: DatasetRecordId
) -> None:
    supervisor, outreach = sign_in("supervisor"), sign_in("outreach")
    number = read_case_number(supervisor.get("/records"))

    case = supervisor.get(f"/cases/{number}")
    begun = supervisor.send(case, "Begin a record of somebody responsible")
    block = supervisor.follow(begun, "Complete")
    kept = supervisor.send(block, "Save", {"criminal_case": "K-2026/17", "stage": "suspected"})

    assert f"/records/{record}" in case.html
    assert "Somebody responsible" in begun.text
    assert "Kept: Registration." in kept.text
    assert outreach.http.post(f"/cases/{number}/suspects").status_code == 403
