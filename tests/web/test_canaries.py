"""No canary leaks: every identifier is swapped for every foreign one, by day 500 times.

Each case carries a word of its own in what was said, in reasons, comments, emergencies and names of
those responsible. People then ask for everything that belongs to others, in addresses and in forms,
with all pages drawn. What comes is what comes for an identifier that there is none of, byte for
byte, and neither it nor the log nor the program's own messages hold a word of theirs.
"""

import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle, islice

import pytest
from flask import Flask
from sqlalchemy import select

from app.cases.workflow import CaseAction, Need
from app.instruments.ids import IndicatorId, QuestionId
from app.questionnaire.model import Answer, Basis
from app.services.actors import Actor
from app.services.answers import record_page
from app.services.case_events import Doing, move_case
from app.services.case_records import add_suspect, open_victim_record
from app.services.finishing import finish
from app.services.indicators import IndicatorChoice, SettingChoice, set_indicator
from app.services.interviews import find_screening, start_interview
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.cases import get_case
from app.store.ids import CaseId, SettingId, new_id
from app.store.tables import LogEntry
from app.web.application import create_app
from tests.services.conftest import new_start
from tests.web.conftest import KeptTemplates
from tests.web.installation import MovingClock, install, settings_in
from tests.web.matrix import FIXED, SENDS, Visitor, fill_in, keep_no_work
from tests.web.page_client import PageClient
from tests.web.second_coding.asking import find_person

REQUESTS = 20_000 if os.environ.get("THRESHOLD_NIGHT") else 500
CASES_OF_EACH = 12 if os.environ.get("THRESHOLD_NIGHT") else 2
OWNERS = ("inspector", "southerner", "outreach")
# Who asks, and whose cases are closed to them.
CLOSED_TO: Mapping[str, tuple[str, ...]] = {
    "colleague": ("southerner", "outreach"),
    "southerner": ("inspector", "outreach"),
    "outreach": ("inspector", "southerner"),
    "stranger": ("inspector", "southerner"),
    "supervisor": ("outreach",),
    "analyst": ("outreach",),
    "administrator": ("inspector", "southerner", "outreach"),
}
# Whoever holds a document may ask whether it was issued, and is told.
# In an emergency a case of another area of the organisation opens, and is told of.
TELLS_ALL = ("documents.verify", "glass.open_one")
# Sign-in draws codes and words at random, and names no case.
DRAWN = ("account.", "own.", "second_factors.")


@dataclass(frozen=True)
class Carrier:
    """A case with its word, and what addresses and forms name it and its parts by."""

    owner: str
    canary: str
    named: Mapping[str, str]


@dataclass(frozen=True)
class Swap:
    """One request in which a foreign identifier stands: `missing` is the same with none's."""

    who: str
    method: str
    address: str
    missing: str
    form: Mapping[str, str]
    missing_form: Mapping[str, str]


NONE = Carrier(
    "",
    "",
    {
        "interview_id": "11111111-1111-4111-8111-111111111111",
        "number": "T-2026-0000-0000",
        "record_id": "11111111-1111-4111-8111-111111111111",
    },
)


@pytest.fixture(scope="module")
def application(
    tmp_path_factory: pytest.TempPathFactory, kept_templates: KeptTemplates
) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("canaries")
    install(folder)
    app = create_app(settings_in(folder), MovingClock().clock)
    app.jinja_env.bytecode_cache = kept_templates
    app.testing = True
    yield app
    app.extensions["threshold.printing"].close()
    app.extensions["threshold.store"].close()


@pytest.fixture(scope="module")
def carriers(application: Flask) -> list[Carrier]:
    return [
        make_carrier(application, owner, f"canary{owner}{number}x{new_id()[:8]}")
        for owner in OWNERS
        for number in range(CASES_OF_EACH)
    ]


def make_carrier(app: Flask, owner: str, canary: str) -> Carrier:
    """Let somebody lead an interview in which a word stands wherever people write."""
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.writing() as session:
        actor = find_person(session, owner)
        start = new_start(actor, "full-assessment")
        start_interview(session, workplace, actor, start)
        screening = find_screening(session, workplace, actor, start.interview)
        assert screening is not None
        said = {"consent_storage": "yes", "job_story": canary, "told_story": canary}
        answers = [Answer(QuestionId(name), each, Basis.TOLD) for name, each in said.items()]
        record_page(session, workplace, actor, screening, answers)
        seen = IndicatorChoice(
            SettingId(new_id()), IndicatorId("exploitation.hours"), SettingChoice.YES, canary
        )
        set_indicator(session, workplace, actor, screening, seen)
        screening = find_screening(session, workplace, actor, start.interview)
        assert screening is not None
        finish(session, workplace, actor, screening)
        case = get_case(session, start.case)
        record = open_victim_record(session, workplace, actor, case.id)
        if owner == "inspector":
            record = add_suspect(session, workplace, actor, case)
            speak(session, workplace, find_person(session, "supervisor"), start.case, canary)
        named = {"interview_id": start.interview, "number": case.number, "record_id": record}
    return Carrier(owner, canary, named)


