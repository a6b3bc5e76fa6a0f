"""No canary leaks: every identifier is swapped for every foreign one; by day for a share of them.

Each case carries a word of its own in answers, reasons, comments, names, consents, referrals,
evidence and emergencies. People then ask for everything that belongs to others, in addresses and in
forms, with all pages drawn and all files unpacked. What comes is what comes for an identifier that
there is none of, and neither it nor the log nor what the server says of itself holds a word or an
identifier of theirs that they did not bring themselves.
"""

import io
import logging
import os
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse
from xlsxwriter import Workbook

from app.services.workplace import Workplace
from app.store.tables import LogEntry
from app.web.server_log import AllowedFormatter
from tests.web.canaries import CODER, KEEPER, Carrier, make_carriers
from tests.web.conftest import KeptTemplates
from tests.web.installation import PEOPLE, MovingClock, install, running, settings_in
from tests.web.matrix import SAYS_NOTHING, Visitor, hide_ids, keep_no_work, name_answer
from tests.web.page_client import PageClient
from tests.web.swaps import (
    CLOSED_TO,
    DRAWN,
    IDENTIFIER,
    PARTS,
    TELLS_ALL,
    Swap,
    choose,
    list_secrets,
    list_swaps,
    list_told,
)
from tests.web.unpacking import unpack

NIGHT: Final = bool(os.environ.get("THRESHOLD_NIGHT"))
LEAST_BY_NIGHT: Final = 20_000
BY_DAY: Final = 200
CASES_OF_EACH: Final = 3 if NIGHT else 1
COOKIE: Final = re.compile("threshold=([^;]+)")
# Where somebody forgets to ask how a person stands to a record, and a page that leaks it then.
FORGOTTEN: Final = (
    ("app.services.interviews.may_open", "results.show"),
    ("app.services.evidence.may_open", "evidence.original"),
    ("app.services.persons.may_know", "persons.show"),
    ("app.services.referrals.may_know", "sharing.referral"),
)


@dataclass(frozen=True)
class Read:
    """What somebody got: as it is compared, and the whole of it."""

    told: str
    whole: str


@dataclass(frozen=True)
class Leak:
    """What is wrong with an answer: `held` are words and identifiers, none if it only differs."""

    swap: Swap
    held: frozenset[str]


class Reader(Visitor):
    """Somebody who reads all of what they get, files with their insides and cookies too."""

    def read(self, method: str, address: str, form: Mapping[str, str]) -> Read:
        headers = {"Cookie": f"threshold={self.cookie}"}
        response = self.http.open(
            address, method=method, headers=headers, data=form or None, buffered=True
        )
        body, notes = unpack(response.data), self.read_notes(response)
        leads = sorted(each for each in response.headers if each[0] not in SAYS_NOTHING)
        told = hide_ids(f"{name_answer(response)} {leads} {body} {notes}")
        return Read(told, f"{response.headers} {body} {self.read_cookie(response)}")

    def read_cookie(self, response: TestResponse) -> object:
        """Give everything that the browser keeps, which is signed and not sealed."""
        cookie = COOKIE.match(response.headers.get("Set-Cookie", ""))
        return cookie and self.sessions.get_signing_serializer(self.app).loads(cookie[1])


@dataclass(frozen=True)
class World:
    """The cases, the people, and all that they can ask for which is not theirs."""

    app: Flask
    carriers: list[Carrier]
    readers: Mapping[str, Reader]
    swaps: Sequence[Swap]


@pytest.fixture(scope="module")
def application(
    tmp_path_factory: pytest.TempPathFactory, kept_templates: KeptTemplates
) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("canaries")
    install(folder, (*PEOPLE, KEEPER, CODER))
    with running(settings_in(folder), MovingClock(), kept_templates) as app:
        yield app


@pytest.fixture(scope="module")
def world(application: Flask) -> World:
    carriers = make_carriers(application, CASES_OF_EACH)
    readers = {who: Reader(application, sign_in(application, who)) for who in CLOSED_TO}
    return World(application, carriers, readers, list(list_swaps(application, carriers)))


@pytest.mark.timeout(7200)
def test_no_identifier_of_others_opens_anything_and_no_canary_leaks(
    world: World,
) -> None:
    asked = world.swaps if NIGHT else choose(world.swaps, BY_DAY)

    with listening() as said, keeping_nothing(world.app):
        found = list(find_leaks(world, asked))

    assert found == []
    assert len(asked) >= (LEAST_BY_NIGHT if NIGHT else BY_DAY)
    words = {each.word for each in world.carriers} | {each.place for each in world.carriers}
    # The log names records by their ids, on purpose; the server says not even those.
    ids = {each for carrier in world.carriers for each in carrier.named.values() if "-" in each}
    assert words.isdisjoint(IDENTIFIER.findall(read_log(world.app)))
    assert "answered" in said.getvalue()
    assert (words | ids).isdisjoint(IDENTIFIER.findall(said.getvalue()))


