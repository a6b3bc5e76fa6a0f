"""Accounts are what sign-in needs: found by address, with roles, organisation and areas."""

from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from flask_security import SQLAlchemyUserDatastore
from sqlalchemy.exc import IntegrityError

from app.settings import Settings
from app.store.accounts import (
    NewAccount,
    create_account,
    create_organisation,
    find_account,
    get_account,
    has_accounts,
    list_accounts,
    list_areas,
    list_organisations,
)
from app.store.errors import NotFoundError
from app.store.ids import AccountId, AreaId, OrganisationId
from app.store.setup import Store, open_store, set_up_store
from app.store.tables import Account, Role


@pytest.fixture
def new(at: datetime) -> NewAccount:
    return NewAccount(
        email=" Supervisor@Example.org ",
        name="Supervisor",
        password_hash="$argon2id$",
        organisation_id=OrganisationId(1),
        roles=("supervisor", "analyst"),
        areas=(AreaId(1), AreaId(2)),
        created_at=at,
    )


def test_an_account_comes_back_with_its_roles_and_areas(
    store: Store, new: NewAccount, at: datetime
) -> None:
    with store.records.writing() as session:
        made = create_account(session, new)

    with store.records.reading() as session:
        found = get_account(session, made)
        assert found.email == "supervisor@example.org"
        assert [role.name for role in found.roles] == ["analyst", "supervisor"]
        assert [area.code for area in found.areas] == ["north", "south"]
        assert found.organisation.name == "Labour inspectorate"
        assert found.created_at == at
        assert found.is_active


def test_an_account_is_found_by_its_address_in_any_letter_case(
    store: Store, new: NewAccount
) -> None:
    with store.records.writing() as session:
        made = create_account(session, new)

    with store.records.reading() as session:
        found = find_account(session, "SUPERVISOR@example.org ")
        assert found is not None
        assert found.id == made
        assert find_account(session, "nobody@example.org") is None
        assert [account.id for account in list_accounts(session)] == [AccountId(1), made]


def test_an_address_is_used_once(store: Store, new: NewAccount) -> None:
    with store.records.writing() as session:
        create_account(session, new)

    with store.records.session_to_write() as session, pytest.raises(IntegrityError):
        create_account(session, replace(new, email="supervisor@EXAMPLE.org"))


@pytest.mark.parametrize(
    "change", [{"roles": ("king",)}, {"areas": (AreaId(9),)}], ids=["role", "area"]
)
def test_an_unknown_role_or_area_is_named(
    store: Store, new: NewAccount, change: dict[str, object]
) -> None:
    wrong = replace(new, **change)  # type: ignore[arg-type]

    with store.records.writing() as session, pytest.raises(NotFoundError, match="There is no"):
        create_account(session, wrong)


def test_organisations_and_areas_are_listed_by_name(store: Store) -> None:
    with store.records.writing() as session:
        create_organisation(session, "Asylum of hope", "ngo", "ZZ")

    with store.records.reading() as session:
        organisations = [one.name for one in list_organisations(session)]
        areas = [area.code for area in list_areas(session, "ZZ")]

    assert organisations == ["Asylum of hope", "Labour inspectorate"]
    assert areas == ["north", "south"]


def test_an_unknown_account_is_named(store: Store) -> None:
    with store.records.reading() as session, pytest.raises(NotFoundError, match="999"):
        get_account(session, AccountId(999))


def test_a_new_store_has_no_accounts(store: Store, empty_place: Settings) -> None:
    set_up_store(empty_place)
    new_store = open_store(empty_place)

    with new_store.records.reading() as empty, store.records.reading() as filled:
        assert not has_accounts(empty)
        assert has_accounts(filled)
    new_store.close()


@pytest.mark.both
def test_sign_in_finds_accounts_and_roles_by_its_own_means(store: Store, at: datetime) -> None:
    with store.records.writing() as session:
        # All it wants of the other database library is something with a session.
        database: Any = SimpleNamespace(session=session)
        people = SQLAlchemyUserDatastore(database, Account, Role)
        found = get_account(session, AccountId(1))

        people.add_role_to_user(found, "analyst")

        assert found.has_role("analyst")
        assert found.has_role("inspector")
        assert found.get_id() == found.fs_uniquifier
        assert found.created_at < at
