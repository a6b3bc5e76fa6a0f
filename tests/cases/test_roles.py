import pytest

from app.cases.roles import PERMISSIONS, Permission, Reach, Role, find_lonely, find_reach

FIELD_WORKERS = (Role.INSPECTOR, Role.OUTREACH)
# Nobody reviews what they coded themselves, has it coded again, or sees how far codings agree.
# Hundreds of documents at once are for whoever answers for all of them.
NOT_FOR_FIELD_WORKERS = {
    Permission.ASK_SECOND_CODING,
    Permission.READ_AGREEMENT,
    Permission.PREVIEW_IMPACT,
    Permission.PRINT_MANY,
    Permission.READ_DATASETS,
    Permission.REVIEW,
    Permission.REFER,
    Permission.RESET_SIGN_INS,
    Permission.REPORT_PROGRAMME,
    Permission.READ_DASHBOARD,
    Permission.ADMINISTER,
    Permission.READ_GLASS,
    Permission.PURGE,
}
# Where people work is known to the whole organisation, and names nobody who works there.
NAMES_NO_CASE = {Permission.READ_SITES}
# Records of datasets hold no names, and open no case.
SHOW_NO_CASE = {
    Permission.READ_AGREEMENT,
    Permission.PREVIEW_IMPACT,
    Permission.COMPLETE_VICTIMS,
    Permission.COMPLETE_SUSPECTS,
    Permission.READ_DATASETS,
    Permission.RESET_SIGN_INS,
    Permission.REPORT_PROGRAMME,
    Permission.READ_DASHBOARD,
    Permission.ADMINISTER,
    # What is told of an emergency is the number of the case, and who opened it.
    Permission.READ_GLASS,
    # What is due to be destroyed is told by the number of the case, and since when it is closed.
    Permission.PURGE,
}
# In an emergency, cases of other areas open too.
WIDER = {Permission.BREAK_GLASS}
# What is referred to an organisation is sent to all of it.
TAKEN_ON = {Permission.ANSWER_REFERRALS}


def test_every_role_has_a_row() -> None:
    assert set(PERMISSIONS) == set(Role)


@pytest.mark.parametrize("role", FIELD_WORKERS)
@pytest.mark.parametrize("permission", sorted(set(Permission) - TAKEN_ON, key=str))
def test_field_workers_reach_their_own_areas_only(role: Role, permission: Permission) -> None:
    hidden = role is Role.OUTREACH and permission is Permission.COMPLETE_SUSPECTS
    reach = Reach.OWN_ORGANISATION if permission in WIDER | NAMES_NO_CASE else Reach.OWN_AREAS
    expected = None if permission in NOT_FOR_FIELD_WORKERS or hidden else reach

    assert find_reach([role], permission) is expected


def test_supervisor_reads_the_cases_of_the_organisation_and_screens_nobody() -> None:
    assert find_reach([Role.SUPERVISOR], Permission.READ_CASES) is Reach.OWN_ORGANISATION
    assert find_reach([Role.SUPERVISOR], Permission.SCREEN) is None


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMINISTRATOR])
@pytest.mark.parametrize("permission", [p for p in Permission if p not in SHOW_NO_CASE])
def test_analyst_and_administrator_reach_no_case(role: Role, permission: Permission) -> None:
    assert find_reach([role], permission) is None


def test_analyst_sees_how_far_codings_agree_and_administrator_does_not() -> None:
    permission = Permission.READ_AGREEMENT

    assert find_reach([Role.ANALYST], permission) is Reach.OWN_ORGANISATION
    assert find_reach([Role.ADMINISTRATOR], permission) is None


def test_datasets_are_counted_by_analysts_alone_and_suspects_are_not_for_those_who_help() -> None:
    counted = {role: find_reach([role], Permission.READ_DATASETS) for role in Role}
    suspects = {role for role in Role if find_reach([role], Permission.COMPLETE_SUSPECTS)}

    assert counted == {**dict.fromkeys(Role), Role.ANALYST: Reach.COUNTS_ALONE}
    assert suspects == {Role.INSPECTOR, Role.SUPERVISOR, Role.ANALYST}


def test_drafts_are_tried_on_counts_by_administrators_and_on_own_cases_by_supervisors() -> None:
    reaches = {role: find_reach([role], Permission.PREVIEW_IMPACT) for role in Role}

    assert reaches == {
        **dict.fromkeys(Role),
        Role.SUPERVISOR: Reach.OWN_ORGANISATION,
        Role.ADMINISTRATOR: Reach.COUNTS_ALONE,
    }


@pytest.mark.parametrize("permission", [Permission.REVIEW, Permission.REFER])
def test_supervisors_alone_review_and_refer_in_their_organisation(permission: Permission) -> None:
    reaches = {role: find_reach([role], permission) for role in Role}

    assert reaches == {**dict.fromkeys(Role), Role.SUPERVISOR: Reach.OWN_ORGANISATION}


def test_referrals_are_answered_by_those_who_help_and_by_supervisors() -> None:
    reaches = {role: find_reach([role], Permission.ANSWER_REFERRALS) for role in Role}

    taking_on = dict.fromkeys((Role.OUTREACH, Role.SUPERVISOR), Reach.OWN_ORGANISATION)
    assert reaches == {**dict.fromkeys(Role), **taking_on}


def test_what_is_due_is_destroyed_by_supervisors_and_administrators_of_the_organisation() -> None:
    reaches = {role: find_reach([role], Permission.PURGE) for role in Role}

    deciding = dict.fromkeys((Role.SUPERVISOR, Role.ADMINISTRATOR), Reach.OWN_ORGANISATION)
    assert reaches == {**dict.fromkeys(Role), **deciding}


def test_who_a_case_is_about_is_open_to_no_analyst_and_no_administrator() -> None:
    may = {role for role in Role if find_reach([role], Permission.KNOW_PERSONS)}

    assert may == {Role.INSPECTOR, Role.OUTREACH, Role.SUPERVISOR}


@pytest.mark.parametrize("permission", [Permission.RESET_SIGN_INS, Permission.ADMINISTER])
def test_administrator_alone_looks_after_people(permission: Permission) -> None:
    may = {role for role in Role if find_reach([role], permission)}

    assert may == {Role.ADMINISTRATOR}


def test_emergencies_are_for_field_workers_and_told_to_those_who_answer_for_the_cases() -> None:
    may_open = {role for role in Role if find_reach([role], Permission.BREAK_GLASS)}
    are_told = {role for role in Role if find_reach([role], Permission.READ_GLASS)}

    assert may_open == set(FIELD_WORKERS)
    assert are_told == {Role.SUPERVISOR, Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMINISTRATOR])
def test_who_sees_no_cases_or_names_has_no_role_beside_that(role: Role) -> None:
    assert find_lonely([role]) is None
    assert find_lonely([Role.SUPERVISOR, role]) is role
    assert find_lonely([Role.SUPERVISOR, Role.INSPECTOR]) is None


def test_widest_reach_counts_among_several_roles() -> None:
    roles = [Role.INSPECTOR, Role.SUPERVISOR]

    assert find_reach(roles, Permission.READ_CASES) is Reach.OWN_ORGANISATION
    assert find_reach(roles, Permission.SCREEN) is Reach.OWN_AREAS
