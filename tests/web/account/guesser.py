"""Somebody who guesses passwords: one account from everywhere, and every account from one place."""

import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask

from app.web.application import create_app
from tests.web.installation import BEGIN, PEOPLE, MovingClock, settings_in

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Guess:
    """One guess: when, for whom and from where."""

    moment: datetime
    email: str
    address: str


def list_guesses(count: int) -> list[Guess]:
    """Spread guesses over an hour: in turn for one account, and from one address."""
    known = [person.email for person in PEOPLE]
    guesses = []
    for number in range(count):
        moment = BEGIN + HOUR * number / count
        if number % 2:
            anybody = known[number % len(known)] if number % 3 else f"{number}@people.example"
            guesses.append(Guess(moment, anybody, "192.0.2.1"))
        else:
            place = f"198.51.{number // 256 % 256}.{number % 256}"
            guesses.append(Guess(moment, "supervisor@people.example", place))
    return guesses


class Guesser:
    """A browser without manners at one process of the application."""

    def __init__(self, app: Flask, moving: MovingClock) -> None:
        app.config["WTF_CSRF_ENABLED"] = False
        self.http, self.moving = app.test_client(), moving

    def guess(self, guess: Guess) -> bool:
        """Guess, and say whether the guess was looked at."""
        self.moving.moment = guess.moment
        response = self.http.post(
            "/sign-in",
            data={"email": guess.email, "password": f"guess {guess.moment}"},
            environ_base={"REMOTE_ADDR": guess.address},
        )
        assert response.status_code in (422, 429), response.status_code
        return response.status_code == 422


def main(folder: str, first: str, end: str) -> None:
    """Make every fourth guess of a stretch on an installation; print how many were looked at."""
    moving = MovingClock()
    guesser = Guesser(create_app(settings_in(Path(folder)), moving.clock), moving)
    share = list_guesses(10_000)[int(first) : int(end) : 4]
    sys.stdout.write(str(sum(guesser.guess(each) for each in share)))


if __name__ == "__main__":
    main(*sys.argv[1:])
