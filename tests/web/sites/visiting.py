"""A visit to a site, for tests of pages."""

from flask import Flask

from app.services.parties import NewParty, add_party
from app.services.visits import NewVisit, begin_visit
from app.services.workplace import Workplace
from app.store.ids import PartyId, VisitId, new_id
from app.store.parties import PartyKind
from tests.web.second_coding.asking import find_person


def begin_a_visit(app: Flask, by: str = "inspector") -> tuple[PartyId, VisitId]:
    """Begin a visit to a site, both of one person."""
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.writing() as session:
        actor = find_person(session, by)
        area = actor.areas[0].id
        named = NewParty(PartyId(new_id()), PartyKind.SITE, "Farm", "Mill Road 4", None, area)
        site = add_party(session, workplace, actor, named)
        new = NewVisit(VisitId(new_id()), None, "short-screening", None, "ZZ", area)
        return site.id, begin_visit(session, workplace, actor, site, new).id
