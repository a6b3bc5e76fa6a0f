"""An invented organisation to try Threshold with: one person for each role, some screenings."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from app.cases.roles import Role
from app.services.actors import Actor, build_actor
from app.services.sample_codings import SamplePeople, lead_codings
from app.services.sample_directory import fill_directory
from app.services.sample_records import keep_sample_records
from app.services.sample_screenings import BY_INSPECTOR, BY_OUTREACH, lead_screenings
from app.services.sample_tasks import set_sample_tasks
from app.services.sample_visits import tell_of_visit
from app.services.workplace import Workplace
from app.store.account_keys import AccountKey, seal_secret
from app.store.accounts import (
    NewAccount,
    create_account,
    create_area,
    create_organisation,
    find_account,
    has_accounts,
)
from app.store.ids import AreaId, OrganisationId

COUNTRY: Final = "ZZ"
INSPECTORATE: Final = "Labour Inspectorate of Vardania (invented)"
HELPERS: Final = "Open Door (invented)"
# What the authenticator apps of all invented people are set up with. It protects nothing.
SECRET_OF_SAMPLE: Final = "THRESHOLDTHRESHOLDTHRESHOLDTHRES"  # noqa: S105 - It is printed.


@dataclass(frozen=True)
class SignIn:
    """What an invented person signs in with."""

    role: str
    email: str
    password: str


@dataclass(frozen=True)
class SamplePerson:
    """An invented person; `areas` are codes."""

    role: Role
    name: str
    email: str
    organisation: str
    areas: tuple[str, ...]

    @property
    def sign_in(self) -> SignIn:
        """Give what this person signs in with: invented, and only ever in a demonstration."""
        return SignIn(self.role.value, self.email, f"only for trying: {self.role.value}")


PEOPLE: Final = (
    SamplePerson(
        Role.INSPECTOR, "Ilin Draga", "inspector@vardania.example", INSPECTORATE, ("north",)
    ),
    SamplePerson(
        Role.OUTREACH, "Oma Selim", "outreach@vardania.example", HELPERS, ("north", "south")
    ),
    SamplePerson(
        Role.SUPERVISOR, "Sava Norin", "supervisor@vardania.example", INSPECTORATE, ("north",)
    ),
    SamplePerson(Role.ANALYST, "Ana Lidor", "analyst@vardania.example", INSPECTORATE, ("north",)),
    SamplePerson(
        Role.ADMINISTRATOR, "Ado Minar", "administrator@vardania.example", INSPECTORATE, ("north",)
    ),
)

# Nobody signs in as this one, who has led the interviews that were coded by two people.
COLLEAGUE: Final = SamplePerson(
    Role.INSPECTOR, "Ivo Tarn", "colleague@vardania.example", INSPECTORATE, ("north",)
)


class SampleRefusedError(Exception):
    """The database holds something else than the sample."""


def load_sample(
    session: Session,
    workplace: Workplace,
    key: AccountKey,
    hash_password: Callable[[str], str],
) -> tuple[SignIn, ...]:
    """Load the sample into an empty database, and give what its people sign in with.

    Where it is loaded already, nothing changes but that a second factor is given to those who
    were loaded without one. Raises SampleRefusedError if others are there.
    """
    sign_ins = tuple(person.sign_in for person in PEOPLE)
    found = [find_account(session, each.email) for each in sign_ins]
    if all(found):
        _give_second_factors(session, key)
        return sign_ins
    if has_accounts(session):
        raise SampleRefusedError(
            "There are people in this database already, so no invented ones are put beside them. "
            "Use an empty database for the sample."
        )
    _create_people(session, workplace, hash_password)
    _give_second_factors(session, key)
    _lead_interviews(session, workplace)
    lead_codings(session, workplace, _find_people_of_codings(session))
    _keep_records(session, workplace)
    return sign_ins


def _lead_interviews(session: Session, workplace: Workplace) -> None:
    """Let the invented people screen, and name those to whom they can refer."""
    inspector = _find_actor(session, Role.INSPECTOR)
    led = lead_screenings(session, workplace, inspector, BY_INSPECTOR)
    tell_of_visit(session, workplace, inspector, led[1:3])
    set_sample_tasks(session, workplace, inspector, led[1])
    helper = _find_actor(session, Role.OUTREACH)
    lead_screenings(session, workplace, helper, BY_OUTREACH)
    administrator = _find_actor(session, Role.ADMINISTRATOR)
    fill_directory(session, workplace, administrator, helper.organisation, COUNTRY)


def _keep_records(session: Session, workplace: Workplace) -> None:
    analyst, supervisor = (_find_actor(session, each) for each in (Role.ANALYST, Role.SUPERVISOR))
    keep_sample_records(session, workplace, analyst, supervisor, COUNTRY)


def _find_people_of_codings(session: Session) -> SamplePeople:
    return SamplePeople(
        first=_find_person(session, COLLEAGUE.email),
        asking=_find_actor(session, Role.SUPERVISOR),
        second=_find_actor(session, Role.INSPECTOR),
    )


def is_of_sample(email: str) -> bool:
    """Say whether an address is that of an invented person."""
    return email in {person.email for person in PEOPLE}


def has_sample(session: Session) -> bool:
    """Say whether an invented person can sign in to this database."""
    return any(find_account(session, person.email) is not None for person in PEOPLE)


def _give_second_factors(session: Session, key: AccountKey) -> None:
    for person in PEOPLE:
        account = find_account(session, person.email)
        if account is not None and account.totp_secret is None:
            account.totp_secret = seal_secret(key, account.id, SECRET_OF_SAMPLE)


def _find_actor(session: Session, role: Role) -> Actor:
    return _find_person(session, next(each.email for each in PEOPLE if each.role is role))


def _find_person(session: Session, email: str) -> Actor:
    account = find_account(session, email)
    if account is None:
        raise LookupError(email)
    return build_actor(account)


def _create_people(
    session: Session, workplace: Workplace, hash_password: Callable[[str], str]
) -> None:
    organisations: dict[str, OrganisationId] = {
        INSPECTORATE: create_organisation(session, INSPECTORATE, "inspectorate", COUNTRY),
        HELPERS: create_organisation(session, HELPERS, "civil_society", COUNTRY),
    }
    areas: dict[str, AreaId] = {
        "north": create_area(session, COUNTRY, "north", "North (invented)"),
        "south": create_area(session, COUNTRY, "south", "South (invented)"),
    }
    for person in (*PEOPLE, COLLEAGUE):
        can_sign_in = person is not COLLEAGUE
        create_account(
            session,
            NewAccount(
                email=person.email,
                name=person.name,
                password_hash=hash_password(person.sign_in.password) if can_sign_in else None,
                organisation_id=organisations[person.organisation],
                roles=(person.role.value,),
                areas=tuple(areas[code] for code in person.areas),
                created_at=workplace.clock.now(),
            ),
        )
