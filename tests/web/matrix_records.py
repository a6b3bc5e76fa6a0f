"""One record of each kind for the table of who gets what: the inspector's, but for the linked."""

from dataclasses import dataclass, replace

import pytest
from flask import Flask
from sqlalchemy import select

from app.cases.roles import Permission
from app.cases.workflow import CaseAction
from app.reports.imprint import Level
from app.services import printing
from app.services.actors import Actor
from app.services.batches import Order
from app.services.case_events import Doing, move_case
from app.services.case_records import open_victim_record
from app.services.documents import issue_document
from app.services.interviews import find_screening
from app.services.printing import PrintQueue
from app.services.resets import ask_for_reset
from app.services.sample_screenings import SampleScreening, lead_screening
from app.services.session import Session
from app.services.suspects import add_suspect
from app.services.workplace import Workplace
from app.store import cases
from app.store.accounts import find_account
from app.store.case_numbers import CaseNumber
from app.store.cases import Reach, get_case
from app.store.glass import GlassRecord, keep_opening
from app.store.ids import (
    AccountId,
    GlassId,
    InterviewId,
    PasskeyId,
    PurgeId,
    RecipientId,
    new_id,
)
from app.store.interviews import get_interview
from app.store.purges import ProposedPurge, record_purge
from app.store.recipients import RecipientRecord, store_recipient
from app.store.records import CaseRecord
from app.store.tables import Account, DatasetRecordCase, Passkey, SignInSession
from app.web.frame import get_speech
from app.web.printing.routes import QUEUE
from app.web.sign_in import get_desk
from tests.web.evidence.keeping import keep_a_file
from tests.web.installation import BEGIN
from tests.web.matrix import MISSING
from tests.web.page_client import PageClient
from tests.web.printing.test_printing_pages import QuickPrinter
from tests.web.referred import refer_somebody
from tests.web.second_coding.asking import FEW, ask_for, find_person
from tests.web.sites.visiting import begin_a_visit
from tests.web.tasks.setting import set_a_task
from tests.web.walking import Finished, begin, finish, read_case_number, read_interview_id

NO_ID = "11111111-1111-4111-8111-111111111111"
NO_ACCOUNT = "999999999"
NO_CASE = "T-2026-0000-0000"
NO_DOCUMENT = "D-2026-0000-0000-0000"
HERS = "the inspector's"
LINKED = "linked"
# A record that also hangs on a case of another organisation opens there too.
IN_BOTH = "of a suspect in both"


@dataclass(frozen=True)
class Named:
    """An interview, and the number of its case."""

    interview: str
    case: str


def make_records(app: Flask) -> dict[str, dict[str, str]]:
    """Make one record of each kind, all but the linked of the inspector; give what names them."""
    client = PageClient(app.test_client())
    client.sign_in("inspector")
    started, finished = begin(client), finish(client, begin(client))
    coded, deleted = ask_for(app, FEW), destroy_one(client)
    document, linked = issue(app, finished), lead_elsewhere(app)
    return {
        "interview_id": {
            "begun": read_interview_id(started),
            "finished": finished.interview,
            "to code": coded.interview,
            "deleted": deleted.interview,
            LINKED: linked.interview,
            MISSING: NO_ID,
        },
        "number": {
            "finished": finished.case,
            "to code": coded.case,
            "deleted": deleted.case,
            LINKED: linked.case,
            MISSING: NO_CASE,
        },
        "document": {"finished": document, MISSING: NO_DOCUMENT},
        "said": {"finished": document, MISSING: NO_DOCUMENT},
        "coding_id": {"to code": coded.coding, MISSING: NO_ID},
        "record_id": keep_records(app, finished, linked),
        **add_beside(app, finished, linked) | add_referred(app, client),
        **add_rows(app, finished),
    }


def destroy_one(client: PageClient) -> Named:
    """Begin an interview that may not be kept, and close it."""
    first = begin(client)
    page = client.send(first, "Save and continue", {"consent_storage": "no"})
    interview = read_interview_id(page)
    number = read_case_number(client.get(f"/interviews/{interview}/review"))
    client.send(client.get(f"/interviews/{interview}/close"), "Close and destroy")
    return Named(interview, number)


def lead_elsewhere(app: Flask) -> Named:
    """Let the outreach worker of another organisation lead an interview."""
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.writing() as session:
        outreach, now = find_person(session, "outreach"), workplace.clock.now()
        sample = SampleScreening(0, FEW)
        interview = lead_screening(session, workplace, outreach, sample, now)
        case = get_case(session, get_interview(session, interview).case_id)
        return Named(interview, case.number)


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
    """Let the inspector have a batch with one document, and give its id."""
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.reading() as session, app.test_request_context():
        inspector = find_person(session, "inspector").account
        cases = {InterviewId(finished.interview): finished.case}
        wanted = Order(inspector, cases, Level.CASE_NUMBER, "", get_speech())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing, "Printer", QuickPrinter)
        batch = get_queue_of(app).order(wanted)
        get_queue_of(app).wait()
    return batch


def get_queue_of(app: Flask) -> PrintQueue:
    queue: PrintQueue = app.extensions[QUEUE]
    return queue


