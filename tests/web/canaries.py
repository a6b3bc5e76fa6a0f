"""Cases that each carry a word of their own wherever people write, and what names their parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pytest
from flask import Flask
from sqlalchemy import select

from app.cases.consents import ConsentBy
from app.cases.persons import Contact, WrittenName
from app.cases.roles import Permission, Role
from app.cases.second_coding import CodingBasis
from app.cases.workflow import CaseAction
from app.evidence.model import Copied, FileKind
from app.instruments.ids import IndicatorId
from app.reports.imprint import Level
from app.services import printing
from app.services.actors import Actor
from app.services.batches import Order
from app.services.case_events import Doing, move_case
from app.services.case_records import open_victim_record
from app.services.documents import issue_document
from app.services.evidence import SentFile, add_evidence
from app.services.indicators import IndicatorChoice, SettingChoice, set_indicator
from app.services.interviews import find_screening, start_interview
from app.services.parties import NewParty, add_party, link
from app.services.persons import save_person
from app.services.resets import ask_for_reset
from app.services.second_codings import Request, ask_to_code
from app.services.session import Session
from app.services.signing_in import begin
from app.services.suspects import add_suspect
from app.services.tasks import ForWhom, NewTask, set_task
from app.services.visits import NewVisit, begin_visit
from app.services.workplace import Workplace
from app.store.accounts import find_account
from app.store.glass import GlassRecord, keep_opening
from app.store.ids import (
    EvidenceId,
    GlassId,
    InterviewId,
    PartyId,
    PersonId,
    RecipientId,
    SecondCodingId,
    SettingId,
    TaskId,
    VisitId,
    new_id,
)
from app.store.parties import PartyKind
from app.store.recipients import RecipientRecord, store_recipient
from app.store.records import PersonRecord
from app.store.tables import Account, SignInSession
from app.web.frame import get_speech
from app.web.sign_in import get_desk
from tests.services.conftest import new_start
from tests.services.reviewing_world import ReviewWorld
from tests.services.sharing_world import Sharing
from tests.web.installation import PEOPLE, TestPerson
from tests.web.matrix_records import add_passkey, get_queue_of, propose_a_purge
from tests.web.printing.test_printing_pages import QuickPrinter
from tests.web.second_coding.asking import find_person

KEEPER: Final = TestPerson("keeper", Role.ADMINISTRATOR, "Helpers", "north")
CODER: Final = TestPerson("coder", Role.INSPECTOR, "Inspectorate", "north")
THERE: Final = {each.name: each for each in (*PEOPLE, KEEPER, CODER)}
# Who does for a case of theirs what the supervisor and the administrator do for the inspector's.
BESIDE: Final[Mapping[str, Mapping[str, str]]] = {
    "inspector": {},
    "southerner": {},
    "outreach": {"supervisor": "stranger", "administrator": "keeper"},
}
# Whoever works in the organisation may know these.
KNOWN_WITHIN: Final = frozenset(
    {"party_id", "glass_id", "account_id", "purge_id", "recipient_id", "reset_id"}
)


@dataclass(frozen=True)
class Carrier:
    """A case with its word, and what addresses and forms name it and its parts by.

    `place` is the word in what the whole organisation may know: the name of a site.
    """

    owner: str
    word: str
    place: str
    named: Mapping[str, str]

    @property
    def organisation(self) -> str:
        return THERE[self.owner].organisation

    @property
    def supervisor(self) -> str:
        return BESIDE[self.owner].get("supervisor", "supervisor")


class Carrying:
    """Somebody and those beside them, who write a word wherever they can."""

    def __init__(self, app: Flask, session: Session, owner: str, word: str) -> None:
        self.app, self.session, self.owner, self.word = app, session, owner, word
        self.workplace: Workplace = app.extensions["threshold"]
        self.now = self.workplace.clock.now()
        self.place = word.replace("canary", "canaryplace")
        self.lead, self.supervisor = self.find("inspector"), self.find("supervisor")
        self.start = new_start(self.lead, "full-assessment")
        start_interview(session, self.workplace, self.lead, self.start)
        self.world = ReviewWorld(session, self.workplace, self.find, self.start.interview)

    def find(self, name: str) -> Actor:
        theirs = {"inspector": self.owner, **BESIDE[self.owner]}
        return find_person(self.session, theirs.get(name, name))

    def begin(self) -> dict[str, str]:
        """Say the word in an interview, and set an indicator with it."""
        said = {"consent_storage": "yes", "job_story": self.word, "told_story": self.word}
        self.world.answer(self.lead, **said)
        screening = self.world.screening(self.lead)
        choice = (SettingId(new_id()), IndicatorId("exploitation.hours"), SettingChoice.YES)
        seen = IndicatorChoice(*choice, self.word)
        set_indicator(self.session, self.workplace, self.lead, screening, seen)
        ids = {"case": self.start.case, "interview_id": self.start.interview}
        return {**ids, "number": screening.case.number}

    def go_on(self) -> dict[str, str]:
        """Let everything happen with the case that leaves something behind."""
        self.world.finish(self.lead)
        evidence = self.keep_file()
        self.world.send_back(self.supervisor, self.word, told_story=self.word)
        self.world.finish(self.lead)
        coding = self.ask_second() if self.owner == "inspector" else {}
        sharing = Sharing(self.world, self.find, is_elsewhere=True)
        sharing.say(purpose=self.word)
        sharing.say(ConsentBy.CHILD_PROTECTION, purpose=self.word)
        referral = sharing.refer(self.word)
        case = sharing.case
        record = open_victim_record(self.session, self.workplace, self.lead, case.id)
        if self.owner == "southerner":
            record = add_suspect(self.session, self.workplace, self.lead, case)
        return {
            **coding,
            **self.go_to_a_site(),
            **self.let_in(),
            "evidence_id": evidence,
            "recipient_id": self.keep_recipient(),
            "task_id": self.set_task(),
            "person_id": self.name_person(),
            "referral_id": referral,
            "record_id": record,
            "document": self.issue(),
        }

    def keep_file(self) -> str:
        screening, file = self.world.screening(self.lead), EvidenceId(new_id())
        data = f"as {self.word} came".encode()
        sent = SentFile(file, "exploitation.hours", f"{self.word}.png", self.word, data)
        copied = Copied(FileKind.PNG, FileKind.JPEG, data)
        add_evidence(self.session, self.workplace, self.lead, screening, sent, copied)
        return file

    def ask_second(self) -> dict[str, str]:
        """Ask for a second coding; its coder asks for nothing here, as a case is closed to them."""
        coding, coder = SecondCodingId(new_id()), self.find("coder").account
        request = Request(coding, coder, CodingBasis.RECORD, self.word)
        screening = find_screening(
            self.session,
            self.workplace,
            self.supervisor,
            self.start.interview,
            Permission.ASK_SECOND_CODING,
        )
        assert screening is not None
        ask_to_code(self.session, self.workplace, self.supervisor, screening, request)
        return {"coding_id": coding}

    def go_to_a_site(self) -> dict[str, str]:
        """Visit a site of the organisation's, at which the case is."""
        area, visit = self.lead.areas[0].id, VisitId(new_id())
        named = NewParty(PartyId(new_id()), PartyKind.SITE, self.place, self.place, None, area)
        site = add_party(self.session, self.workplace, self.lead, named)
        case = self.world.screening(self.lead).case
        link(self.session, self.workplace, self.lead, case, site, PartyKind.SITE)
        new = NewVisit(visit, None, "short-screening", None, "ZZ", area)
        begin_visit(self.session, self.workplace, self.lead, site, new)
        return {"party_id": site.id, "visit_id": visit}

    def let_in(self) -> dict[str, str]:
        """Let somebody of another area have opened the case, and reset how its owner signs in."""
        named: dict[str, str] = {}
        if self.owner == "inspector":
            other, opening = self.find("southerner"), GlassId(new_id())
            doing = Doing(CaseAction.BREAK_GLASS, self.word)
            event = move_case(self.session, self.workplace, other, self.start.case, doing)
            # Their hour is over: nothing is kept that opens the case.
            until = (self.now, self.now)
            keep_opening(
                self.session,
                GlassRecord(opening, self.start.case, event.id, other.account, *until),
            )
            named["glass_id"] = opening
        asking, asked = (
            self.session.get(Account, self.find(name).account)
            for name in ("administrator", "inspector")
        )
        assert asking is not None
        assert asked is not None
        reset = ask_for_reset(self.session, get_desk(), asking, asked)
        passkey = add_passkey(self.session, asked.id)
        passkey.name, passkey.credential_id = self.word, self.word.encode()
        account = {"account_id": str(asked.id)}
        account["purge_id"] = propose_a_purge(self.session, self.workplace, asking)
        return {**named, **account, "reset_id": reset.id, "passkey_id": passkey.id}

    def name_person(self) -> str:
        record = PersonRecord(
            id=PersonId(new_id()),
            case_id=self.start.case,
            names=(WrittenName(self.word),),
            contact=Contact("000 60 01", self.word),
            birth=None,
            do_not_call=False,
            do_not_write=False,
            created_at=self.now,
            created_by=self.lead.account,
        )
        case = self.world.screening(self.lead).case
        save_person(self.session, self.workplace, self.lead, case, record)
        return record.id

    def set_task(self) -> str:
        task, today = TaskId(new_id()), self.workplace.clock.today()
        new = NewTask(task, self.word, today, ForWhom(role=self.lead.roles[0]))
        set_task(self.session, self.workplace, self.lead, self.world.screening(self.lead).case, new)
        return task

    def keep_recipient(self) -> str:
        """Let the organisation keep an entry of the directory, which all of the country read."""
        recipient, kind = RecipientId(new_id()), "shelter"
        record = RecipientRecord(
            recipient, "Night Shelter", kind, "ZZ", organisation_id=self.lead.organisation
        )
        store_recipient(self.session, record, self.now, self.supervisor.account)
        return recipient

    def issue(self) -> str:
        screening, level = self.world.screening(self.lead), Level.CASE_NUMBER
        issued = issue_document(self.session, self.workplace, self.lead, screening, level)
        return issued.imprint.number


