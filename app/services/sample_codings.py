"""Invented interviews that two people coded, and one that waits for a second person."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from sqlalchemy.orm import Session

from app.cases.roles import Permission
from app.cases.second_coding import CodingBasis
from app.clock import stopped_at
from app.services.actors import Actor
from app.services.answers import record_page
from app.services.coding import begin_coding, find_assignment, finish_coding
from app.services.interviews import Screening, find_screening
from app.services.sample_answers import HELD, IN_ORDER, SILENT, Typed
from app.services.sample_screenings import SampleScreening, lead_screening, read_typed
from app.services.second_codings import Request, ask_to_code
from app.services.workplace import Workplace
from app.store.ids import InterviewId, SecondCodingId, new_id

RECORDED: Final = (
    "Invented notes. He says the agent promised a room and work in a shop. Since last February he "
    "packs boxes, every day from six in the morning until eight at night. The boss has his "
    "passport, “so that it does not get lost”. He got 400 a month and gave 150 of it back for his "
    "bed. He owes the agent money and does not know how much is left. He may go to the market with "
    "the boss’s son. When somebody complained, the boss said he would call the police about their "
    "papers. Two guards stood at the gate when we left."
)


@dataclass(frozen=True)
class SampleCoding:
    """What the first and the second person coded; None where the second one has not begun."""

    days_ago: int
    first: Typed
    second: Typed | None
    basis: CodingBasis = CodingBasis.PRESENT


def _vary(typed: Typed, changes: Mapping[str, str]) -> Typed:
    return MappingProxyType({**typed, **changes})


CODINGS: Final = (
    SampleCoding(30, HELD, HELD, CodingBasis.RECORD),
    SampleCoding(
        28,
        HELD,
        _vary(
            HELD,
            {"coming_going": "watched", "debt_if_left": "pay_later", "papers_back": "refused"},
        ),
        CodingBasis.RECORD,
    ),
    SampleCoding(25, IN_ORDER, IN_ORDER),
    SampleCoding(
        24,
        _vary(IN_ORDER, {"work_safety": "no_protection", "treated_here": "unkindly"}),
        _vary(IN_ORDER, {"hours_day": "9", "treated_here": "unkindly insulted"}),
    ),
    SampleCoding(
        21,
        SILENT,
        _vary(SILENT, {"any_debt": "no", "warned_here": "nothing", "hours_day": "11"}),
    ),
    SampleCoding(
        18,
        _vary(IN_ORDER, {"any_debt": "yes", "debt_course": "clear_end", "papers_held": "employer"}),
        _vary(
            IN_ORDER,
            {"any_debt": "yes", "debt_course": "unclear", "papers_held": "employer"},
        ),
    ),
    SampleCoding(4, HELD, None, CodingBasis.RECORD),
)


@dataclass(frozen=True)
class SamplePeople:
    """Who leads the interviews, who asks, and who codes them a second time."""

    first: Actor
    asking: Actor
    second: Actor


def lead_codings(
    session: Session,
    workplace: Workplace,
    people: SamplePeople,
    codings: tuple[SampleCoding, ...] = CODINGS,
) -> None:
    """Screen invented workers, and have the interviews coded a second time a day later."""
    for each in codings:
        sample = SampleScreening(each.days_ago, each.first)
        began = workplace.clock.now() - timedelta(days=each.days_ago)
        interview = lead_screening(session, workplace, people.first, sample, began)
        later = replace(workplace, clock=stopped_at(began + timedelta(days=1)))
        coding = _ask(session, later, people, interview, each.basis)
        if each.second is not None:
            _code(session, later, people.second, coding, each.second)


def _ask(
    session: Session,
    workplace: Workplace,
    people: SamplePeople,
    interview: InterviewId,
    basis: CodingBasis,
) -> SecondCodingId:
    asking = people.asking
    permission = Permission.ASK_SECOND_CODING
    screening = _require(find_screening(session, workplace, asking, interview, permission))
    recorded = RECORDED if basis is CodingBasis.RECORD else ""
    request = Request(SecondCodingId(new_id()), people.second.account, basis, recorded)
    return ask_to_code(session, workplace, asking, screening, request).id


def _code(
    session: Session, workplace: Workplace, actor: Actor, coding: SecondCodingId, typed: Typed
) -> None:
    assignment = find_assignment(session, workplace, actor, coding)
    if assignment is None:
        raise LookupError(coding)
    sheet = begin_coding(session, workplace, actor, assignment, InterviewId(new_id()))
    screening = _require(find_screening(session, workplace, actor, sheet))
    # Dates are read as of the day of the interview, as whoever was first read them.
    answers = read_typed(screening, typed, assignment.interview.started_at)
    record_page(session, workplace, actor, screening, answers)
    now = _require(find_screening(session, workplace, actor, sheet))
    finish_coding(session, workplace, actor, now)


def _require(screening: Screening | None) -> Screening:
    if screening is None:
        raise LookupError
    return screening