def keep_records(app: Flask, finished: Finished, linked: Named) -> dict[str, str]:
    """Keep a record of the person of a case, and of somebody responsible in two cases."""
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.writing() as session:
        inspector, outreach = find_person(session, "inspector"), find_person(session, "outreach")
        case, other = (
            find_case(session, actor, each.case)
            for actor, each in ((inspector, finished), (outreach, linked))
        )
        victim = open_victim_record(session, workplace, inspector, case.id)
        suspect = add_suspect(session, workplace, inspector, case)
        shared = add_suspect(session, workplace, inspector, case)
        theirs = open_victim_record(session, workplace, outreach, other.id)
        session.add(DatasetRecordCase(record_id=shared, case_id=other.id))
        return {
            "of a victim": victim,
            "of a suspect": suspect,
            IN_BOTH: shared,
            LINKED: theirs,
            MISSING: NO_ID,
        }


def find_case(session: Session, actor: Actor, number: str) -> CaseRecord:
    """Give a case of somebody's organisation by its number."""
    found = cases.find_case(session, CaseNumber(number), Reach(actor.organisation))
    assert found is not None
    return found


def open_in_an_emergency(app: Flask, finished: Finished) -> str:
    """Let a colleague of another area have opened a case until just now, and give what names it."""
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.writing() as session:
        southerner = find_person(session, "southerner")
        case = find_case(session, southerner, finished.case)
        doing = Doing(CaseAction.BREAK_GLASS, "She is in danger.")
        event = move_case(session, workplace, southerner, case.id, doing)
        now, opening = workplace.clock.now(), GlassId(new_id())
        record = GlassRecord(opening, case.id, event.id, southerner.account, now, now)
        keep_opening(session, record)
        return opening


def add_rows(app: Flask, finished: Finished) -> dict[str, dict[str, str]]:
    """Give the inspector a passkey and a batch; let a deputy ask for a reset of their sign-in."""
    alone = {"batch_id": order(app, finished), "glass_id": open_in_an_emergency(app, finished)}
    workplace: Workplace = app.extensions["threshold"]
    with app.app_context(), workplace.records.writing() as session:
        inspector, deputy = (
            find_account(session, f"{name}@people.example") for name in ("inspector", "second")
        )
        assert inspector is not None
        assert deputy is not None
        passkey = add_passkey(session, inspector.id)
        reset = ask_for_reset(session, get_desk(), deputy, inspector)
        own = select(SignInSession.id).where(SignInSession.account_id == inspector.id)
        opened = session.scalars(own).first() or ""
        named = {"passkey_id": passkey.id, "session_id": opened, "reset_id": reset.id}
        named["purge_id"] = propose_a_purge(session, workplace, deputy)
        named["account_id"] = str(inspector.id)
        named["recipient_id"] = add_recipient(session, workplace, inspector.id)
    named.update(alone)
    none = {"account_id": NO_ACCOUNT}
    return {name: {HERS: str(each), MISSING: none.get(name, NO_ID)} for name, each in named.items()}


def propose_a_purge(session: Session, workplace: Workplace, deputy: Account) -> PurgeId:
    """Let the deputy propose to destroy nothing: that it waits is what opens."""
    now, own = workplace.clock.now(), deputy.organisation_id
    record = ProposedPurge(PurgeId(new_id()), own, (), now, deputy.id)
    record_purge(session, record)
    return record.id


def add_recipient(session: Session, workplace: Workplace, account: AccountId) -> RecipientId:
    """Put the inspector's own organisation into the directory."""
    own = find_person(session, "inspector").organisation
    shelter = RecipientRecord(RecipientId(new_id()), "Night Shelter", "shelter", "ZZ")
    record = replace(shelter, organisation_id=own)
    store_recipient(session, record, workplace.clock.now(), account)
    return record.id


def add_passkey(session: Session, account: AccountId) -> Passkey:
    passkey = Passkey(
        id=PasskeyId(new_id()),
        account_id=account,
        credential_id=b"of the inspector",
        public_key=b"",
        sign_count=0,
        name="blue key",
        created_at=BEGIN,
    )
    session.add(passkey)
    return passkey


def add_referred(app: Flask, client: PageClient) -> dict[str, dict[str, str]]:
    """Let a case of each be referred with its person, of which one is destroyed."""
    own, gone = (finish(client, begin(client)).interview for _ in range(2))
    referred = {
        HERS: refer_somebody(app, own),
        "deleted": refer_somebody(app, gone, is_destroyed=True),
        LINKED: refer_somebody(app, lead_elsewhere(app).interview, is_elsewhere=True),
        MISSING: (NO_ID, NO_ID),
    }
    return {
        name: {each: str(ids[place]) for each, ids in referred.items()}
        for place, name in enumerate(("person_id", "referral_id"))
    }


def add_beside(app: Flask, own: Finished, linked: Named) -> dict[str, dict[str, str]]:
    """Let each begin a visit, keep files, of which one goes, and have a task."""
    own_visit, theirs = begin_a_visit(app), begin_a_visit(app, "outreach")
    files = {
        HERS: keep_a_file(app, own.interview),
        "destroyed": keep_a_file(app, own.interview, is_destroyed=True),
        LINKED: keep_a_file(app, linked.interview, "outreach"),
        MISSING: NO_ID,
    }
    visits = {
        name: {HERS: own_visit[place], LINKED: theirs[place], MISSING: NO_ID}
        for place, name in enumerate(("party_id", "visit_id"))
    }
    tasks = {
        HERS: set_a_task(app, own.interview),
        LINKED: set_a_task(app, linked.interview, "outreach"),
        MISSING: NO_ID,
    }
    return {**visits, "evidence_id": files, "task_id": tasks}