def make_carriers(app: Flask, count: int) -> list[Carrier]:
    """Make so many cases for each owner, and as many whose interviews are not finished."""
    return [
        make_carrier(app, owner, f"canary{owner}{number}x{new_id()[:8]}", is_begun=is_begun)
        for owner in BESIDE
        for number in range(count)
        for is_begun in (False, True)
    ]


def make_carrier(app: Flask, owner: str, word: str, *, is_begun: bool) -> Carrier:
    workplace: Workplace = app.extensions["threshold"]
    with app.test_request_context():
        with workplace.records.writing() as session:
            carrying = Carrying(app, session, owner, word)
            named = carrying.begin()
            if not is_begun:
                named |= carrying.go_on()
        if not is_begun:
            named["batch_id"] = order(app, carrying.supervisor, named)
            named["session_id"] = begin_session(app, owner, word)
    return Carrier(owner, word, carrying.place, named)


def order(app: Flask, supervisor: Actor, named: Mapping[str, str]) -> str:
    """Order a batch of one document; its pages are not laid out."""
    cases = {InterviewId(named["interview_id"]): named["number"]}
    wanted = Order(supervisor.account, cases, Level.CASE_NUMBER, "", get_speech())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing, "Printer", QuickPrinter)
        batch = get_queue_of(app).order(wanted)
        get_queue_of(app).wait()
    return batch


def begin_session(app: Flask, owner: str, word: str) -> str:
    """Let the owner begin to sign in with a device that bears the word."""
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.writing() as session:
        account = find_account(session, THERE[owner].email)
        assert account is not None
        begin(session, get_desk(), account, word)
        return session.scalars(select(SignInSession.id).filter_by(device=word)).one()
