"""Closed unless opened: who gets what is written down, reviewed, and really asked for.

The table is tests/web/access.tsv. A status is what came; `sign-in` and `again` are where somebody
was sent. Records are the inspector's, who leads all interviews; `to code` is one that the colleague
is asked to code, and that is closed to them until then.
"""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from flask import Flask
from sqlalchemy import select

from app.cases.roles import Permission, Role
from app.cli import COMMANDS
from app.cli.policy import COMMANDS_OPEN, CommandWithoutPolicyError, list_command_policies
from app.reports.imprint import Level
from app.services import printing
from app.services.batches import Order
from app.services.case_records import add_suspect, open_victim_record
from app.services.documents import issue_document
from app.services.interviews import find_screening
from app.services.printing import PrintQueue
from app.services.resets import ask_for_reset
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.accounts import find_account
from app.store.cases import Reach, list_cases
from app.store.ids import InterviewId, PasskeyId, new_id
from app.store.records import CaseRecord
from app.store.tables import Passkey, SignInSession
from app.web.application import create_app
from app.web.frame import get_speech
from app.web.policy import RELATIONS
from app.web.printing.routes import QUEUE
from app.web.sign_in import get_desk
from tests.web.conftest import KeptTemplates
from tests.web.installation import BEGIN, MovingClock, TestPerson, install, settings_in
from tests.web.installation import PEOPLE as INSTALLED
from tests.web.matrix import (
    FIXED,
    MISSING,
    NOBODY,
    PEOPLE,
    Cell,
    Line,
    ask_everything,
    keep_nothing,
    sign_in_everybody,
)
from tests.web.page_client import PageClient
from tests.web.printing.test_printing_pages import QuickPrinter
from tests.web.second_coding.asking import FEW, ask_for, find_person
from tests.web.sites.visiting import begin_a_visit
from tests.web.walking import Finished, begin, finish, read_interview_id

GOLDEN = Path(__file__).parent / "access.tsv"
HEAD = "\t".join(("route", "method", "opens to", "record", NOBODY, *PEOPLE))
NO_ID = "11111111-1111-4111-8111-111111111111"
NO_CASE = "T-2026-0000-0000"
NO_DOCUMENT = "D-2026-0000-0000-0000"
# Nothing of the inspector is theirs, or of their team or organisation.
FOREIGN = (NOBODY, "southerner", "analyst", "outreach", "stranger", "elsewhere")
# Records of datasets hold no names: analysts read those of their organisation.
OPEN_TO_ANALYSTS = ("records.block", "records.show")
# Where people work is known to all who screen in the organisation; cases are not.
OPEN_ELSEWHERE = ("sites.begin", "sites.show")
OPEN_TO = {"analyst": OPEN_TO_ANALYSTS, "southerner": OPEN_ELSEWHERE}
# Whoever holds a document may ask whether it was issued.
TELLS_ALL = ("documents.verify",)
RECORDS = {
    "batch_id",
    "coding_id",
    "document",
    "interview_id",
    "number",
    "party_id",
    "passkey_id",
    "record_id",
    "reset_id",
    "said",
    "session_id",
    "visit_id",
}
HERS = "the inspector's"
ADMINISTRATORS = (
    TestPerson("second", Role.ADMINISTRATOR, "Inspectorate", "north"),
    TestPerson("elsewhere", Role.ADMINISTRATOR, "Helpers", "north"),
)

Answers = list[tuple[Line, tuple[Cell, ...]]]


@pytest.fixture(scope="module")
def application(
    tmp_path_factory: pytest.TempPathFactory, kept_templates: KeptTemplates
) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("matrix")
    install(folder, (*INSTALLED, *ADMINISTRATORS))
    app = create_app(settings_in(folder), MovingClock().clock)
    app.jinja_env.bytecode_cache = kept_templates
    app.testing = True
    yield app
    get_queue_of(app).close()
    app.extensions["threshold.store"].close()


@pytest.fixture(scope="module")
def answers(application: Flask) -> Iterator[Answers]:
    visitors = sign_in_everybody(application)
    records = make_records(application)
    with pytest.MonkeyPatch.context() as patch:
        keep_nothing(application, patch)
        yield list(ask_everything(application, visitors, records))


def make_records(app: Flask) -> dict[str, dict[str, str]]:
    """Make one record of each kind, all of the inspector, and give what names them."""
    client = PageClient(app.test_client())
    client.sign_in("inspector")
    started, finished = begin(client), finish(client, begin(client))
    coded = ask_for(app, FEW)
    document = issue(app, finished)
    site, visit = begin_a_visit(app)
    return {
        "interview_id": {
            "begun": read_interview_id(started),
            "finished": finished.interview,
            "to code": coded.interview,
            MISSING: NO_ID,
        },
        "number": {"finished": finished.case, "to code": coded.case, MISSING: NO_CASE},
        "document": {"finished": document, MISSING: NO_DOCUMENT},
        "said": {"finished": document, MISSING: NO_DOCUMENT},
        "coding_id": {"to code": coded.coding, MISSING: NO_ID},
        "batch_id": {"the supervisor's": order(app, finished), MISSING: NO_ID},
        "record_id": keep_records(app, finished),
        "party_id": {HERS: site, MISSING: NO_ID},
        "visit_id": {HERS: visit, MISSING: NO_ID},
        **add_rows(app),
    }


