"""What people do on their way to the identity provider and back."""

from typing import Final

from flask import Flask
from sqlalchemy import select

from app.services.provider_sign_in import let_link
from app.store.accounts import find_account
from app.store.ids import AccountId
from app.store.provider_links import find_link
from app.store.setup import Store
from app.store.tables import LogEntry
from app.web.sign_in import get_desk
from tests.web.page import Page
from tests.web.page_client import PageClient
from tests.web.provider.identity_provider import (
    IdentityProvider,
    read_query,
)

BY: Final = "Sign in with The Ministry"


def link(app: Flask, name: str, issuer: str, subject: str) -> AccountId:
    store: Store = app.extensions["threshold.store"]
    with app.app_context(), store.records.writing() as session:
        account = find_account(session, f"{name}@people.example")
        assert account is not None
        let_link(session, get_desk(), account.id, account.id)
        row = find_link(session, account.id)
        assert row is not None
        row.issuer, row.subject, row.linked_at = issuer, subject, account.created_at
        return account.id


def leave(browser: PageClient, page: Page, button: str) -> str:
    """Press a button that leads to the provider; give the address that it leads to."""
    form = page.find_form(button)
    sent = {each.get("name", ""): each.get("value", "") for each in form.iter("input")}
    response = browser.http.post(form.get("action") or "", data=sent)
    assert response.status_code == 303, response.text
    return response.location


def go(browser: PageClient, idp: IdentityProvider, page: Page, button: str) -> Page:
    """Go to the provider and come back, up to the button there."""
    back = idp.authorize(read_query(leave(browser, page, button)))
    return browser.get(back.removeprefix("http://localhost"))


def come(browser: PageClient, idp: IdentityProvider) -> Page:
    """Sign in by the provider as far as that goes."""
    return browser.send(go(browser, idp, browser.get("/sign-in"), BY), "Continue")


def list_failures(app: Flask) -> list[str]:
    store: Store = app.extensions["threshold.store"]
    failed = select(LogEntry.subject).where(LogEntry.action == "sign_in_failed")
    with store.records.reading() as session:
        return list(session.scalars(failed.order_by(LogEntry.sequence)))


def write_query(page: Page) -> str:
    form = page.find_form("Continue")
    fields = {each.get("name", ""): each.get("value", "") for each in form.iter("input")}
    return "&".join(f"{name}={fields[name]}" for name in ("code", "state", "iss"))


def allow(administrator: PageClient, name: str) -> Page:
    people = administrator.get("/people")
    asked = administrator.follow(people, f"The Ministry ({name})")
    return administrator.send(asked, "Let them link")


def read_token(page: Page) -> dict[str, str]:
    tokens = [each.get("value") for each in page.find_all("input", name="csrf_token")]
    return {"csrf_token": tokens[0] or ""}


def go_back(browser: PageClient, idp: IdentityProvider, address: str) -> Page:
    back = idp.authorize(read_query(address))
    return browser.send(browser.get(back.removeprefix("http://localhost")), "Continue")
