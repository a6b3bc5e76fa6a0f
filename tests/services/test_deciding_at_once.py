"""Two supervisors decide at once: one wins, and the other is told.

By day they do so 10 times, by night 500 times: on 20 cases, as each page of a case reads all that
happened to it.
"""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.cases.workflow import Decision
from app.services import reviewing
from app.services.actors import Actor
from app.services.reviewing import Said, find_review
from app.services.workplace import Workplace
from app.store.errors import CaseMovedError
from tests.services.conftest import FindActor
from tests.services.reviewing_world import WHY, ReviewWorld

CASES, TIMES = (20, 25) if os.environ.get("THRESHOLD_NIGHT") else (1, 10)


@pytest.mark.parametrize("_case", range(CASES))
def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(
    world: ReviewWorld, person: FindActor, _case: int
) -> None:
    supervisors = (person("supervisor"), person("deputy"))
    world.session.commit()
    workplace, number = world.workplace, world.number

    with ThreadPoolExecutor(2) as threads:
        for _ in range(TIMES):
            seen = look(workplace, supervisors[0], number)
            tries = [
                threads.submit(decide, workplace, actor, number, decision, seen)
                for actor, decision in zip(
                    supervisors, (Decision.CONFIRMED, Decision.NOT_CONFIRMED), strict=True
                )
            ]
            won = [each.result() for each in tries]

            assert sorted(won) == [False, True]
            winner = (Decision.CONFIRMED, Decision.NOT_CONFIRMED)[won.index(True)]
            assert find_decision(workplace, supervisors[0], number) == winner.value
            reopen(workplace, supervisors[0], number)


def decide(workplace: Workplace, actor: Actor, number: str, decision: Decision, seen: int) -> bool:
    """Decide from a page that showed the event `seen`; say whether it was done."""
    try:
        with workplace.records.writing() as session:
            review = find_review(session, workplace, actor, number)
            assert review is not None
            reviewing.decide(session, workplace, actor, review, decision, Said(WHY, seen))
    except CaseMovedError:
        return False
    return True


def look(workplace: Workplace, actor: Actor, number: str) -> int:
    with workplace.records.reading() as session:
        review = find_review(session, workplace, actor, number)
        assert review is not None
        return review.history.last


def find_decision(workplace: Workplace, actor: Actor, number: str) -> str | None:
    with workplace.records.reading() as session:
        review = find_review(session, workplace, actor, number)
        assert review is not None
        return review.history.case.decision


def reopen(workplace: Workplace, actor: Actor, number: str) -> None:
    seen = look(workplace, actor, number)
    with workplace.records.writing() as session:
        review = find_review(session, workplace, actor, number)
        assert review is not None
        reviewing.reopen(session, workplace, actor, review, Said(WHY, seen))
