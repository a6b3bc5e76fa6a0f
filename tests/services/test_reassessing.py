"""A newer version gives a new result and a difference; what was found stays as it was."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from app.cases.workflow import CaseEventKind, CaseState, IllegalMoveError
from app.conditions.values import Value
from app.services.actors import Actor, NotAllowedError
from app.services.case_lists import find_history, list_finished
from app.services.library import Library, load_library
from app.services.reassessing import (
    NothingNewerError,
    Standing,
    find_reassessment,
    find_standing,
    reassess,
)
from app.services.workplace import Workplace
from app.store.assessments import list_assessments
from app.store.records import AssessmentRecord
from tests.newer_versions import RULE_SETS, copy_shipped, write_newer
from tests.services.conftest import FindActor, Leading
from tests.web.installation import MovingClock

NEITHER = Standing(may_be_reassessed=False, was_reassessed=False)
WAITS = Standing(may_be_reassessed=True, was_reassessed=False)
DONE = Standing(may_be_reassessed=False, was_reassessed=True)
TWO_SIGNS: Mapping[str, Value] = {
    "paid_how": "nothing",
    "dues_not_given": frozenset({"contract_terms"}),
}


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The shipped versions, and newer ones in which two indicators are strong."""
    folder = write_newer(copy_shipped(tmp_path_factory.mktemp("newer")))
    return load_library(folder / "indicators", folder / "rules")


@pytest.fixture
def later(workplace: Workplace, newer: Library, moving: MovingClock) -> Workplace:
    """The same workplace after the newer versions came."""
    del moving
    return replace(workplace, library=newer)


@pytest.fixture
def finished(leading: Leading, moving: MovingClock) -> AssessmentRecord:
    """A finished interview with two signs of exploitation that are of medium strength."""
    leading.say(**TWO_SIGNS)
    record = leading.finish()
    moving.moment += timedelta(days=30)
    return record


def stand(leading: Leading, workplace: Workplace, actor: Actor) -> Standing:
    screening = leading.now()
    return find_standing(leading.session, workplace, actor, screening.case, screening.record)


def test_newer_version_gives_a_second_result_and_leaves_the_first(
    leading: Leading, later: Workplace, finished: AssessmentRecord
) -> None:
    record = reassess(leading.session, later, leading.actor, leading.now())

    key = later.keys.get(leading.now().case.id)
    assert list_assessments(leading.session, key, leading.interview) == (record, finished)
    assert json.loads(finished.content)["leading"][0]["dimensions"]["exploitation"] == "open"
    assert json.loads(record.content)["leading"][0]["dimensions"]["exploitation"] == "positive"


def test_difference_names_results_and_versions_and_nothing_else(
    leading: Leading, later: Workplace, finished: AssessmentRecord
) -> None:
    reassess(leading.session, later, leading.actor, leading.now())

    found = find_reassessment(leading.session, later, leading.now())

    assert found is not None
    assert found.first == finished
    changed = {(each.rule_set, each.kind, each.name) for each in found.diff.results}
    assert {(name, "dimensions", "exploitation") for name in RULE_SETS} <= changed
    dimension = next(each for each in found.diff.results if each.kind == "dimensions")
    assert dimension == replace(dimension, before=("open",), after=("positive",))
    versions = {(each.before, each.after) for each in found.diff.versions}
    assert versions == {(f"{name}@1.0.0", f"{name}@1.1.0") for name in RULE_SETS}
    assert (found.diff.child, found.diff.indicators) == (None, ())
    assert not found.diff.comes_out_the_same


def test_outcome_that_becomes_impossible_is_in_the_difference(
    leading: Leading, later: Workplace, finished: AssessmentRecord
) -> None:
    del finished
    reassess(leading.session, later, leading.actor, leading.now())

    found = find_reassessment(leading.session, later, leading.now())

    assert found is not None
    outcomes = [each for each in found.diff.results if each.kind == "outcome"]
    adult = next(each for each in outcomes if each.rule_set == "presumption-adult")
    assert {"warning_signs", "not_indicated"} <= set(adult.before)
    assert {"warning_signs", "not_indicated"}.isdisjoint(adult.after)


def test_reassessing_stands_in_the_history_and_moves_nothing(
    leading: Leading, later: Workplace, finished: AssessmentRecord
) -> None:
    del finished
    reassess(leading.session, later, leading.actor, leading.now())

    number = leading.now().case.number
    history = find_history(leading.session, later, leading.actor, number)
    assert history is not None
    assert history.case.state == CaseState.SUBMITTED.value
    assert history.happenings[-1].kind is CaseEventKind.REASSESSED


def test_list_goes_on_to_show_what_was_found_when_the_interview_was_finished(
    leading: Leading, later: Workplace, finished: AssessmentRecord
) -> None:
    before = list_finished(leading.session, later, leading.actor)

    reassess(leading.session, later, leading.actor, leading.now())

    del finished
    assert list_finished(leading.session, later, leading.actor) == before


def test_nothing_is_assessed_again_under_the_versions_that_were_used(
    leading: Leading, workplace: Workplace, later: Workplace, finished: AssessmentRecord
) -> None:
    del finished
    with pytest.raises(NothingNewerError):
        reassess(leading.session, workplace, leading.actor, leading.now())

    reassess(leading.session, later, leading.actor, leading.now())

    with pytest.raises(NothingNewerError):
        reassess(leading.session, later, leading.actor, leading.now())


def test_interview_that_is_not_finished_is_not_assessed_again(
    leading: Leading, later: Workplace
) -> None:
    with pytest.raises(IllegalMoveError):
        reassess(leading.session, later, leading.actor, leading.now())

    assert stand(leading, later, leading.actor) == NEITHER
    assert find_reassessment(leading.session, later, leading.now()) is None


@pytest.mark.parametrize("name", ["inspector", "colleague", "supervisor"])
def test_those_who_read_the_case_may_assess_it_again(
    leading: Leading, later: Workplace, finished: AssessmentRecord, person: FindActor, name: str
) -> None:
    del finished
    assert stand(leading, later, person(name)) == WAITS

    reassess(leading.session, later, person(name), leading.now())

    assert stand(leading, later, person(name)) == DONE


@pytest.mark.parametrize("name", ["southerner", "stranger", "analyst", "administrator"])
def test_nobody_else_assesses_the_case_again(
    leading: Leading, later: Workplace, finished: AssessmentRecord, person: FindActor, name: str
) -> None:
    del finished
    assert stand(leading, later, person(name)) == NEITHER

    with pytest.raises(NotAllowedError):
        reassess(leading.session, later, person(name), leading.now())
