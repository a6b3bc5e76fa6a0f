"""Help for who can't sign in any more: one administrator asks, and another resets."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.cases.roles import Role
from app.services.passwords import make_passphrase
from app.services.sign_in_desk import SignInDesk
from app.services.signing_in import end_all
from app.store.accounts import get_account, list_accounts
from app.store.ids import OrganisationId, ResetId, new_id
from app.store.sign_in import find_reset, forget_factors, list_open_resets
from app.store.tables import Account, Reset

NOT_WAITING: Final = "This was reset already, or was asked for more than a day ago."
WAITING: Final = timedelta(days=1)
# A passphrase that somebody else has seen opens an account for so long.
PASSPHRASE_LASTS: Final = timedelta(days=3)


class ResetRefusedError(Exception):
    """This reset is not possible; the message is fit for people."""


@dataclass(frozen=True)
class OpenReset:
    """A reset that waits for another administrator."""

    reset: Reset
    account: Account
    asked_by: Account

    @property
    def is_new(self) -> bool:
        """Say whether it is for somebody who was never let in."""
        return self.account.password is None


def list_people(session: Session, organisation: OrganisationId) -> tuple[Account, ...]:
    """Give the people of an organisation whose sign-in can be reset, by name."""
    people = (each for each in list_accounts(session) if each.active)
    own = (each for each in people if each.organisation_id == organisation)
    return tuple(sorted(own, key=lambda each: (each.name.casefold(), each.id)))


def ask_for_reset(
    session: Session, desk: SignInDesk, administrator: Account, account: Account
) -> Reset:
    """Note that an administrator wants somebody's sign-in reset, or raise ResetRefusedError."""
    _check_administrator(administrator, account)
    reset = Reset(
        id=ResetId(new_id()),
        account_id=account.id,
        asked_by=administrator.id,
        asked_at=desk.clock.now(),
    )
    session.add(reset)
    session.flush()
    return reset


def list_waiting(
    session: Session, desk: SignInDesk, organisation: OrganisationId
) -> tuple[OpenReset, ...]:
    """Give the resets that wait for another administrator of an organisation, oldest first."""
    waiting = list_open_resets(session, desk.clock.now() - WAITING)
    found = (
        OpenReset(each, get_account(session, each.account_id), get_account(session, each.asked_by))
        for each in waiting
    )
    return tuple(each for each in found if each.account.organisation_id == organisation)


def decide_reset(
    session: Session,
    desk: SignInDesk,
    administrator: Account,
    reset_id: ResetId,
    hash_password: Callable[[str], str],
) -> str:
    """Reset a sign-in as the second administrator, and give the passphrase to hand over.

    Sessions end, and every second factor is taken away. Raises ResetRefusedError.
    """
    reset = _get_waiting(session, desk, reset_id)
    account = get_account(session, reset.account_id)
    if administrator.organisation_id != account.organisation_id:
        # Whether another organisation waits for a reset is not told.
        raise ResetRefusedError(NOT_WAITING)
    _check_administrator(administrator, account)
    if reset.asked_by == administrator.id:
        raise ResetRefusedError("Another administrator than the one who asked has to do this.")
    reset.decided_by, reset.decided_at = administrator.id, desk.clock.now()
    reset.outcome = "reset"
    return give_passphrase(session, desk, account, hash_password)


def give_passphrase(
    session: Session, desk: SignInDesk, account: Account, hash_password: Callable[[str], str]
) -> str:
    """Give an account a passphrase to begin with, and take everything else that opened it."""
    words = make_passphrase()
    account.password = hash_password(words)
    account.password_until = desk.clock.now() + PASSPHRASE_LASTS
    forget_factors(session, account)
    end_all(session, desk, account.id)
    return words


def is_administrator(account: Account) -> bool:
    """Say whether somebody may help others with their sign-in."""
    return account.active and any(role.name == Role.ADMINISTRATOR.value for role in account.roles)


def _get_waiting(session: Session, desk: SignInDesk, reset_id: ResetId) -> Reset:
    reset = find_reset(session, reset_id)
    too_old = desk.clock.now() - WAITING
    if reset is None or reset.decided_at is not None or reset.asked_at <= too_old:
        raise ResetRefusedError(NOT_WAITING)
    return reset


def _check_administrator(administrator: Account, account: Account) -> None:
    if not is_administrator(administrator):
        raise ResetRefusedError(f"{administrator.email} is not an administrator.")
    if administrator.organisation_id != account.organisation_id:
        raise ResetRefusedError("Administrators reset sign-ins of their own organisation only.")
    if administrator.id == account.id:
        raise ResetRefusedError("Nobody resets their own sign-in.")