def speak(
    session: Session, workplace: Workplace, supervisor: Actor, case: CaseId, canary: str
) -> None:
    """Let a supervisor write the word, and a colleague of another area too."""
    doing = Doing(CaseAction.SEND_BACK, canary, given=frozenset({Need.COMMENT}))
    move_case(session, workplace, supervisor, case, doing)
    southerner = find_person(session, "southerner")
    # Their hour is over: nothing is kept that opens the case.
    move_case(session, workplace, southerner, case, Doing(CaseAction.BREAK_GLASS, canary))


def list_swaps(app: Flask, carriers: list[Carrier]) -> Iterator[Swap]:
    """Give every route and method with every foreign identifier, for everybody."""
    for carrier in carriers:
        for who, owners in CLOSED_TO.items():
            if carrier.owner in owners:
                yield from list_swaps_of(app, who, carrier)


def list_swaps_of(app: Flask, who: str, carrier: Carrier) -> Iterator[Swap]:
    for rule in app.url_map.iter_rules():
        named = [each for each in rule.arguments if each in carrier.named]
        if (
            rule.endpoint.startswith(DRAWN)
            or rule.endpoint in TELLS_ALL
            or set(rule.arguments) - set(named) - set(FIXED)
        ):
            continue
        address, missing = (fill_in(rule, {**FIXED, **each.named}) for each in (carrier, NONE))
        for method in set(SENDS) & (rule.methods or set()):
            forms = [name_all(each) if method != "GET" else {} for each in (carrier, NONE)]
            if named or method != "GET":
                yield Swap(who, method, address, missing, *forms)
            else:
                asked = f"?number={carrier.named['number']}"
                without = f"?number={NONE.named['number']}"
                yield Swap(who, method, address + asked, address + without, *forms)


def name_all(carrier: Carrier) -> Mapping[str, str]:
    """Give a form in which everything that could name a record names one of a case."""
    interview, number = carrier.named["interview_id"], carrier.named["number"]
    names = {
        **dict.fromkeys(("interview", "interviews", "interview_id", "id", "review"), interview),
        **dict.fromkeys(("number", "case_number", "document"), number),
        **dict.fromkeys(("record", "record_id", "entry"), carrier.named["record_id"]),
    }
    return {**names, "reason": "Swapped.", "seen": "1"}


@pytest.mark.timeout(7200)
def test_no_identifier_of_others_opens_anything_and_no_canary_leaks(
    application: Flask,
    carriers: list[Carrier],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    visitors = {who: Visitor(application, sign_in(application, who)) for who in CLOSED_TO}
    keep_no_work(application, monkeypatch)
    closed = {
        who: [each.canary for each in carriers if each.owner in owners]
        for who, owners in CLOSED_TO.items()
    }

    swaps = list(list_swaps(application, carriers))
    asked = spread(swaps)
    differing, answers = [], {}
    for each in asked:
        found = visitors[each.who].ask(each.method, each.address, each.form).told
        assert not [canary for canary in closed[each.who] if canary in found], each
        key = (each.who, each.method, each.missing)
        if key not in answers:
            answers[key] = visitors[each.who].ask(each.method, each.missing, each.missing_form).told
        if found != answers[key]:
            differing.append(each)

    assert not [(each.who, each.method, each.address) for each in differing]
    assert len(asked) == REQUESTS
    said = caplog.text + read_log(application)
    assert not [each.canary for each in carriers if each.canary in said]


def test_word_of_a_case_is_shown_to_those_it_is_open_to(
    application: Flask, carriers: list[Carrier]
) -> None:
    inspector = Visitor(application, sign_in(application, "inspector"))
    own = carriers[0]

    case = inspector.ask("GET", f"/cases/{own.named['number']}").told
    result = inspector.ask("GET", f"/interviews/{own.named['interview_id']}/result").told

    assert own.canary in case + result


def spread(swaps: list[Swap]) -> list[Swap]:
    """Give as many as are asked for, from the whole of them."""
    stride = max(1, len(swaps) // REQUESTS)
    return list(islice(cycle([*swaps[::stride], *swaps]), REQUESTS))


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
