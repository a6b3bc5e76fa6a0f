"""The second factor without a key: codes of an authenticator app, and recovery codes."""

import hmac
from base64 import b32encode
from datetime import datetime
from typing import Final

import pyotp
from passlib.pwd import genword
from sqlalchemy.orm import Session

from app.services.sign_in_desk import SignInDesk
from app.store.account_keys import AccountKey, derive_bytes, mark, seal_secret, unseal_secret
from app.store.ids import AccountId
from app.store.sign_in import replace_recovery_codes, use_recovery_code
from app.store.tables import Account, SignInSession

ISSUER: Final = "Threshold"
SECONDS_OF_A_CODE: Final = 30
# Clocks of telephones go wrong: the code before and the code after are taken too.
CODES_AROUND: Final = (-1, 0, 1)
RECOVERY_CODES: Final = 10
LENGTH_OF_RECOVERY_CODES: Final = 16


def suggest_secret(desk: SignInDesk, each: SignInSession) -> str:
    """Give the secret that an authenticator app of this session's person is to be set up with.

    It is the same each time the page is shown, until it is taken, so that showing writes nothing.
    """
    before = (each.account.totp_secret or b"").hex()
    return b32encode(derive_bytes(desk.key, "totp", f"{each.id} {before}")).decode()


def write_address(account: Account, secret: str) -> str:
    """Give the address that an authenticator app reads from a picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=account.email, issuer_name=ISSUER)


def set_up_app(desk: SignInDesk, account: Account, secret: str, code: str) -> bool:
    """Take an authenticator app for an account if it shows a right code; say whether it did."""
    counter = _find_counter(desk, secret, code, after=None)
    if counter is None:
        return False
    keep_secret(desk, account, secret)
    account.totp_counter = counter
    return True


def keep_secret(desk: SignInDesk, account: Account, secret: str) -> None:
    """Let an account sign in with the codes of this secret."""
    account.totp_secret = seal_secret(desk.key, account.id, secret)
    account.totp_counter = None


def check_code(session: Session, desk: SignInDesk, account: Account, code: str) -> bool:
    """Say whether a code of the authenticator app is right, and use it up."""
    # Of two who send the same code at once, the second waits here and finds it used.
    session.refresh(account, with_for_update=True)
    if account.totp_secret is None:
        return False
    secret = unseal_secret(desk.key, account.id, account.totp_secret)
    counter = _find_counter(desk, secret, code, after=account.totp_counter)
    if counter is None:
        return False
    if len(desk.key.all) > 1:
        account.totp_secret = seal_secret(desk.key, account.id, secret)
    account.totp_counter = counter
    return True


def make_recovery_codes(session: Session, desk: SignInDesk, account: AccountId) -> tuple[str, ...]:
    """Give new recovery codes, to be shown this once; older ones are taken no more."""
    words = genword(length=LENGTH_OF_RECOVERY_CODES, charset="hex", returns=RECOVERY_CODES)
    marks = (_mark(desk.key, account, word) for word in words)
    replace_recovery_codes(session, account, marks, desk.key.name)
    return tuple("-".join(word[at : at + 4] for at in range(0, len(word), 4)) for word in words)


def check_recovery_code(session: Session, desk: SignInDesk, account: AccountId, code: str) -> bool:
    """Say whether a recovery code is right, and use it up."""
    typed = "".join(letter for letter in code.casefold() if letter.isalnum())
    return use_recovery_code(session, account, [_mark(key, account, typed) for key in desk.key.all])


def make_code(secret: str, moment: datetime) -> str:
    """Give the code that an app with this secret shows at a moment."""
    return pyotp.TOTP(secret).at(moment)


def is_set_up_with(desk: SignInDesk, account: Account, secret: str) -> bool:
    """Say whether the authenticator app of an account has just this secret."""
    sealed = account.totp_secret
    return sealed is not None and unseal_secret(desk.key, account.id, sealed) == secret


def _find_counter(desk: SignInDesk, secret: str, code: str, *, after: int | None) -> int | None:
    """Give the number of the code that was typed, unless it or a later one was taken before."""
    typed = "".join(code.split())
    now = int(desk.clock.now().timestamp()) // SECONDS_OF_A_CODE
    app = pyotp.TOTP(secret)
    for counter in (now + step for step in CODES_AROUND):
        is_new = after is None or counter > after
        if is_new and hmac.compare_digest(app.generate_otp(counter).encode(), typed.encode()):
            return counter
    return None


def _mark(key: AccountKey, account: AccountId, code: str) -> str:
    return mark(key, "recovery", f"{account} {code}")
