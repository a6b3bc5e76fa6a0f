"""Everybody asks for everything: each route, each method, each record, in each role and relation.

Requests are real, but for four things: forms go without their tokens (others hold those), no
work is kept (so that one request does not change what the next one finds), what stands for a PDF is
a few bytes (making one takes seconds, and who may have it is decided before), and pages are not
drawn: which page it would be is what counts.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

import flask.templating
import pytest
import sqlalchemy.orm
from flask import Flask, current_app, request
from flask.testing import FlaskClient
from jinja2 import Template
from sqlalchemy import select, update
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.cases.roles import Permission, Role
from app.services import drafts
from app.services.actors import build_actor
from app.services.library import load_library
from app.services.printing import PrintQueue
from app.services.session import Session
from app.services.sign_in_desk import SignInDesk
from app.services.signing_in import find, list_missing
from app.services.workplace import Workplace
from app.store.database import Database
from app.store.tables import Account, SignInSession
from app.store.tables import Role as RoleRow
from app.store.tables.accounts import account_roles
from app.web import sign_in, unit_of_work
from app.web.documents import routes as documents
from app.web.paper import routes as paper
from app.web.policy import Policy, Relation, list_policies
from app.web.reports import routes as reports
from app.web.results import routes as results
from tests.web.page_client import PageClient

NOBODY: Final = "nobody"
# How people stand to what the inspector made: each takes on every role in turn.
RELATIONS_OF_PEOPLE: Final[Mapping[str, str]] = {
    "own": "inspector",
    "same team": "colleague",
    "other team": "southerner",
    "other organisation": "outreach",
}
COLUMNS: Final = tuple((role, how) for role in Role for how in RELATIONS_OF_PEOPLE)
HEADS: Final = (NOBODY, *(f"{role.value}, {how}" for role, how in COLUMNS))
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
# Cookies are read apart; ids of accounts are of several lengths, and taken out of what is compared.
SAYS_NOTHING: Final = ("Set-Cookie", "Content-Length")
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
class Asked:
    """One route, one method and one record: what everybody asks for."""

    endpoint: str
    method: str
    record: str
    address: str


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

    def ask(self, method: str, address: str, form: Mapping[str, str] | None = None) -> Cell:
        headers = {"Cookie": f"threshold={self.cookie}"} if self.cookie else {}
        response = self.http.open(
            address, method=method, headers=headers, data=form or None, buffered=True
        )
        body = response.data.decode(errors="replace")  # An archive is no text.
        leads = sorted((name, said) for name, said in response.headers if name not in SAYS_NOTHING)
        told = hide_ids(f"{leads} {body} {self.read_notes(response)}")
        return Cell(name_answer(response), told)

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
        r"(?<=/people/)\d+|[0-9a-f]{8}-[0-9a-f-]{27}|T-\d{4}-\d{4}-\d{4}|D-\d{4}(-[0-9A-Z]{4}){3}",
        "",
        without_tokens,
    )


def sign_in_everybody(app: Flask) -> dict[str, Visitor]:
    """Give one person for each relation, signed in just now."""
    visitors = {}
    for how, name in RELATIONS_OF_PEOPLE.items():
        client = PageClient(app.test_client())
        assert client.sign_in(name).heading == "Start"
        cookie = client.http.get_cookie("threshold")
        assert cookie is not None
        visitors[how] = Visitor(app, cookie.value)
    return visitors


def give_role(app: Flask, role: Role) -> None:
    """Let those who ask have this role alone; what they did before stays theirs."""
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.engine.begin() as connection:
        names = [f"{name}@people.example" for name in RELATIONS_OF_PEOPLE.values()]
        accounts = select(Account.id).where(Account.email.in_(names))
        wanted = select(RoleRow.id).where(RoleRow.name == role.value).scalar_subquery()
        of_them = account_roles.c.account_id.in_(accounts)
        KEPT.clear()
        connection.execute(update(account_roles).where(of_them).values(role_id=wanted))


def keep_nothing(app: Flask, patch: pytest.MonkeyPatch) -> None:
    """Let every request end as if it had never been, and draw neither pages nor PDFs."""
    keep_no_work(app, patch)
    # What was read would be logged in a unit of its own; what stands in the log is tried elsewhere.
    patch.setattr(Database, "log_apart", lambda *_: None)
    patch.setattr(flask.templating, "_render", name_page)
    patch.setattr(sign_in, "find", find_once)
    for module, name in (
        (documents, "make_summary_pdf"),
        (results, "make_summary_pdf"),
        (paper, "make_paper_form"),
        (reports, "make_pdf"),
    ):
        patch.setattr(module, name, lambda *_: b"%PDF")


def keep_no_work(app: Flask, patch: pytest.MonkeyPatch) -> None:
    """Take forms without tokens, and let what they do end as if it had never been."""
    app.config["WTF_CSRF_ENABLED"] = False
    patch.setattr(sqlalchemy.orm.Session, "commit", sqlalchemy.orm.Session.rollback)
    patch.setattr(unit_of_work, "run_after_commit", lambda _: None)
    # Drafts are read anew for each who looks at them, which takes a second or two.
    patch.setattr(drafts, "load_library", cache(load_library))
    # A batch lies in memory, where nothing takes back that it was deleted.
    for name in ("cancel", "forget"):
        patch.setattr(PrintQueue, name, lambda *_: None)


KEPT: Final[dict[str, SignInSession]] = {}
"""Who is signed in with a token, read once for each role that they have in turn."""


def find_once(
    session: Session, desk: SignInDesk, token: str, seen: datetime | None
) -> SignInSession | None:
    """Read who is signed in once, for routes that do nothing to a session or an account."""
    policies: Mapping[str, Policy] = current_app.extensions["threshold.policies"]
    permission = policies[request.endpoint or ""].permission
    if permission in (None, Permission.RESET_SIGN_INS, Permission.ADMINISTER):
        return find(session, desk, token, seen)
    if token not in KEPT:
        each = find(session, desk, token, seen)
        assert each is not None
        build_actor(each.account)
        list_missing(session, each.account)
        session.expunge_all()
        KEPT[token] = each
    return KEPT[token]


def name_page(app: Flask, template: Template, context: dict[str, Any]) -> str:
    """Give which page it would be; an error page by its title."""
    del app
    words = context.get("words")
    return f"{template.name} {getattr(words, 'title', '')}"


def ask_everything(
    app: Flask, visitors: Mapping[str, Visitor], records: Records
) -> Iterator[tuple[Line, tuple[Cell, ...]]]:
    """Request every cell, and give the lines in the order of routes, methods and records."""
    asked = list(list_requests(app, records))
    columns = [ask_all(Visitor(app, ""), asked)]
    for role in Role:
        give_role(app, role)
        columns += [ask_all(visitors[how], asked) for how in RELATIONS_OF_PEOPLE]
    policies = list_policies(app)
    for each, cells in zip(asked, zip(*columns, strict=True), strict=True):
        policy = describe(policies[each.endpoint])
        answers = tuple(cell.status for cell in cells)
        yield Line(each.endpoint, each.method, policy, each.record, answers), cells


def ask_all(visitor: Visitor, asked: Sequence[Asked]) -> list[Cell]:
    return [visitor.ask(each.method, each.address) for each in asked]


def list_requests(app: Flask, records: Records) -> Iterator[Asked]:
    """Give each route with each of its methods and each record that it can name."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda each: (each.endpoint, each.rule)):
        for method in SENDS:
            if method in (rule.methods or ()):
                for record, address in list_addresses(rule, records):
                    yield Asked(rule.endpoint, method, record, address)


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
    return re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", lambda found: parts[found[1]], rule.rule)
