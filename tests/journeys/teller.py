"""Somebody who answers without end, and sends each answer again until it is acknowledged."""

import time
from collections import defaultdict
from collections.abc import Callable
from http.client import HTTPException
from itertools import count
from threading import Event
from uuid import uuid4

from app.conditions.values import PartialDate, Text, Value
from tests.journeys.canaries import CANARY
from tests.journeys.visitor import Fields, Reply, Visitor

STORY, BEGINNING, HOURS = "job_story", "recruited_on", "hours_day"
LONGEST_PAUSE = 1.0  # Seconds.


class Teller:
    """One interview; `acknowledged` holds what the server said that it keeps, by question."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.interview = visitor.begin("full-assessment")
        self.acknowledged: dict[str, list[Value]] = defaultdict(list)
        self.sent_again = 0

    def tell_until(self, stop: Event) -> None:
        """Answer one way after another: both kinds of saving, and whole pages."""
        ways = (self._save_text, self._save_number, self._send_page)
        for number in count(1):
            if stop.is_set():
                return
            ways[number % len(ways)](number)

    def _save_text(self, number: int) -> None:
        self._save(STORY, f"{CANARY} saved {number}")
        self.acknowledged[STORY].append(Text(f"{CANARY} saved {number}"))

    def _save_number(self, number: int) -> None:
        self._save(HOURS, str(number % 25))
        self.acknowledged[HOURS].append(number % 25)

    def _send_page(self, number: int) -> None:
        """Send a text and a date; a redirect acknowledges both."""
        year = 1950 + number % 70
        fields = ((STORY, f"{CANARY} sent {number}"), (f"{BEGINNING}-year", str(year)))
        address = f"/interviews/{self.interview}/topics/{STORY}"
        sent = self._insist(lambda: self.visitor.post(address, fields))
        assert sent.follows, sent.text
        self.acknowledged[STORY].append(Text(f"{CANARY} sent {number}"))
        self.acknowledged[BEGINNING].append(PartialDate(year))

    def _save(self, question: str, value: str) -> None:
        fields: Fields = ((question, value),)
        answer_id = str(uuid4())
        saved = self._insist(lambda: self.visitor.save(self.interview, question, fields, answer_id))
        assert saved.json["saved"], saved.text

    def _insist(self, send: Callable[[], Reply]) -> Reply:
        failures = 0
        while True:
            try:
                reply = send()
            except (OSError, HTTPException):
                reply = None
            if reply is not None and self.takes(reply):
                return reply
            self.sent_again += 1
            failures += 1
            # Hundreds who ask without a pause would keep the server from starting.
            time.sleep(min(0.05 * 2**failures, LONGEST_PAUSE))

    def takes(self, reply: Reply) -> bool:
        """Say whether a reply ends the sending."""
        del reply
        return True
