from datetime import timedelta

import pytest

from app.services import case_lists
from app.services.actors import Actor
from app.services.case_lists import find_history, list_drafts, list_finished
from app.services.interviews import find_screening, start_interview
from app.services.session import Session
from app.services.workplace import Workplace
from tests.services.conftest import FindActor, Leading, new_start
from tests.web.installation import MovingClock


def screen(session: Session, workplace: Workplace, actor: Actor) -> str:
    """Begin and finish an interview, and give the number of its case."""
    start = new_start(actor)
    start_interview(session, workplace, actor, start)
    screening = find_screening(session, workplace, actor, start.interview)
    assert screening is not None
    Leading(session, workplace, actor, start.interview).finish()
    return screening.case.number


def test_drafts_are_those_that_a_person_began(
    session: Session, workplace: Workplace, person: FindActor
) -> None:
    start_interview(session, workplace, person("inspector"), new_start(person("inspector")))

    drafts = list_drafts(session, workplace, person("inspector"))
    assert [draft.title for draft in drafts] == ["Short screening"]
    assert list_drafts(session, workplace, person("colleague")) == ()


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("inspector", True),
        ("colleague", True),
        ("supervisor", True),
        ("southerner", False),
        ("outreach", False),
        ("stranger", False),
        ("analyst", False),
        ("administrator", False),
    ],
)
def test_finished_cases_are_seen_within_reach_only(
    session: Session, workplace: Workplace, person: FindActor, name: str, *, sees: bool
) -> None:
    number = screen(session, workplace, person("inspector"))

    listed = [line.case.number for line in list_finished(session, workplace, person(name)).lines]
    assert listed == ([number] if sees else [])
    assert (find_history(session, workplace, person(name), number) is not None) is sees


def test_finished_cases_come_in_pages_newest_first(
    session: Session,
    workplace: Workplace,
    person: FindActor,
    moving: MovingClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(case_lists, "PAGE_SIZE", 2)
    numbers = []
    for _ in range(3):
        numbers.append(screen(session, workplace, person("inspector")))
        moving.moment += timedelta(minutes=5)

    first = list_finished(session, workplace, person("supervisor"))
    second = list_finished(session, workplace, person("supervisor"), first.next_mark)

    assert [line.case.number for line in first.lines] == [numbers[2], numbers[1]]
    assert [line.case.number for line in second.lines] == [numbers[0]]
    assert second.next_mark is None


@pytest.mark.parametrize("number", ["T-2026-0000-0001", "nonsense", ""])
def test_number_that_no_case_has_finds_nothing(
    session: Session, workplace: Workplace, inspector: Actor, number: str
) -> None:
    assert find_history(session, workplace, inspector, number) is None
