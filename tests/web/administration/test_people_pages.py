"""Administrators look after their people, and never open a way round four eyes."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.services.workplace import Workplace
from app.store.accounts import find_account
from app.store.tables import LogEntry, Role
from tests.web.conftest import SignIn
from tests.web.page_client import PageClient
from tests.web.walking import Finished

EVA = {"email": "eva@people.example", "name": "Eva", "roles": ["supervisor"]}


@pytest.fixture
def administrator(sign_in: SignIn) -> PageClient:
    return sign_in("administrator")


@pytest.fixture
def second(app: Flask, sign_in: SignIn) -> PageClient:
    """Another administrator of the same organisation."""
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.writing() as session:
        account = find_account(session, "colleague@people.example")
        assert account is not None
        account.roles = [session.query(Role).filter_by(name="administrator").one()]
    return sign_in("colleague")


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
    app: Flask, inspector: PageClient, finished: Finished, administrator: PageClient
) -> None:
    number = find_number(app, "inspector")
    duties = administrator.get(f"/people/{number}")

    done = administrator.send(duties, "Change", {"roles": ["supervisor"]})

    assert "inspector is signed out everywhere" in done.text
    assert ("roles_changed", f"{number} supervisor") in list_deeds(app)
    assert "Your session has ended" in inspector.get("/").text
    inspector.sign_in("inspector")
    page = inspector.get(f"/cases/{finished.case}")
    assert "You had a part in the answers of this case" in page.text
    assert "four eyes" not in page.text
    refused = inspector.get(f"/cases/{finished.case}/decide")
    assert "so somebody else reviews it" in refused.text


def test_person_is_let_in_by_two_administrators_and_ended_again(
    app: Flask, administrator: PageClient, second: PageClient, anybody: PageClient
) -> None:
    asked = administrator.get("/people/new")
    failed = administrator.send(asked, "Make the account", {"email": "nobody"})

    made = administrator.send(asked, "Make the account", EVA)
    again = administrator.send(asked, "Make the account", EVA)

    assert failed.status == again.status == 422
    assert "data-passphrase" not in made.html
    assert "Somebody else than you has to reset it" in administrator.get("/resets").text
    waiting = second.get("/resets")
    assert "New here: Supervisor. Let in only whom you know." in waiting.text
    let_in = second.send(waiting, "Let them in (Eva (eva@people.example))")
    words = next(each.text or "" for each in let_in.root.iter("bdi"))
    fields = {"email": "eva@people.example", "password": words}
    begun = anybody.send(anybody.get("/sign-in"), "Sign in", fields)
    assert begun.heading == "Your sign-in"
    ending = administrator.get(f"/people/{find_number(app, 'eva')}/end")
    ended = administrator.send(ending, "Close the account")
    assert "Eva signs in no more." in ended.text


def test_administrator_alone_opens_no_account_that_they_made(
    administrator: PageClient, second: PageClient, anybody: PageClient
) -> None:
    administrator.send(administrator.get("/people/new"), "Make the account", EVA)
    waiting = second.get("/resets")
    forms = (form.get("action") or "" for form in waiting.root.iter("form"))
    address = next(each for each in forms if each.startswith("/resets/"))
    token = administrator.get("/resets").find_all("input", name="csrf_token")[0].get("value")

    refused = administrator.http.post(address, data={"csrf_token": token}, follow_redirects=True)

    assert "Another administrator than the one who asked" in refused.text
    assert anybody.sign_in("eva").status == 422


def test_administrator_without_another_one_lets_nobody_in(administrator: PageClient) -> None:
    refused = administrator.send(administrator.get("/people/new"), "Make the account", EVA)

    assert refused.status == 422
    assert "only two together let somebody in" in refused.text


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
