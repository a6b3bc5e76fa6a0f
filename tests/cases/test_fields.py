"""What of a case each role sees."""

import pytest

from app.cases.fields import SEEN, CaseField, list_seen
from app.cases.roles import Role


def test_every_role_says_what_it_sees() -> None:
    assert set(SEEN) == set(Role)


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMINISTRATOR])
def test_analysts_and_administrators_see_nothing_of_a_case(role: Role) -> None:
    assert list_seen([role]) == frozenset()
    assert list_seen([role], through_glass=True) == frozenset()


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.OUTREACH])
def test_who_opened_a_case_in_an_emergency_sees_its_result_and_what_happened_alone(
    role: Role,
) -> None:
    seen = list_seen([role], through_glass=True)

    assert seen == {CaseField.RESULT, CaseField.TIMELINE}
    assert list_seen([role]) > seen


def test_roles_add_up() -> None:
    assert list_seen([Role.ANALYST, Role.INSPECTOR]) == SEEN[Role.INSPECTOR]
    assert list_seen([]) == frozenset()