def issue(app: Flask, finished: Finished) -> str:
    """Enter a document of an interview in the register, and give its number."""
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.writing() as session:
        actor, interview = find_person(session, "inspector"), InterviewId(finished.interview)
        screening = find_screening(session, workplace, actor, interview, Permission.READ_CASES)
        assert screening is not None
        level = Level.CASE_NUMBER
        return issue_document(session, workplace, actor, screening, level).imprint.number


def order(app: Flask, finished: Finished) -> str:
    """Let the supervisor have a batch with one document, and give its id."""
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.reading() as session, app.test_request_context():
        supervisor = find_person(session, "supervisor").account
        cases = {InterviewId(finished.interview): finished.case}
        wanted = Order(supervisor, cases, Level.CASE_NUMBER, "", get_speech())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing, "Printer", QuickPrinter)
        batch = get_queue_of(app).order(wanted)
        get_queue_of(app).wait()
    return batch


def get_queue_of(app: Flask) -> PrintQueue:
    queue: PrintQueue = app.extensions[QUEUE]
    return queue


def keep_records(app: Flask, finished: Finished) -> dict[str, str]:
    """Keep a record of the person of a case, and one of somebody responsible."""
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.writing() as session:
        actor = find_person(session, "inspector")
        case = find_case(session, finished.case)
        victim = open_victim_record(session, workplace, actor, case.id)
        suspect = add_suspect(session, workplace, actor, case)
    return {"of a victim": victim, "of a suspect": suspect, MISSING: NO_ID}


def find_case(session: Session, number: str) -> CaseRecord:
    """Give a case of the Inspectorate by its number."""
    own = Reach(find_person(session, "inspector").organisation)
    return next(each for each in list_cases(session, own, 9).cases if each.number == number)


def add_rows(app: Flask) -> dict[str, dict[str, str]]:
    """Give the inspector a passkey, and let a deputy ask for a reset of their sign-in."""
    workplace: Workplace = app.extensions["threshold"]
    with app.app_context(), workplace.records.writing() as session:
        inspector, deputy = (
            find_account(session, f"{name}@people.example") for name in ("inspector", "second")
        )
        assert inspector is not None
        assert deputy is not None
        passkey = Passkey(
            id=PasskeyId(new_id()),
            account_id=inspector.id,
            credential_id=b"of the inspector",
            public_key=b"",
            sign_count=0,
            name="blue key",
            created_at=BEGIN,
        )
        session.add(passkey)
        reset = ask_for_reset(session, get_desk(), deputy, inspector)
        own = select(SignInSession.id).where(SignInSession.account_id == inspector.id)
        opened = session.scalars(own).first() or ""
        named = {"passkey_id": passkey.id, "session_id": opened, "reset_id": reset.id}
    return {name: {HERS: str(each), MISSING: NO_ID} for name, each in named.items()}


def test_everybody_gets_what_is_written_down(answers: Answers, tmp_path: Path) -> None:
    seen = "\n".join([HEAD, *(line.write() for line, _ in answers), ""])

    if seen != GOLDEN.read_text(encoding="utf-8"):
        (tmp_path / GOLDEN.name).write_text(seen, encoding="utf-8")
        pytest.fail(
            f"Somebody gets something else now. Compare {tmp_path / GOLDEN.name} with {GOLDEN}; "
            "if each change is meant, put it in its place."
        )


def test_every_route_and_method_is_asked_for(answers: Answers, application: Flask) -> None:
    asked = {(line.endpoint, line.method) for line, _ in answers}

    rules = list(application.url_map.iter_rules())
    there = {(rule.endpoint, method) for rule in rules for method in rule.methods or ()}
    assert asked == {each for each in there if each[1] not in ("HEAD", "OPTIONS")}


def test_every_kind_of_record_is_asked_for(application: Flask) -> None:
    parts = {part for rule in application.url_map.iter_rules() for part in rule.arguments}

    assert parts == set(RELATIONS)
    assert parts == set(FIXED) | RECORDS


def test_what_belongs_to_others_answers_as_what_is_missing(answers: Answers) -> None:
    missing = {
        (line.endpoint, line.method): cells for line, cells in answers if line.record == MISSING
    }
    told_apart = []
    alike = 0
    for line, cells in answers:
        of_missing = missing.get((line.endpoint, line.method), ())
        for name, cell, other in zip((NOBODY, *PEOPLE), cells, of_missing, strict=False):
            opens = line.endpoint in OPEN_TO.get(name, ())
            if (
                name in FOREIGN
                and line.record != MISSING
                and not opens
                and line.endpoint not in TELLS_ALL
            ):
                alike += cell == other
                told_apart += [(name, line, cell, other)] if cell != other else []

    assert not told_apart
    assert alike > 300


@pytest.mark.parametrize("name", [NOBODY, "southerner", "analyst", "administrator"])
def test_nobody_opens_an_interview_outside_of_their_reach(answers: Answers, name: str) -> None:
    column = (NOBODY, *PEOPLE).index(name)
    of_records = OPEN_TO_ANALYSTS if name == "analyst" else ()
    within = [line for line, _ in answers if "within the reach" in line.policy]
    within = [line for line in within if line.endpoint not in of_records]

    assert len(within) > 50
    assert {line.answers[column] for line in within} <= {"sign-in", "401", "403", "404"}


def test_every_command_says_what_it_opens() -> None:
    assert set(list_command_policies(COMMANDS)) == set(COMMANDS_OPEN)


def test_command_that_says_nothing_keeps_the_command_line_from_starting() -> None:
    group = click.Group("users", {"forget": click.Command("forget")})

    with pytest.raises(CommandWithoutPolicyError, match="users forget"):
        list_command_policies((group,))
