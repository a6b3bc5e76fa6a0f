"""Interviews that a colleague is asked to code, for tests of the pages."""

from dataclasses import dataclass

from flask import Flask

from app.cases.roles import Permission
from app.cases.second_coding import CodingBasis
from app.services.actors import Actor, build_actor
from app.services.interviews import find_screening
from app.services.sample_answers import Typed
from app.services.sample_screenings import SampleScreening, lead_screening
from app.services.second_codings import Request, ask_to_code
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.accounts import find_account
from app.store.ids import SecondCodingId, new_id

# Enough to be found, and quickly told.
FEW: Typed = {"consent_storage": "yes", "paid_how": "nothing", "papers_held": "employer"}
RECORDED = "She says that the agent keeps her passport in a drawer."


@dataclass(frozen=True)
class AskedFor:
    """A finished interview and the second coding that was asked for."""

    interview: str
    case: str
    coding: str


def ask_for(app: Flask, typed: Typed) -> AskedFor:
    """Let the inspector lead an interview, and the supervisor ask the colleague to code it."""
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.writing() as session:
        inspector, supervisor, colleague = (
            find_person(session, name) for name in ("inspector", "supervisor", "colleague")
        )
        sample = SampleScreening(0, typed)
        now = workplace.clock.now()
        interview = lead_screening(session, workplace, inspector, sample, now)
        permission = Permission.ASK_SECOND_CODING
        screening = find_screening(session, workplace, supervisor, interview, permission)
        assert screening is not None
        request = Request(SecondCodingId(new_id()), colleague.account, CodingBasis.RECORD, RECORDED)
        coding = ask_to_code(session, workplace, supervisor, screening, request)
        return AskedFor(interview, screening.case.number, coding.id)


def find_person(session: Session, name: str) -> Actor:
    account = find_account(session, f"{name}@people.example")
    assert account is not None
    return build_actor(account)
