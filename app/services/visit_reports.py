"""The summary of a visit, from the interviews that were held at one place."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.cases.fields import CaseField
from app.cases.roles import Permission
from app.conditions.truth import Truth
from app.reports.imprint import Level
from app.reports.site_visit import (
    Observation,
    SiteIndicator,
    SiteVisit,
    SiteVisitContent,
    WorkerResult,
    build_site_visit,
)
from app.services.actors import Actor
from app.services.case_lists import find_result
from app.services.interviews import Screening, find_screening
from app.services.session import Session
from app.services.visits import list_indicators, read_worker, view_visit
from app.services.workplace import Workplace
from app.store.ids import InterviewId
from app.store.visits import CaseResult, VisitRecord, list_results_of_visit

MOST_WORKERS: Final = 100


class NobodyInterviewedError(Exception):
    """None of the interviews is finished and within reach: there is nothing to sum up."""


@dataclass(frozen=True)
class Visited:
    """What somebody says of a place; `seen` is what they saw there, in their words."""

    site: str
    place: str = ""
    employer: str = ""
    sector: str = ""
    seen: str = ""


@dataclass(frozen=True)
class VisitReport:
    """A visit with its interviews, from which each level can be had."""

    visit: SiteVisit
    indicators: tuple[SiteIndicator, ...]
    workers: tuple[WorkerResult, ...]
    subject: str

    def build(self, level: Level) -> SiteVisitContent:
        """Give what a level shows."""
        return build_site_visit(self.visit, self.indicators, self.workers, level)


def gather_visit(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    visited: Visited,
    interviews: Sequence[InterviewId],
    about_seen: str,
) -> VisitReport:
    """Give a visit from interviews; those out of reach or not finished are left out.

    So are those of a case that is open in an emergency alone, as nothing of it is printed.
    `about_seen` says what the words of `visited.seen` are about. Raises NobodyInterviewedError.
    """
    found = (
        find_screening(session, workplace, actor, each, Permission.READ_CASES)
        for each in dict.fromkeys(interviews[:MOST_WORKERS])
    )
    held = [
        each
        for each in found
        if each is not None and not each.is_open and actor.sees(CaseField.PAPER, each.case)
    ]
    if not held:
        raise NobodyInterviewedError
    workers = tuple(_read_worker(session, workplace, each) for each in held)
    seen = (Observation(about_seen, visited.seen),) if visited.seen else ()
    visit = _describe(workplace, actor, visited, seen, held)
    ids = " ".join(sorted(each.record.id for each in held))
    subject = str(uuid.uuid5(uuid.NAMESPACE_OID, f"visit {visited.site} {ids}"))
    return VisitReport(visit, _list_indicators(held), workers, subject)


def _describe(
    workplace: Workplace,
    actor: Actor,
    visited: Visited,
    seen: tuple[Observation, ...],
    held: Sequence[Screening],
) -> SiteVisit:
    return SiteVisit(
        organisation=actor.organisation_name,
        site=visited.site,
        place=visited.place,
        employer=visited.employer,
        sector=visited.sector,
        visited_on=tuple(sorted({each.record.started_at.date() for each in held})),
        observations=seen,
        printed_on=workplace.clock.today(),
    )


def gather_held_visit(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    held: VisitRecord,
    seen: str,
    about_seen: str,
) -> VisitReport | None:
    """Give a visit that was begun as one, with all its workers, also those out of reach.

    None where its site is out of reach. Raises NobodyInterviewedError.
    """
    view = view_visit(session, workplace, actor, held)
    if view is None:
        return None
    within = {each.id for each in view.seen}
    results = list_results_of_visit(session, held.id)
    read = (read_worker(each, is_within_reach=each.case.id in within) for each in results)
    workers = tuple(each for each in read if each is not None)
    if not workers:
        raise NobodyInterviewedError
    words = (Observation(about_seen, seen),) if seen else ()
    visit = replace(view.content.visit, observations=words)
    return VisitReport(visit, list_indicators(workplace.library), workers, held.id)


def _read_worker(session: Session, workplace: Workplace, screening: Screening) -> WorkerResult:
    """Give what was found when the interview was finished; without a result all is unknown."""
    record = find_result(session, workplace, screening.record)
    content = None if record is None else record.content
    found = read_worker(CaseResult(screening.case, content), is_within_reach=True)
    return found or WorkerResult(
        case_number=screening.case.number,
        presumption=Truth.UNKNOWN,
        under_18=Truth.UNKNOWN,
        indicators={},
        is_within_reach=True,
    )


def _list_indicators(held: Sequence[Screening]) -> tuple[SiteIndicator, ...]:
    """Give the indicators that the interviews asked about, in the order of their catalogue."""
    catalogue = held[0].sources.catalogue.item
    dimensions = {str(each.id): each.label for each in catalogue.dimensions}
    asked = {name for each in held for name in each.sources.questionnaire.item.indicators}
    return tuple(
        SiteIndicator(each.id, each.label, dimensions.get(each.id.partition(".")[0], ""))
        for each in catalogue.indicators
        if each.id in asked
    )
