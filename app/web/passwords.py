"""How passwords are kept: Argon2id over an HMAC, by Flask-Security, under a key that is named."""

from datetime import timedelta
from functools import cached_property
from typing import Any, Final, cast

from flask import Flask, current_app
from flask_security import Security, SQLAlchemySessionUserDatastore, verify_password
from flask_security import hash_password as hash_in_context

from app.store.key_files import Key
from app.store.password_keys import PasswordKeys, name_hash, name_key, split_hash
from app.store.tables import Account, Role
from app.web.unit_of_work import session_of_request

_PASSWORDS: Final = "threshold.passwords"

CONFIGURATION: Final[dict[str, Any]] = {
    "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
    "SECURITY_FRESHNESS": timedelta(days=-1),
    "SECURITY_CLI_USERS_NAME": None,
    "SECURITY_CLI_ROLES_NAME": None,
    "SECURITY_USE_REGISTER_V2": True,
    "SECURITY_DEFAULT_REMEMBER_ME": False,
    # Copied cookies are told by their session, not by the name of the browser.
    "SESSION_PROTECTION": None,
}

# What one guess costs, however strong the machine: the second recommendation of RFC 9106. Stated
# here so that another version of the library does not change it unseen.
COST_OF_A_GUESS: Final = {
    "argon2__memory_cost": 64 * 1024,
    "argon2__time_cost": 3,
    "argon2__parallelism": 4,
}
# How passwords are kept: the names follow SECURITY_PASSWORD_.
PASSWORDS: Final[dict[str, Any]] = {
    "HASH": "argon2",
    "SCHEMES": ["argon2"],
    "SINGLE_HASH": False,
    "HASH_PASSLIB_OPTIONS": COST_OF_A_GUESS,
}


class Passwords:
    """Hashes passwords under the newest key, and checks each under the key that it names."""

    def __init__(self, keys: PasswordKeys) -> None:
        self.keys = keys
        # The library takes its key from the application that is current.
        self._under = {
            name_key(each.secret): configure_passwords(Flask("app"), each) for each in keys.all
        }

    def hash(self, password: str) -> str:
        """Give the hash of a password, behind the name of the newest key."""
        secret = self.keys.newest.secret
        with self._under[name_key(secret)].app_context():
            return name_hash(secret, str(hash_in_context(password)))

    def check(self, password: str, kept: str | None) -> bool:
        """Say whether a password is the one with this hash.

        It takes as long without a hash, and with one whose key is no more.
        """
        key = None if kept is None else self.keys.find_for(kept)
        if kept is None or key is None:
            self._verify(password, self.of_nobody, self.keys.newest)
            return False
        return self._verify(password, kept, key)

    def make_anew(self, password: str, kept: str) -> str | None:
        """Give the hash of a right password under the newest key, None if it is under it now."""
        return None if self.keys.is_under_newest(kept) else self.hash(password)

    @cached_property
    def of_nobody(self) -> str:
        """Give a hash to compare with where there is none."""
        return self.hash("the password of nobody")

    def _verify(self, password: str, kept: str, key: Key) -> bool:
        with self._under[name_key(key.secret)].app_context():
            return bool(verify_password(password, split_hash(kept)[1]))


def register_passwords(app: Flask, keys: PasswordKeys) -> None:
    """Let an application keep passwords under these keys."""
    configure_passwords(app, keys.newest)
    made = Passwords(keys)
    # Made now: else the first guess at an unknown person would take twice as long.
    app.extensions[_PASSWORDS] = made if made.of_nobody else None


def get_passwords() -> Passwords:
    """Give what hashes and checks passwords in this application."""
    return cast("Passwords", current_app.extensions[_PASSWORDS])


def configure_passwords(app: Flask, key: Key) -> Flask:
    """Let the library of an application work with a key of passwords."""
    app.config["SECRET_KEY"] = app.config["SECRET_KEY"] or key.secret
    app.config.from_mapping(CONFIGURATION)
    for name, value in {**PASSWORDS, "SALT": key.secret.hex()}.items():
        app.config[f"SECURITY_PASSWORD_{name}"] = value
    datastore = SQLAlchemySessionUserDatastore(
        session_of_request,  # type: ignore[arg-type] # It stands for the session of each request.
        Account,
        Role,
    )
    Security(app, datastore, register_blueprint=False)
    return app
