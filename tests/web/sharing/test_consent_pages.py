"""The page of consents: what is missing is said, and what is wrong in the form too."""

import pytest
from flask import Flask

from app.services.workplace import Workplace
from app.store.ids import RecipientId, new_id
from app.store.recipients import RecipientRecord, store_recipient
from tests.web.page_client import PageClient
from tests.web.second_coding.asking import find_person
from tests.web.walking import begin, finish


@pytest.fixture
def case(app: Flask, inspector: PageClient) -> str:
    """The number of a case of the inspector, with a shelter in the directory."""
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.writing() as session:
        shelter = RecipientRecord(RecipientId(new_id()), "Open Door", "shelter", "ZZ")
        account = find_person(session, "administrator").account
        store_recipient(session, shelter, workplace.clock.now(), account)
    return finish(inspector, begin(inspector)).case


def test_consent_without_recipient_day_or_word_is_asked_for_again(
    inspector: PageClient, case: str
) -> None:
    form = inspector.get(f"/cases/{case}/consents/new")

    for fields, wrong in (
        ({"said": "yes"}, ["recipient"]),
        ({"said_on": "yesterday", "said": "no"}, ["said_on"]),
        ({"said_on": "2030-01-01", "said": "no"}, ["said_on"]),
        ({}, ["said"]),
    ):
        page = inspector.send(form, "Keep", fields)
        assert page.status == 422
        assert page.list_error_links() == wrong


def test_person_is_written_down_after_a_look_at_who_is_known(
    inspector: PageClient, case: str
) -> None:
    other = finish(inspector, begin(inspector)).case
    form = inspector.get(f"/cases/{case}/persons")
    named = {"name": "Амина Зири", "birth_year": "1999", "telephone": "000 60 01 23"}
    kept = inspector.send(form, "Keep", named)

    wrong = inspector.send(form, "Keep", {"name": "", "birth_year": "99"})
    asked = inspector.send(inspector.get(f"/cases/{other}/persons"), "Keep", {"name": "Amina Ziri"})
    second = inspector.send(asked, "It is none of them: keep")
    linked = inspector.send(second, "The same person (Амина Зири, " + case + ")")
    undone = inspector.send(linked, f"Undo the link ({case})")
    found = inspector.send(inspector.get("/persons"), "Look", {"name": "amina"})

    assert "000 60 01 23" in kept.text
    assert wrong.list_error_links() == ["name", "birth_year"]
    assert "Nothing is kept yet." in asked.text
    assert "Linked as the same person" in linked.text
    assert "Could be the same person" in undone.text
    assert case in found.text
    mended = inspector.send(
        inspector.follow(kept, "Mend"), "Keep", {"safety": ["do_not_call"], "birth_day": "3"}
    )
    assert mended.list_error_links() == ["birth_year"]
