"""After a new key of passwords everybody signs in as before, and nobody notices more than that."""

from flask import Flask

from app.settings import Settings
from app.store.accounts import find_account
from app.store.dropping_keys import count_on_older_keys
from app.store.key_files import KeyFile
from app.store.password_keys import Hanging, name_key, read_password_keys, split_hash
from app.store.rotation import rotate_key
from app.store.setup import Store
from tests.web.conftest import KeptTemplates
from tests.web.installation import MovingClock, running
from tests.web.page_client import PageClient


def read_name(app: Flask, person: str) -> str:
    """Give the name of the key that the password of somebody is under."""
    store: Store = app.extensions["threshold.store"]
    with store.records.reading() as session:
        account = find_account(session, f"{person}@people.example")
        assert account is not None
        return split_hash(account.password or "")[0]


def test_password_is_put_under_the_new_key_when_it_is_typed(
    settings: Settings, moving: MovingClock, kept_templates: KeptTemplates
) -> None:
    with running(settings, moving, kept_templates) as app:
        browser = PageClient(app.test_client())
        browser.sign_in("inspector")
        codes = browser.send(browser.get("/account"), "Make new recovery codes")
        old = read_name(app, "inspector")
    rotate_key(settings, KeyFile.PASSWORDS)

    with running(settings, moving, kept_templates) as app:
        browser = PageClient(app.test_client())
        wrong = browser.send(
            browser.get("/sign-in"),
            "Sign in",
            {"email": "inspector@people.example", "password": "a wrong password"},
        )
        under_old = read_name(app, "inspector")
        start = browser.sign_in("inspector")
        names = [read_name(app, each) for each in ("inspector", "colleague")]
        newest = name_key(read_password_keys(settings.keys).newest.secret)

    assert codes.status == 200
    assert wrong.status == 422
    assert under_old == old != newest
    assert "Your recovery codes hang on an older one" in start.text
    assert names == [newest, old]
    assert count_on_older_keys(settings) == Hanging(passwords=8, recovery_codes=1)
