"""An invented site, and the visit on which some of the invented workers were screened."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from app.clock import stopped_at
from app.services.actors import Actor
from app.services.parties import NewParty, add_party, link
from app.services.visits import NewVisit, begin_visit
from app.services.workplace import Workplace
from app.store.cases import get_case
from app.store.ids import InterviewId, PartyId, VisitId, new_id
from app.store.interviews import get_interview
from app.store.parties import PartyKind
from app.store.visits import add_to_visit

NAMED: Final = (
    (PartyKind.SITE, "Brick yard at the old ford (invented)", "Ford Lane, behind the weir"),
    (PartyKind.EMPLOYER, "Ford Lane Bricks Ltd (invented)", "Market Square 3"),
    (PartyKind.RECRUITER, "Good Roads Agency (invented)", ""),
)


def tell_of_visit(
    session: Session, workplace: Workplace, actor: Actor, interviews: Sequence[InterviewId]
) -> None:
    """Say that these interviews were held on one visit, on the day of the first of them."""
    began_at = get_interview(session, interviews[0]).started_at
    then = replace(workplace, clock=stopped_at(began_at))
    area = actor.areas[0].id
    parties = [
        add_party(
            session,
            then,
            actor,
            NewParty(PartyId(new_id()), kind, name, address, "construction", area),
        )
        for kind, name, address in NAMED
    ]
    site, employer, _ = parties
    new = NewVisit(
        VisitId(new_id()), employer.id, "short-screening", "construction", actor.country, area
    )
    visit = begin_visit(session, then, actor, site, new)
    for interview in interviews:
        case = get_case(session, get_interview(session, interview).case_id)
        add_to_visit(session, visit.id, case.id)
        for party in parties:
            link(session, then, actor, case, party, party.kind)
