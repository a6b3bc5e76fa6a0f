from datetime import date

import pytest

from app.cases.roles import Role
from app.cases.tasks import (
    ROLES,
    TaskOrigin,
    Urgency,
    find_due,
    list_proposals,
    rate_urgency,
)
from app.conditions.truth import Truth

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("due_on", "urgency"),
    [
        (date(2026, 3, 3), Urgency.OVERDUE),
        (TODAY, Urgency.TODAY),
        (date(2026, 3, 5), Urgency.LATER),
    ],
)
def test_task_is_overdue_once_its_day_is_over(due_on: date, urgency: Urgency) -> None:
    assert rate_urgency(due_on, TODAY) is urgency


@pytest.mark.parametrize("under_18", [Truth.YES, Truth.UNKNOWN])
def test_guardian_is_proposed_for_whoever_is_or_may_be_a_child(under_18: Truth) -> None:
    assert list_proposals(under_18, []) == (TaskOrigin.GUARDIAN,)


def test_nothing_is_proposed_for_adults_and_nothing_twice() -> None:
    assert list_proposals(Truth.NO, []) == ()
    assert list_proposals(Truth.YES, [TaskOrigin.OWN, TaskOrigin.GUARDIAN]) == ()


def test_guardian_is_due_within_three_days_and_what_nothing_says_today() -> None:
    assert find_due(TaskOrigin.GUARDIAN, TODAY) == date(2026, 3, 7)
    assert find_due(TaskOrigin.OWN, TODAY) == TODAY


def test_tasks_are_for_those_who_work_on_cases() -> None:
    assert ROLES == (Role.INSPECTOR, Role.OUTREACH, Role.SUPERVISOR)