def test_every_part_of_addresses_is_swapped_and_every_route_that_has_one(
    world: World,
) -> None:
    swapped = {each.endpoint for each in world.swaps if "?" not in each.address}

    named = {
        rule.endpoint
        for rule in world.app.url_map.iter_rules()
        if PARTS & rule.arguments and not rule.endpoint.startswith((*DRAWN, *TELLS_ALL))
    }
    assert named <= swapped
    ids = {part: name for each in world.carriers for part, name in each.named.items()}
    assert {part for part, name in ids.items() if not IDENTIFIER.fullmatch(name)} == {"account_id"}
    assert {"second_coding.begin", "printing.fetch", "own.end_one"} <= named


@pytest.mark.parametrize(("relation", "endpoint"), FORGOTTEN)
def test_relation_that_nobody_asks_for_is_noticed(
    relation: str,
    endpoint: str,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = world.carriers[0]
    asked = [each for each in world.swaps if (each.endpoint, each.method) == (endpoint, "GET")]
    by_others = [each for each in asked if each.who in ("southerner", "stranger")]
    monkeypatch.setattr(relation, lambda *_: True)

    with keeping_nothing(world.app):
        found = list(find_leaks(world, [e for e in by_others if e.sent & {*case.named.values()}]))

    assert {each.swap.who for each in found} == {"southerner", "stranger"}
    assert all(case.word in each.held or case.named["number"] in each.held for each in found)


def test_files_are_searched_with_their_insides() -> None:
    sheet, pdf, archive = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with Workbook(sheet) as book:
        book.add_worksheet("one").write_comment("B2", "canaryb")
        book.get_worksheet_by_name("one").write("B2", "canarya")
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments["data.json"] = b"canaryc"
        document.docinfo["/Title"] = "canaryd"
        document.save(pdf)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("canarye.xlsx", sheet.getvalue())
        packed.writestr("one.pdf", pdf.getvalue())

    found = unpack(archive.getvalue())

    assert b"canarya" not in archive.getvalue()
    assert {f"canary{each}" for each in "abcde"} <= set(IDENTIFIER.findall(found))


def find_leaks(world: World, asked: Sequence[Swap]) -> Iterator[Leak]:
    """Ask for everything, and give what holds what is closed or differs from what is missing."""
    secrets = {who: list_secrets(who, world.carriers) for who in CLOSED_TO}
    missing: dict[tuple[object, ...], str] = {}
    for each in asked:
        reader = world.readers[each.who]
        read = reader.read(each.method, each.address, each.form)
        held = secrets[each.who].intersection(IDENTIFIER.findall(read.whole)) - each.sent
        held -= list_told(each.who, each.endpoint, world.carriers)
        key = (each.who, each.method, each.missing, *each.missing_form.items())
        if key not in missing:
            missing[key] = reader.read(each.method, each.missing, each.missing_form).told
        if held or read.told != missing[key] or read.told.startswith("5"):
            yield Leak(each, held)


@contextmanager
def keeping_nothing(app: Flask) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        keep_no_work(app, patch)
        yield
    app.config["WTF_CSRF_ENABLED"] = True


@contextmanager
def listening() -> Iterator[io.StringIO]:
    """Keep what the server writes, and beside it what was said before its list of fields."""
    kept = io.StringIO()
    handlers = [logging.StreamHandler(kept), logging.StreamHandler(kept)]
    handlers[0].setFormatter(AllowedFormatter())
    root, level = logging.getLogger(), logging.getLogger().level
    root.setLevel(logging.INFO)
    root.handlers += handlers
    try:
        yield kept
    finally:
        root.setLevel(level)
        root.handlers = [each for each in root.handlers if each not in handlers]


def sign_in(app: Flask, who: str) -> str:
    """Sign somebody in, and give their cookie: each request shows the same."""
    client = PageClient(app.test_client())
    client.sign_in(who)
    cookie = client.http.get_cookie("threshold")
    assert cookie is not None
    return cookie.value


def read_log(app: Flask) -> str:
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.reading() as session:
        rows = session.execute(select(LogEntry.action, LogEntry.subject))
        return "\n".join(f"{action} {subject}" for action, subject in rows)
