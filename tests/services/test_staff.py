"""People of an organisation: only two administrators together let somebody in."""

from types import SimpleNamespace
from typing import cast

import pytest

from app.cases.roles import Role
from app.services.actors import Actor, build_actor
from app.services.organisations import found_organisation
from app.services.people import Invitation, NewPerson, PersonRefusedError
from app.services.session import Session
from app.services.sign_in_desk import SignInDesk
from app.services.staff import Duties, end_colleague, find_person, invite_colleague
from app.services.workplace import Workplace
from app.store.accounts import find_account


class Founded:
    """An organisation that begins with its first administrator."""

    def __init__(self, session: Session, workplace: Workplace) -> None:
        self.session = session
        self.desk = cast("SignInDesk", SimpleNamespace(clock=workplace.clock))
        roles = (Role.ADMINISTRATOR,)
        new = NewPerson("oda@house.example", "Oda", roles, "Open House", "service", "ZZ", ())
        found_organisation(session, self.desk, new, str.upper)

    def find(self, name: str) -> Actor:
        account = find_account(self.session, f"{name}@house.example")
        assert account is not None
        return build_actor(account)

    def invite(self, by: str, name: str, role: Role) -> Invitation | None:
        who = (f"{name}@house.example", name.title(), Duties((role,), frozenset()))
        return invite_colleague(self.session, self.desk, self.find(by), who, str.upper)


@pytest.fixture
def house(session: Session, workplace: Workplace) -> Founded:
    return Founded(session, workplace)


def test_first_administrator_lets_another_one_in_and_nobody_before(house: Founded) -> None:
    with pytest.raises(PersonRefusedError, match="another administrator in first"):
        house.invite("oda", "eva", Role.SUPERVISOR)

    second = house.invite("oda", "ivo", Role.ADMINISTRATOR)

    assert second is not None
    assert house.invite("oda", "eva", Role.SUPERVISOR) is None


def test_who_ends_all_other_administrators_is_not_the_first_again(house: Founded) -> None:
    house.invite("oda", "ivo", Role.ADMINISTRATOR)
    oda, ivo = house.find("oda"), house.find("ivo")
    colleague = find_person(house.session, oda, str(ivo.account))
    assert colleague is not None
    end_colleague(house.session, house.desk, oda, colleague)

    with pytest.raises(PersonRefusedError, match="no other administrator"):
        house.invite("oda", "una", Role.ADMINISTRATOR)
