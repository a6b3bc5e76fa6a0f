"""Tasks of a case: how much they press, and which ones the program proposes.

A proposal is never a task: somebody sets it, for a person or a role, by a day that they choose.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import Enum
from types import MappingProxyType
from typing import Final

from app.cases.roles import PERMISSIONS, Permission, Role
from app.conditions.truth import Truth


class TaskOrigin(Enum):
    """Where a task comes from: people's own, or proposed; the values are the codes in the store."""

    OWN = "own"
    GUARDIAN = "guardian"


class Urgency(Enum):
    """How a day that something is due on stands to today."""

    OVERDUE = "overdue"
    TODAY = "today"
    LATER = "later"


# Within how many days that is done which is proposed.
DAYS: Final[Mapping[TaskOrigin, int]] = MappingProxyType({TaskOrigin.GUARDIAN: 3})
# For whom a task can be, as a role: those who keep the tasks of cases.
ROLES: Final = tuple(role for role in Role if Permission.KEEP_TASKS in PERMISSIONS[role])


def rate_urgency(due_on: date, today: date) -> Urgency:
    """Say how much a task presses that is due on a day."""
    if due_on == today:
        return Urgency.TODAY
    return Urgency.OVERDUE if due_on < today else Urgency.LATER


def list_proposals(under_18: Truth, known: Iterable[TaskOrigin]) -> tuple[TaskOrigin, ...]:
    """Give what is proposed and was not set yet; whoever may be a child counts as one."""
    proposed = () if under_18 is Truth.NO else (TaskOrigin.GUARDIAN,)
    there = frozenset(known)
    return tuple(each for each in proposed if each not in there)


def find_due(origin: TaskOrigin, today: date) -> date:
    """Give the day by which something proposed is to be done; today where nothing says."""
    return today + timedelta(days=DAYS.get(origin, 0))
