"""Guesses are counted over processes and restarts, and tell nothing of who has an account."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_security import verify_password

from app.services.throttling import PER_ACCOUNT, PER_ADDRESS
from app.settings import REPOSITORY, Settings
from app.store.key_files import Key
from app.store.password_keys import PasswordKeys, split_hash
from app.web import passwords
from app.web.application import create_app
from app.web.passwords import COST_OF_A_GUESS, PASSWORDS, Passwords
from tests.web.account.guesser import Guesser, list_guesses
from tests.web.installation import BEGIN, PASSWORD, MovingClock
from tests.web.page import Page
from tests.web.page_client import PageClient

MOST = 100
# Twice as many as are allowed, and ten thousand by night.
GUESSES = 120
ALLOWED = PER_ACCOUNT.amount + PER_ADDRESS.amount


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare passwords without the work that makes guessing slow: it is not what is counted."""
    monkeypatch.setattr(passwords, "verify_password", lambda password, _: password == PASSWORD)


@pytest.mark.usefixtures("quick")
def test_guesses_are_counted_by_all_processes_and_over_restarts(
    settings: Settings, moving: MovingClock
) -> None:
    guesses = list_guesses(GUESSES)
    evaluated = 0
    for part in (guesses[: GUESSES // 2], guesses[GUESSES // 2 :]):
        apps = [create_app(settings, moving.clock) for _ in range(2)]
        guessers = [Guesser(app, moving) for app in apps]
        # Guesses for one account and from one address take turns: each process gets both kinds.
        evaluated += sum(guessers[i // 2 % 2].guess(each) for i, each in enumerate(part))
        for app in apps:
            app.extensions["threshold.store"].close()

    assert 0 < evaluated <= ALLOWED <= MOST


@pytest.mark.night
def test_ten_thousand_guesses_in_an_hour_get_a_hundred_answers_at_most(
    settings: Settings, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "tests.web.account.guesser", str(tmp_path / "installation")]
    evaluated = 0
    for quarter in range(4):
        workers = [
            subprocess.Popen(  # noqa: S603 - Our own program.
                [*command, str(quarter * 2_500 + worker), str((quarter + 1) * 2_500)],
                cwd=REPOSITORY,
                stdout=subprocess.PIPE,
                text=True,
            )
            for worker in range(4)
        ]
        evaluated += sum(int(worker.communicate()[0]) for worker in workers)

    assert settings.keys.exists()
    assert 0 < evaluated <= ALLOWED <= MOST


@pytest.mark.usefixtures("quick")
def test_owner_gets_in_again_when_the_hour_is_over(
    anybody: PageClient, moving: MovingClock
) -> None:
    page = anybody.get("/sign-in")
    wrong = {"email": "inspector@people.example", "password": "wrong"}
    answers = [anybody.send(page, "Sign in", wrong).status for _ in range(12)]

    locked = anybody.sign_in("inspector")
    moving.moment += timedelta(minutes=61)

    assert answers == [422] * 10 + [429] * 2
    assert locked.heading == "Too many attempts"
    assert anybody.sign_in("inspector").heading == "Start"


@pytest.mark.usefixtures("quick")
def test_owner_gets_in_where_they_did_before_while_a_stranger_guesses(app: Flask) -> None:
    owner = PageClient(app.test_client())
    owner.sign_in("inspector")
    owner.send(owner.get("/"), "Sign out")

    answers = [guess_from(app, "203.0.113.9") for _ in range(12)]

    assert answers == [422] * 10 + [429] * 2
    assert owner.sign_in("inspector").heading == "Start"


@pytest.mark.usefixtures("quick")
def test_place_is_known_for_one_account_and_thirty_days(app: Flask, moving: MovingClock) -> None:
    for name in ("inspector", "colleague"):
        PageClient(app.test_client()).sign_in(name)
    for _ in range(10):
        guess_from(app, "203.0.113.9", "southerner")
        guess_from(app, "203.0.113.8")

    known = guess_from(app, "127.0.0.1"), guess_from(app, "127.0.0.1", "southerner")
    moving.moment += timedelta(days=30)
    for _ in range(10):
        guess_from(app, "203.0.113.8")

    assert known == (422, 429)
    assert guess_from(app, "127.0.0.1") == 429


@pytest.mark.usefixtures("quick")
def test_at_a_known_place_too_ten_guesses_are_looked_at(app: Flask) -> None:
    PageClient(app.test_client()).sign_in("inspector")

    answers = [guess_from(app, "127.0.0.1") for _ in range(12)]

    assert answers == [422] * 10 + [429] * 2


def guess_from(app: Flask, address: str, name: str = "inspector") -> int:
    """Guess a password once, and give the status of the answer."""
    http = app.test_client()
    page = Page("/sign-in", 200, http.get("/sign-in").text)
    token = page.find_all("input", name="csrf_token")[0].get("value")
    sent = {"email": f"{name}@people.example", "password": "wrong", "csrf_token": token}
    from_there = {"REMOTE_ADDR": address}
    return http.post("/sign-in", data=sent, environ_base=from_there).status_code


@pytest.mark.usefixtures("quick")
def test_right_password_forgives_what_was_mistyped_before(anybody: PageClient) -> None:
    wrong = {"email": "inspector@people.example", "password": "wrong"}

    for _ in range(2):
        for _ in range(9):
            page = anybody.send(anybody.get("/sign-in"), "Sign in", wrong)
            assert page.status == 422
        assert anybody.sign_in("inspector").heading == "Start"
        anybody.send(anybody.get("/"), "Sign out")


@pytest.mark.usefixtures("quick")
def test_second_factor_is_guessed_ten_times_at_most_whatever_the_password(
    anybody: PageClient, app: Flask
) -> None:
    answers = []
    for _ in range(3):
        client = PageClient(app.test_client())
        page = client.give_password(client.get("/sign-in"), "inspector")
        answers += [client.send(page, "Continue", {"code": "000000"}).status for _ in range(4)]

    assert answers == [422] * 10 + [429] * 2
    assert anybody.sign_in("inspector").heading == "Too many attempts"


@pytest.mark.parametrize("name", ["inspector", "nobody"])
def test_unknown_person_takes_as_much_work_as_a_known_one(
    anybody: PageClient, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    looked_at: list[str] = []
    verify = verify_password

    def count(password: str, hashed: str) -> bool:
        looked_at.append(hashed.rpartition("$")[0].rpartition("$")[0])
        return bool(verify(password, hashed))

    monkeypatch.setattr(passwords, "verify_password", count)

    anybody.send(
        anybody.get("/sign-in"), "Sign in", {"email": f"{name}@people.example", "password": "x"}
    )

    assert looked_at == ["$argon2id$v=19$m=8,t=1,p=1"]


def test_guess_costs_what_is_recommended() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(PASSWORDS, "HASH_PASSLIB_OPTIONS", COST_OF_A_GUESS)

        hashed = Passwords(PasswordKeys(Key(b"a key for tests"))).hash(PASSWORD)

    assert split_hash(hashed)[1].startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.usefixtures("quick")
def test_unknown_person_is_throttled_in_the_same_words(anybody: PageClient) -> None:
    pages = []
    for name in ("inspector", "nobody"):
        fields = {"email": f"{name}@people.example", "password": "wrong"}
        page = anybody.get("/sign-in")
        pages.append([anybody.send(page, "Sign in", fields) for _ in range(11)])

    known, unknown = pages
    assert [page.status for page in known] == [page.status for page in unknown]
    assert known[-1].text == unknown[-1].text


def test_guesses_are_spread_over_an_hour() -> None:
    moments = [guess.moment for guess in list_guesses(10_000)]

    assert len(moments) == 10_000
    assert moments[0] == BEGIN
    assert timedelta(minutes=59) < moments[-1] - moments[0] < timedelta(hours=1)
