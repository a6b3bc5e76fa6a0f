"""What the page of resets shows."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from app.cases.roles import Role
from app.services.resets import OpenReset, list_people, list_waiting
from app.services.session import Session
from app.services.sign_in_desk import SignInDesk
from app.store.tables import Account
from app.web.components import Choice, Field
from app.web.frame import NAMES_OF_ROLES
from app.web.locale import write_moment


@dataclass(frozen=True)
class WaitingReset:
    """A reset that waits for another administrator; its own one can't decide it."""

    title: str
    about: str
    address: str
    button: str


@dataclass(frozen=True)
class ResetsPage:
    """What waits, and of whom one more can be asked."""

    waiting: tuple[WaitingReset, ...]
    person: Field


def build_resets(session: Session, desk: SignInDesk, administrator: Account) -> ResetsPage:
    """Give the page of resets."""
    organisation = administrator.organisation_id
    people = (each for each in list_people(session, organisation) if each.id != administrator.id)
    choices = tuple(Choice(str(each.id), f"{each.name} ({each.email})") for each in people)
    waiting = list_waiting(session, desk, organisation)
    return ResetsPage(
        waiting=tuple(_describe(each, administrator) for each in waiting),
        person=Field("person", gettext("Who can't sign in any more?"), choices=choices),
    )


def _describe(each: OpenReset, administrator: Account) -> WaitingReset:
    about = gettext(
        "%(name)s asked for it %(moment)s.",
        name=each.asked_by.name,
        moment=write_moment(each.reset.asked_at),
    )
    is_own = administrator.id in (each.reset.asked_by, each.account.id)
    address = "" if is_own else url_for("resets.decide", reset_id=each.reset.id)
    title = f"{each.account.name} ({each.account.email})"
    if not each.is_new:
        return WaitingReset(title, about, address, gettext("Reset this sign-in"))
    roles = ", ".join(str(NAMES_OF_ROLES[Role(role.name)]) for role in each.account.roles)
    new = gettext("New here: %(roles)s. Let in only whom you know.", roles=roles)
    return WaitingReset(title, f"{new} {about}", address, gettext("Let them in"))
