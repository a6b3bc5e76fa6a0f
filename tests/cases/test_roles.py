import pytest

from app.cases.roles import PERMISSIONS, Permission, Reach, Role, find_reach

FIELD_WORKERS = (Role.INSPECTOR, Role.OUTREACH)
OF_CASES = [each for each in Permission if each is not Permission.PREVIEW_IMPACT]


def test_every_role_has_a_row() -> None:
    assert set(PERMISSIONS) == set(Role)


@pytest.mark.parametrize("role", FIELD_WORKERS)
@pytest.mark.parametrize("permission", OF_CASES)
def test_field_workers_reach_their_own_areas_only(role: Role, permission: Permission) -> None:
    assert find_reach([role], permission) is Reach.OWN_AREAS


def test_supervisor_reads_the_cases_of_the_organisation_and_screens_nobody() -> None:
    assert find_reach([Role.SUPERVISOR], Permission.READ_CASES) is Reach.OWN_ORGANISATION
    assert find_reach([Role.SUPERVISOR], Permission.SCREEN) is None


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMINISTRATOR])
@pytest.mark.parametrize("permission", OF_CASES)
def test_analyst_and_administrator_reach_no_case(role: Role, permission: Permission) -> None:
    assert find_reach([role], permission) is None


def test_drafts_are_tried_on_counts_by_administrators_and_on_own_cases_by_supervisors() -> None:
    reaches = {role: find_reach([role], Permission.PREVIEW_IMPACT) for role in Role}

    assert reaches == {
        **dict.fromkeys(Role),
        Role.SUPERVISOR: Reach.OWN_ORGANISATION,
        Role.ADMINISTRATOR: Reach.COUNTS_ALONE,
    }


def test_widest_reach_counts_among_several_roles() -> None:
    roles = [Role.INSPECTOR, Role.SUPERVISOR]

    assert find_reach(roles, Permission.READ_CASES) is Reach.OWN_ORGANISATION
    assert find_reach(roles, Permission.SCREEN) is Reach.OWN_AREAS
