"""Several workers are screened on one visit, and what they have in common is seen at the site."""

import pytest

from app.reports.spread import Spread
from app.services.actors import Actor, NotAllowedError
from app.services.parties import NewParty, add_party
from app.services.session import Session
from app.services.visits import (
    NewVisit,
    NextWorker,
    SiteView,
    begin_visit,
    find_open_visit,
    screen_next,
    view_party,
    view_visit,
)
from app.services.workplace import Workplace
from app.store.ids import CaseId, InterviewId, PartyId, VisitId, new_id
from app.store.parties import PartyKind, PartyRecord, list_parties_of_case
from app.store.visits import VisitRecord, find_language_of_visit, find_visit_of_case
from tests.services.conftest import FindActor, Leading

DOCUMENTS = "coercion_at_destination.documents"


class VisitWorld:
    """A visit of the inspector to a site of an employer."""

    def __init__(self, session: Session, workplace: Workplace, person: FindActor) -> None:
        self.session, self.workplace, self.person = session, workplace, person
        self.actor = person("inspector")
        self.site = self.add("Sunny Hill Farm", PartyKind.SITE)
        self.employer = self.add("Green Fields Ltd", PartyKind.EMPLOYER)
        self.visit = self.begin(self.site)

    def add(self, name: str, kind: PartyKind) -> PartyRecord:
        area = self.actor.areas[0].id
        new = NewParty(PartyId(new_id()), kind, name, "Mill Road 4", "construction", area)
        return add_party(self.session, self.workplace, self.actor, new)

    def begin(self, site: PartyRecord) -> VisitRecord:
        area = self.actor.areas[0].id
        new = NewVisit(
            VisitId(new_id()), self.employer.id, "short-screening", "construction", "ZZ", area
        )
        return begin_visit(self.session, self.workplace, self.actor, site, new)

    def screen(self, language: str = "") -> Leading:
        worker = NextWorker(CaseId(new_id()), InterviewId(new_id()), language)
        record = screen_next(self.session, self.workplace, self.actor, self.visit, worker)
        return Leading(self.session, self.workplace, self.actor, record.id)

    def finish(self, **said: str) -> None:
        leading = self.screen()
        leading.say(consent_storage="yes", **said)
        leading.finish()

    def view(self, name: str) -> SiteView:
        return view_party(self.session, self.workplace, self.person(name), self.site)


@pytest.fixture
def visited(session: Session, workplace: Workplace, person: FindActor) -> VisitWorld:
    return VisitWorld(session, workplace, person)


def find_line(view: SiteView, label: str) -> object:
    return next(each.spread for each in view.content.lines if each.label == label)


def test_next_worker_keeps_site_employer_kind_of_work_and_language(visited: VisitWorld) -> None:
    first = visited.screen(language="ne")

    second = visited.screen(find_language_of_visit(visited.session, visited.visit.id) or "")

    assert first.now().case.id != second.now().case.id
    for each in (first.now(), second.now()):
        named = list_parties_of_case(visited.session, each.case.id)
        assert named == (
            (PartyKind.EMPLOYER, visited.employer),
            (PartyKind.SITE, visited.site),
        )
        assert each.record.module is not None
        assert each.record.language == "ne"
        answer = each.sheet.find("interview_language")  # type: ignore[arg-type]
        assert answer is not None
        assert answer.value == "ne"
        assert find_visit_of_case(visited.session, each.case.id) == visited.visit


def test_next_worker_that_is_sent_twice_is_screened_once(visited: VisitWorld) -> None:
    worker = NextWorker(CaseId(new_id()), InterviewId(new_id()), "ne")
    for _ in range(2):
        screen_next(visited.session, visited.workplace, visited.actor, visited.visit, worker)

    view = view_visit(visited.session, visited.workplace, visited.actor, visited.visit)

    assert view is not None
    assert [each.id for each in view.seen] == [worker.case]


def test_four_of_seven_workers_whose_documents_are_held_and_unknown_is_not_no(
    visited: VisitWorld,
) -> None:
    for _ in range(4):
        visited.finish(papers_held="employer", papers_back="refused")
    for _ in range(2):
        visited.finish(papers_held="me")
    visited.finish()

    view = visited.view("inspector")

    assert view.content.workers == 7
    assert find_line(view, label_of(visited)) == Spread(yes=4, no=2, unknown=1)


def label_of(visited: VisitWorld) -> str:
    catalogue = visited.workplace.library.instruments.catalogues.newest("ilo-ec-2009-labour").item
    return next(each.label for each in catalogue.indicators if each.id == DOCUMENTS)


def test_small_numbers_are_withheld_from_who_may_not_open_the_cases(visited: VisitWorld) -> None:
    for _ in range(2):
        visited.finish()

    elsewhere = visited.view("southerner")

    assert elsewhere.seen == ()
    assert elsewhere.content.withholds
    assert elsewhere.content.workers is None
    assert elsewhere.content.presumption is None
    assert elsewhere.content.lines == ()
    assert len(visited.view("supervisor").seen) == 2
    assert not visited.view("supervisor").content.withholds


def test_numbers_that_are_not_small_are_shown_to_who_may_not_open_the_cases(
    visited: VisitWorld,
) -> None:
    for _ in range(5):
        visited.finish()

    elsewhere = visited.view("southerner")

    assert elsewhere.content.workers == 5
    assert elsewhere.content.cases == ()
    assert any(each.spread and each.spread.unknown == 5 for each in elsewhere.content.lines)


def test_screening_that_is_not_finished_is_no_worker_of_the_pattern(visited: VisitWorld) -> None:
    visited.screen()

    view = visited.view("inspector")

    assert (view.content.workers, view.unfinished) == (0, 1)


def test_visit_opens_within_its_area_alone(visited: VisitWorld) -> None:
    opens = {
        name: find_open_visit(visited.session, visited.person(name), visited.visit.id) is not None
        for name in ("inspector", "colleague", "supervisor", "southerner", "stranger", "analyst")
    }

    assert opens == {
        "inspector": True,
        "colleague": True,
        "supervisor": True,
        "southerner": False,
        "stranger": False,
        "analyst": False,
    }


def test_visit_begins_at_a_site_alone(visited: VisitWorld) -> None:
    with pytest.raises(NotAllowedError):
        visited.begin(visited.employer)


def test_visit_of_another_organisation_can_not_begin_at_a_site(visited: VisitWorld) -> None:
    outreach: Actor = visited.person("outreach")
    new = NewVisit(VisitId(new_id()), None, "short-screening", None, "ZZ", outreach.areas[0].id)

    with pytest.raises(NotAllowedError):
        begin_visit(visited.session, visited.workplace, outreach, visited.site, new)
