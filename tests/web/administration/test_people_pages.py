"""Administrators look after their people, and never open a way round four eyes."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.services.workplace import Workplace
from app.store.accounts import find_account
from app.store.tables import LogEntry
from tests.web.conftest import SignIn
from tests.web.page_client import PageClient
from tests.web.walking import begin, finish


@pytest.fixture
def administrator(sign_in: SignIn) -> PageClient:
    return sign_in("administrator")


def find_number(app: Flask, name: str) -> int:
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.reading() as session:
        account = find_account(session, f"{name}@people.example")
        assert account is not None
        return account.id


def list_deeds(app: Flask) -> list[tuple[str, str]]:
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.reading() as session:
        rows = session.execute(select(LogEntry.action, LogEntry.subject))
        return [(action, subject) for action, subject in rows]


def test_who_took_answers_and_is_made_a_supervisor_is_signed_out_and_decides_nothing(
    app: Flask, inspector: PageClient, administrator: PageClient
) -> None:
    case = finish(inspector, begin(inspector)).case
    number = find_number(app, "inspector")
    duties = administrator.get(f"/people/{number}")

    done = administrator.send(duties, "Change", {"roles": ["supervisor"]})

    assert "inspector is signed out everywhere" in done.text
    assert ("roles_changed", f"{number} supervisor") in list_deeds(app)
    assert "Your session has ended" in inspector.get("/").text
    inspector.sign_in("inspector")
    page = inspector.get(f"/cases/{case}")
    assert "You had a part in the answers of this case" in page.text
    assert "four eyes" not in page.text
    refused = inspector.get(f"/cases/{case}/decide")
    assert "so somebody else reviews it" in refused.text


def test_person_is_let_in_with_six_words_and_ended_again(
    app: Flask, administrator: PageClient
) -> None:
    asked = administrator.get("/people/new")
    failed = administrator.send(asked, "Make the account", {"email": "nobody"})
    fields = {"email": "eva@people.example", "name": "Eva", "roles": ["analyst"]}

    made = administrator.send(asked, "Make the account", fields)
    again = administrator.send(asked, "Make the account", fields)

    assert failed.status == again.status == 422
    assert made.heading == "The account is made"
    assert "Has to set sign-in up" in administrator.get("/people").text
    ending = administrator.get(f"/people/{find_number(app, 'eva')}/end")
    ended = administrator.send(ending, "Close the account")
    assert "Eva signs in no more." in ended.text


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        (["administrator", "supervisor"], "Administrators and analysts have no other role"),
        ([], "Choose at least one role"),
    ],
)
def test_roles_that_would_show_too_much_or_nothing_are_refused(
    app: Flask, administrator: PageClient, roles: list[str], words: str
) -> None:
    duties = administrator.get(f"/people/{find_number(app, 'supervisor')}")

    refused = administrator.send(duties, "Change", {"roles": roles})

    assert refused.status == 422
    assert words in refused.text


def test_nobody_changes_their_own_roles_or_people_of_others(
    app: Flask, administrator: PageClient
) -> None:
    own = administrator.get(f"/people/{find_number(app, 'administrator')}")

    refused = administrator.send(own, "Change", {"roles": ["supervisor"]})

    assert "Nobody changes their own roles or areas" in refused.text
    assert administrator.get(f"/people/{find_number(app, 'outreach')}").status == 404
    assert "outreach" not in administrator.get("/people").text
