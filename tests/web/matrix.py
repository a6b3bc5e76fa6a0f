"""Everybody asks for everything: each route, each method, each record, as each person.

Requests are real, but for three things: forms go without their tokens (others hold those), no
work is kept (so that one request does not change what the next one finds), and what stands for a
PDF is a few bytes (making one takes seconds, and who may have it is decided before).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pytest
import sqlalchemy.orm
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.services.printing import PrintQueue
from app.web import unit_of_work
from app.web.documents import routes as documents
from app.web.paper import routes as paper
from app.web.policy import Policy, Relation, list_policies
from app.web.reports import routes as reports
from app.web.results import routes as results
from tests.web.page_client import PageClient

NOBODY: Final = "nobody"
PEOPLE: Final = (
    "inspector",
    "colleague",
    "southerner",
    "supervisor",
    "analyst",
    "administrator",
    "outreach",
    "stranger",
    "elsewhere",
)
MISSING: Final = "missing"
NO_RECORD: Final = "-"
SENDS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")
# What is the same for all, and has to be there for a page to open at all.
FIXED: Final[Mapping[str, str]] = {
    "block_id": "c",
    "filename": "passkeys.js",
    "indicator_id": "exploitation.hours",
    "name": "presumption-adult",
    "questionnaire": "short-screening",
    "section_id": "safety",
    "table_id": "E1",
    "topic_id": "safe_to_talk",
    "year": "2026",
}
ADDRESS_OF: Final = {"sign-in": "/sign-in?", "again": "/sign-in/again"}

Records = Mapping[str, Mapping[str, str]]
"""By the name of a part of addresses: what tests call a record, and what names it."""


@dataclass(frozen=True)
class Line:
    """One route, one method and one record: what everybody gets."""

    endpoint: str
    method: str
    policy: str
    record: str
    answers: tuple[str, ...]

    def write(self) -> str:
        return "\t".join((self.endpoint, self.method, self.policy, self.record, *self.answers))


@dataclass(frozen=True)
class Cell:
    """What one person gets: the status, and everything else that could tell something."""

    status: str
    told: str


class Visitor:
    """One person, whose browser shows the same cookie each time."""

    def __init__(self, app: Flask, cookie: str) -> None:
        self.http: FlaskClient = app.test_client(use_cookies=False)
        self.sessions: Any = app.session_interface
        self.app, self.cookie = app, cookie

    def ask(self, method: str, address: str) -> Cell:
        headers = {"Cookie": f"threshold={self.cookie}"} if self.cookie else {}
        response = self.http.open(address, method=method, headers=headers, buffered=True)
        body = response.data.decode(errors="replace")  # An archive is no text.
        return Cell(name_answer(response), hide_ids(f"{body} {self.read_notes(response)}"))

    def read_notes(self, response: TestResponse) -> object:
        """Give the sentences that the next page would show."""
        cookie = re.match(r"threshold=([^;]+)", response.headers.get("Set-Cookie", ""))
        if cookie is None:
            return ""
        return self.sessions.get_signing_serializer(self.app).loads(cookie[1]).get("_flashes", "")


def name_answer(response: TestResponse) -> str:
    leads = response.headers.get("Location", "")
    named = (name for name, start in ADDRESS_OF.items() if leads.startswith(start))
    return next(named, str(response.status_code))


def hide_ids(text: str) -> str:
    """Take out what differs between two answers that say the same."""
    without_tokens = re.sub(r'(csrf_token" value|data-csrf)="[^"]*"', "", text)
    return re.sub(
        r"[0-9a-f]{8}-[0-9a-f-]{27}|T-\d{4}-\d{4}-\d{4}|D-\d{4}(-[0-9A-Z]{4}){3}",
        "",
        without_tokens,
    )


def sign_in_everybody(app: Flask) -> dict[str, Visitor]:
    """Give nobody and everybody, signed in just now."""
    visitors = {NOBODY: Visitor(app, "")}
    for name in PEOPLE:
        client = PageClient(app.test_client())
        assert client.sign_in(name).heading == "Start"
        cookie = client.http.get_cookie("threshold")
        assert cookie is not None
        visitors[name] = Visitor(app, cookie.value)
    return visitors


def keep_nothing(app: Flask, patch: pytest.MonkeyPatch) -> None:
    """Let every request end as if it had never been, and let PDFs be a few bytes."""
    app.config["WTF_CSRF_ENABLED"] = False
    patch.setattr(sqlalchemy.orm.Session, "commit", sqlalchemy.orm.Session.rollback)
    patch.setattr(unit_of_work, "run_after_commit", lambda _: None)
    # A batch lies in memory, where nothing takes back that it was deleted.
    for name in ("cancel", "forget"):
        patch.setattr(PrintQueue, name, lambda *_: None)
    for module, name in (
        (documents, "make_summary_pdf"),
        (results, "make_summary_pdf"),
        (paper, "make_paper_form"),
        (reports, "make_pdf"),
    ):
        patch.setattr(module, name, lambda *_: b"%PDF")


def ask_everything(
    app: Flask, visitors: Mapping[str, Visitor], records: Records
) -> Iterator[tuple[Line, tuple[Cell, ...]]]:
    """Request every cell, in the order of routes, methods and records."""
    policies = list_policies(app)
    for rule in sorted(app.url_map.iter_rules(), key=lambda each: (each.endpoint, each.rule)):
        policy = describe(policies[rule.endpoint])
        for method in SENDS:
            if method not in (rule.methods or ()):
                continue
            for record, address in list_addresses(rule, records):
                cells = tuple(each.ask(method, address) for each in visitors.values())
                answers = tuple(cell.status for cell in cells)
                yield Line(rule.endpoint, method, policy, record, answers), cells


def describe(policy: Policy) -> str:
    """Give a policy in words: who, and how they have to stand to what the address names."""
    who = "everybody" if policy.is_public else "signed in"
    words = [policy.permission.value if policy.permission else who]
    words += ["just now"] if policy.fresh else []
    words += ["or setting up"] if policy.sets_up else []
    relations = sorted(each.value for each in policy.relations - {Relation.THE_SAME_FOR_ALL})
    return ", ".join(words + relations)


def list_addresses(rule: Rule, records: Records) -> Iterator[tuple[str, str]]:
    """Give an address for each record that a route can name, the one of none last."""
    named = [each for each in rule.arguments if each in records]
    names: Sequence[str] = [NO_RECORD]
    if named:
        names = [*max((records[each] for each in named), key=len)]
    for record in names:
        parts = {each: FIXED.get(each, "") for each in rule.arguments}
        for each in named:
            known = records[each]
            parts[each] = known.get(record, known[MISSING])
        yield record, fill_in(rule, parts)


def fill_in(rule: Rule, parts: Mapping[str, str]) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: parts[found[1]], rule.rule)
