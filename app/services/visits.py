"""Visits to sites: several people screened on one day, and the pattern over all cases of a site."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from app.cases.fields import CaseField
from app.cases.roles import Permission
from app.conditions.truth import Truth
from app.engine.result import FindingStatus
from app.instruments.questions import map_questions
from app.questionnaire.model import Answer, Basis
from app.reports.imprint import Level
from app.reports.site_visit import (
    SiteIndicator,
    SiteVisit,
    SiteVisitContent,
    WorkerResult,
    build_site_visit,
)
from app.services.actors import Actor, NotAllowedError
from app.services.answers import LANGUAGE_OF_INTERVIEW, record_page
from app.services.blindness import list_closed_cases
from app.services.interviews import Start, find_screening, start_interview
from app.services.library import Library
from app.services.parties import find_open_party, link
from app.services.workplace import Workplace
from app.store.cases import get_case
from app.store.ids import AreaId, CaseId, InterviewId, PartyId, VisitId
from app.store.log import Deed, note_act
from app.store.parties import PartyKind, PartyRecord, find_party
from app.store.records import CaseRecord, InterviewRecord
from app.store.tables import Area
from app.store.visits import (
    MOST_COUNTED,
    CaseResult,
    VisitRecord,
    add_to_visit,
    create_visit,
    find_visit,
    list_results_of_party,
    list_results_of_visit,
    list_visits,
)

TRUTHS = {
    FindingStatus.YES: Truth.YES,
    FindingStatus.NO: Truth.NO,
    FindingStatus.OPEN: Truth.UNKNOWN,
}
CATALOGUE = "ilo-ec-2009-labour"


@dataclass(frozen=True)
class NewVisit:
    """What a visit begins with; the id comes from the page."""

    id: VisitId
    employer: PartyId | None
    questionnaire: str
    module: str | None
    country: str
    area: AreaId


@dataclass(frozen=True)
class NextWorker:
    """The next person who is screened on a visit; the ids come from the page."""

    case: CaseId
    interview: InterviewId
    language: str


@dataclass(frozen=True)
class SiteView:
    """The cases of a site, another party or a visit, as one person may know them.

    `seen` holds those that they can open, newest first; `content` the pattern over all of them,
    or over the newest if it `is_cut`.
    """

    seen: tuple[CaseRecord, ...]
    unfinished: int
    is_cut: bool
    content: SiteVisitContent


def begin_visit(
    session: Session, workplace: Workplace, actor: Actor, site: PartyRecord, new: NewVisit
) -> VisitRecord:
    """Begin a visit to a site. Raises NotAllowedError in an area where the person does not work."""
    is_site = site.kind is PartyKind.SITE and site.organisation_id == actor.organisation
    if not actor.may(Permission.SCREEN) or new.area not in {area.id for area in actor.areas}:
        raise NotAllowedError
    if not is_site:
        raise NotAllowedError
    record = VisitRecord(
        id=new.id,
        organisation_id=actor.organisation,
        area_id=new.area,
        site_id=site.id,
        employer_id=new.employer,
        questionnaire=new.questionnaire,
        module=new.module,
        country=new.country,
        began_at=workplace.clock.now(),
        began_by=actor.account,
    )
    return create_visit(session, record)


def find_open_visit(session: Session, actor: Actor, visit_id: str) -> VisitRecord | None:
    """Give a visit within reach; None if there is none or it is out of reach, all the same."""
    found = find_visit(session, VisitId(visit_id))
    if found is None or not _is_open(actor, found):
        return None
    note_act(session, Deed.READ, found.id)
    return found


def list_open_visits(session: Session, actor: Actor, site_id: PartyId) -> tuple[VisitRecord, ...]:
    """Give the visits to a site within reach, newest first; what is shown of them is to be noted.

    That is for the caller, by `note_visits`: a page shows some at a time.
    """
    return tuple(each for each in list_visits(session, site_id) if _is_open(actor, each))


def note_visits(session: Session, visits: Sequence[VisitRecord]) -> None:
    """Have it logged that visits were shown in a list."""
    if visits:
        note_act(session, Deed.LISTED, " ".join(each.id for each in visits))


def _is_open(actor: Actor, visit: VisitRecord) -> bool:
    reach = actor.reach(Permission.READ_CASES)
    if reach is None or visit.organisation_id != reach.organisation_id:
        return False
    return reach.areas is None or visit.area_id in reach.areas


def screen_next(
    session: Session, workplace: Workplace, actor: Actor, visit: VisitRecord, worker: NextWorker
) -> InterviewRecord:
    """Begin the interview of the next person of a visit: site, employer and language are kept."""
    start = Start(
        worker.case,
        worker.interview,
        visit.questionnaire,
        visit.module,
        visit.country,
        visit.area_id,
    )
    record = start_interview(session, workplace, actor, start)
    add_to_visit(session, visit.id, worker.case)
    case = get_case(session, worker.case)
    for party_id, part in (
        (visit.site_id, PartyKind.SITE),
        (visit.employer_id, PartyKind.EMPLOYER),
    ):
        party = None if party_id is None else find_party(session, actor.organisation, party_id)
        if party is not None:
            link(session, workplace, actor, case, party, part)
    if worker.language:
        _keep_language(session, workplace, actor, record.id, worker.language)
    return record


def view_party(
    session: Session, workplace: Workplace, actor: Actor, party: PartyRecord
) -> SiteView:
    """Give the pattern over the cases that a party appears in."""
    return _view(session, workplace, actor, party, list_results_of_party(session, party.id))


def view_visit(
    session: Session, workplace: Workplace, actor: Actor, visit: VisitRecord
) -> SiteView | None:
    """Give the pattern over the cases of a visit; None where its site is out of reach."""
    site = find_open_party(session, actor, visit.site_id)
    if site is None:
        return None
    view = _view(session, workplace, actor, site, list_results_of_visit(session, visit.id))
    return _tell_of_visit(session, view, visit)


def note_shown(session: Session, cases: Sequence[CaseId]) -> None:
    """Note which cases somebody was shown in a list."""
    if cases:
        note_act(session, Deed.LISTED, " ".join(cases))


def name_area(session: Session, area_id: AreaId) -> str:
    """Give the name of an area; empty where there is none."""
    area = session.get(Area, area_id)
    return "" if area is None else area.name


def list_indicators(library: Library) -> tuple[SiteIndicator, ...]:
    """Give the indicators that are counted over the cases of a site, with their dimensions."""
    catalogue = library.instruments.catalogues.newest(CATALOGUE).item
    dimensions = {str(each.id): each.label for each in catalogue.dimensions}
    return tuple(
        SiteIndicator(each.id, each.label, dimensions[each.id.partition(".")[0]])
        for each in catalogue.indicators
    )


def read_worker(result: CaseResult, *, is_within_reach: bool) -> WorkerResult | None:
    """Give what a frozen result says of one person; None while nothing is finished."""
    if result.content is None:
        return None
    frozen: dict[str, Any] = json.loads(result.content)
    presumption = FindingStatus(frozen["leading"][0]["findings"]["presumption"])
    return WorkerResult(
        case_number=result.case.number,
        presumption=TRUTHS[presumption],
        under_18=Truth(frozen["child"]),
        indicators={name: Truth(each) for name, each in frozen["indicators"].items()},
        is_within_reach=is_within_reach,
    )


def _keep_language(
    session: Session, workplace: Workplace, actor: Actor, interview: InterviewId, language: str
) -> None:
    """Record the language of the talk as an answer, where the questionnaire asks for it."""
    screening = find_screening(session, workplace, actor, interview)
    if screening is None:
        return
    asked = map_questions(screening.sources.questionnaire.item)
    if LANGUAGE_OF_INTERVIEW in asked and screening.sheet.find(LANGUAGE_OF_INTERVIEW) is None:
        answer = Answer(LANGUAGE_OF_INTERVIEW, language, Basis.TOLD)
        record_page(session, workplace, actor, screening, [answer])


def _view(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    party: PartyRecord,
    results: Sequence[CaseResult],
) -> SiteView:
    closed = list_closed_cases(session, actor)
    seen = [
        each.case
        for each in results
        if actor.may_on(Permission.READ_CASES, each.case)
        # A case that is open in an emergency is on no list, and small numbers stay withheld.
        and actor.sees(CaseField.STAFF, each.case)
        and each.case.id not in closed
    ]
    note_act(session, Deed.COUNTED, party.id)
    ids = {each.id for each in seen}
    read = (read_worker(each, is_within_reach=each.case.id in ids) for each in results)
    workers = [each for each in read if each is not None]
    described = _describe(workplace, actor, party)
    indicators = list_indicators(workplace.library)
    content = build_site_visit(described, indicators, workers, Level.FULL)
    is_cut = len(results) == MOST_COUNTED
    return SiteView(tuple(seen), len(results) - len(workers), is_cut, content)


def _describe(workplace: Workplace, actor: Actor, party: PartyRecord) -> SiteVisit:
    return SiteVisit(
        organisation=actor.organisation_name,
        site=party.name,
        place=party.address,
        employer="",
        sector=name_sector(workplace.library, party.sector),
        visited_on=(),
        observations=(),
        printed_on=workplace.clock.today(),
    )


def name_sector(library: Library, code: str | None) -> str:
    """Give a kind of work by its title; none is empty, a module that is gone keeps its id."""
    modules = library.instruments.modules
    if code is None or code not in modules.list_ids():
        return code or ""
    return modules.newest(code).item.title


def _tell_of_visit(session: Session, view: SiteView, visit: VisitRecord) -> SiteView:
    employer = (
        None
        if visit.employer_id is None
        else find_party(session, visit.organisation_id, visit.employer_id)
    )
    told = replace(
        view.content.visit,
        employer="" if employer is None else employer.name,
        visited_on=(visit.began_at.date(),),
    )
    return replace(view, content=replace(view.content, visit=told))
