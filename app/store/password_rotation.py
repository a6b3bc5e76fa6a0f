"""What hangs on the key of passwords, carried over to a new one, until the old one can go."""

from contextlib import suppress
from typing import Final

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.store.account_keys import derive_account_keys, seal_secret, unseal_secret
from app.store.accounts import list_accounts
from app.store.errors import SealError
from app.store.key_files import Key
from app.store.password_keys import Hanging, PasswordKeys, name_hash, name_key, split_hash
from app.store.tables import (
    Account,
    Attempt,
    Challenge,
    KnownPlace,
    RecoveryCode,
    SignInSession,
)

# Fingerprints under the old key that nobody can make again: everybody signs in anew, and places
# are known again from then on.
FORGOTTEN: Final = (SignInSession, Challenge, KnownPlace, Attempt)


def begin_under_new_key(session: Session, keys: PasswordKeys, new: Key) -> None:
    """Have everything hang on a new key that needs no password, and the rest say what it hangs on.

    `keys` are those until now. Passwords and recovery codes wait until they are typed or made anew.
    """
    # What has no name yet hangs on the oldest key, and would be told no more once that is gone.
    first = keys.all[-1].secret
    for account in list_accounts(session):
        if account.password and not split_hash(account.password)[0]:
            account.password = name_hash(first, account.password)
    unnamed = update(RecoveryCode).where(RecoveryCode.made_under.is_(None))
    session.execute(unnamed.values(made_under=name_key(first)))
    seal_secrets_again(session, PasswordKeys(new, keys.all))
    for table in FORGOTTEN:
        session.execute(delete(table))


def seal_secrets_again(session: Session, keys: PasswordKeys) -> None:
    """Seal the secrets of all authenticator apps under the newest key.

    One that no key opens stays as it is: its person needs a reset, now as before.
    """
    key = derive_account_keys(keys)
    for account in list_accounts(session):
        if account.totp_secret is not None:
            with suppress(SealError):
                secret = unseal_secret(key, account.id, account.totp_secret)
                account.totp_secret = seal_secret(key, account.id, secret)


def count_hanging(session: Session, keys: PasswordKeys) -> Hanging:
    """Count the people whose password or recovery codes hang on an older key still."""
    kept = select(Account.password).where(Account.active, Account.password.is_not(None))
    under = [keys.find_for(each or "") for each in session.scalars(kept)]
    codes = (
        select(RecoveryCode.account_id, RecoveryCode.made_under)
        .join(Account, Account.id == RecoveryCode.account_id)
        .where(Account.active)
        .distinct()
    )
    names = {name_key(each.secret) for each in keys.older}
    if keys.older:
        names.add("")
    return Hanging(
        passwords=sum(each is not None and each is not keys.newest for each in under),
        recovery_codes=len(
            {account for account, name in session.execute(codes) if (name or "") in names}
        ),
        lost=sum(each is None for each in under),
    )
