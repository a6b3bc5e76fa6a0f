"""Who may do what: roles, permissions, and how far each reaches."""

from collections.abc import Iterable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final


class Role(Enum):
    """What a person is in the work; the values are the codes in the database."""

    INSPECTOR = "inspector"
    OUTREACH = "outreach"
    SUPERVISOR = "supervisor"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"


class Permission(Enum):
    """One kind of thing that a person can do."""

    PREVIEW_IMPACT = "preview_impact"
    SCREEN = "screen"
    READ_CASES = "read_cases"
    REASSESS = "reassess"
    ASK_SECOND_CODING = "ask_second_coding"
    READ_AGREEMENT = "read_agreement"
    PRINT_MANY = "print_many"
    COMPLETE_VICTIMS = "complete_victims"
    COMPLETE_SUSPECTS = "complete_suspects"
    READ_DATASETS = "read_datasets"
    REVIEW = "review"
    REFER = "refer"
    ANSWER_REFERRALS = "answer_referrals"
    KNOW_PERSONS = "know_persons"
    KEEP_TASKS = "keep_tasks"
    RESET_SIGN_INS = "reset_sign_ins"
    REPORT_PROGRAMME = "report_programme"
    READ_DASHBOARD = "read_dashboard"
    READ_SITES = "read_sites"
    ADMINISTER = "administer"
    BREAK_GLASS = "break_glass"
    READ_GLASS = "read_glass"
    PURGE = "purge"


class Reach(Enum):
    """Whose cases a permission is about, widest last; all of them only as counts that name none."""

    OWN_AREAS = "own_areas"
    OWN_ORGANISATION = "own_organisation"
    COUNTS_ALONE = "counts_alone"


_FIELD_WORK = dict.fromkeys(
    (
        Permission.SCREEN,
        Permission.READ_CASES,
        Permission.REASSESS,
        Permission.COMPLETE_VICTIMS,
        # Of these areas, only of the cases in which they took answers: see app.services.persons.
        Permission.KNOW_PERSONS,
        Permission.KEEP_TASKS,
    ),
    Reach.OWN_AREAS,
)
# Where people work is known to the whole organisation; small numbers of people are withheld there.
_FIELD_WORK[Permission.READ_SITES] = Reach.OWN_ORGANISATION
# In an emergency, one case of another area opens for an hour; other organisations' cases never do.
_FIELD_WORK[Permission.BREAK_GLASS] = Reach.OWN_ORGANISATION
# What other organisations refer is sent to an organisation as a whole.
_TAKING_ON = {Permission.ANSWER_REFERRALS: Reach.OWN_ORGANISATION}
# Victims and suspects are kept apart: those who help victims don't see the suspects.
_INSPECTION = {**_FIELD_WORK, Permission.COMPLETE_SUSPECTS: Reach.OWN_AREAS}
_SUPERVISION = dict.fromkeys(
    (
        Permission.READ_CASES,
        Permission.REASSESS,
        Permission.ASK_SECOND_CODING,
        Permission.READ_AGREEMENT,
        Permission.PRINT_MANY,
        Permission.COMPLETE_VICTIMS,
        Permission.COMPLETE_SUSPECTS,
        Permission.REVIEW,
        Permission.REFER,
        Permission.REPORT_PROGRAMME,
        Permission.READ_DASHBOARD,
        Permission.READ_SITES,
        Permission.READ_GLASS,
        # What an administrator proposes to destroy is decided by whoever knows the cases, or else
        # by another administrator.
        Permission.PURGE,
        Permission.ANSWER_REFERRALS,
        Permission.KNOW_PERSONS,
        Permission.KEEP_TASKS,
    ),
    Reach.OWN_ORGANISATION,
)
# How far codings agree is counted over all cases, and shows none of them; so are datasets. Records
# without names are open within the organisation.
_ANALYSIS = {
    Permission.READ_AGREEMENT: Reach.OWN_ORGANISATION,
    Permission.COMPLETE_VICTIMS: Reach.OWN_ORGANISATION,
    Permission.COMPLETE_SUSPECTS: Reach.OWN_ORGANISATION,
    Permission.READ_DATASETS: Reach.COUNTS_ALONE,
    Permission.REPORT_PROGRAMME: Reach.OWN_ORGANISATION,
    # Small numbers are withheld from those who read no cases.
    Permission.READ_DASHBOARD: Reach.OWN_ORGANISATION,
}

PERMISSIONS: Mapping[Role, Mapping[Permission, Reach]] = MappingProxyType(
    {
        Role.INSPECTOR: _INSPECTION,
        Role.OUTREACH: {**_FIELD_WORK, **_TAKING_ON},
        Role.SUPERVISOR: {**_SUPERVISION, Permission.PREVIEW_IMPACT: Reach.OWN_ORGANISATION},
        Role.ANALYST: _ANALYSIS,
        Role.ADMINISTRATOR: {
            Permission.PREVIEW_IMPACT: Reach.COUNTS_ALONE,
            Permission.RESET_SIGN_INS: Reach.OWN_ORGANISATION,
            Permission.ADMINISTER: Reach.OWN_ORGANISATION,
            Permission.READ_GLASS: Reach.OWN_ORGANISATION,
            Permission.PURGE: Reach.OWN_ORGANISATION,
        },
    }
)


# Administrators read no case content, analysts no names: another role would let them.
STAND_ALONE: Final = (Role.ADMINISTRATOR, Role.ANALYST)


def find_lonely(roles: Iterable[Role]) -> Role | None:
    """Give the role among several that can't stand beside another; None if all can."""
    held = frozenset(roles)
    return next((role for role in STAND_ALONE if role in held and len(held) > 1), None)


def find_reach(roles: Iterable[Role], permission: Permission) -> Reach | None:
    """Give the widest reach of a permission among several roles; None if nobody has it."""
    held = {PERMISSIONS[role].get(permission) for role in roles}
    return next((reach for reach in reversed(Reach) if reach in held), None)
