"""Sign-in and sign-out: Flask-Security with a password, and nothing else of it opened."""

from datetime import timedelta
from typing import Any, Final

from flask import Flask, flash, request
from flask_babel import gettext, ngettext
from flask_security import Security, SQLAlchemySessionUserDatastore
from flask_security import hash_password as hash_in_context
from flask_security.forms import LoginForm
from flask_security.signals import user_authenticated
from wtforms import EmailField, HiddenField, PasswordField

from app.services.actors import build_actor
from app.services.sittings import end_old_sittings
from app.store.tables import Account, Role
from app.web.components import Field, FieldError
from app.web.unit_of_work import get_session, get_workplace, session_of_request

NEVER: Final = timedelta(days=-1)

CONFIGURATION: Final[dict[str, Any]] = {
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_LOGIN_USER_TEMPLATE": "account/sign_in.html",
    "SECURITY_POST_LOGIN_VIEW": "/",
    "SECURITY_POST_LOGOUT_VIEW": "/sign-in",
    "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
    "SECURITY_FRESHNESS": NEVER,
    "SECURITY_STATIC_FOLDER": None,
    "SECURITY_CLI_USERS_NAME": None,
    "SECURITY_CLI_ROLES_NAME": None,
    "SECURITY_FLASH_MESSAGES": False,
    "SECURITY_API_ENABLED_METHODS": ["session"],
    "SECURITY_USE_REGISTER_V2": True,
    "SECURITY_DEFAULT_REMEMBER_ME": False,
}


# How passwords are kept: the names follow SECURITY_PASSWORD_.
PASSWORDS: Final[dict[str, Any]] = {
    "HASH": "argon2",
    "SCHEMES": ["argon2"],
    "SINGLE_HASH": False,
    "LENGTH_MIN": 15,
}


class SignInForm(LoginForm):
    """Address and password; a browser is never remembered beyond its session."""

    email = EmailField()
    password = PasswordField()
    next = HiddenField()
    remember = None


def register_sign_in(app: Flask, passwords: bytes) -> None:
    """Let people sign in to an application; `passwords` is the key that hashes are made with."""
    app.config.from_mapping(CONFIGURATION)
    for name, value in {**PASSWORDS, "SALT": passwords.hex()}.items():
        app.config[f"SECURITY_PASSWORD_{name}"] = value
    datastore = SQLAlchemySessionUserDatastore(
        session_of_request,  # type: ignore[arg-type] # It stands for the session of each request.
        Account,
        Role,
    )
    security = Security(app, datastore, login_form=SignInForm)
    # Sessions are the only way in: tokens in a header or an address are not looked at.
    app.login_manager.request_loader(_find_nobody)  # type: ignore[attr-defined]
    security.login_context_processor(_describe_sign_in)
    user_authenticated.connect(_end_old_sittings, app)


def hash_password(password: str, passwords: bytes) -> str:
    """Give the hash of a password as sign-in compares it; `passwords` is the key of all hashes."""
    app = Flask("app")
    app.config["SECRET_KEY"] = passwords
    register_sign_in(app, passwords)
    with app.app_context():
        return str(hash_in_context(password))


def _end_old_sittings(app: Flask, user: Account, **_: object) -> None:
    """Destroy what this person left open although it may not be kept."""
    del app
    ended = end_old_sittings(get_session(), get_workplace(), build_actor(user))
    if ended:
        sentence = ngettext(
            "%(num)s interview that may not be kept was still open from an earlier sitting. "
            "Everything in it was destroyed.",
            "%(num)s interviews that may not be kept were still open from an earlier sitting. "
            "Everything in them was destroyed.",
            ended,
        )
        flash(sentence, "warning")


def _find_nobody(request: object) -> None:
    del request


def _describe_sign_in() -> dict[str, Any]:
    """Give the sign-in page its fields; every refusal reads alike."""
    failed = request.method == "POST"
    sentence = gettext(
        "This e-mail address and password don't open an account. Look at both and try again."
    )
    return {
        "errors": (FieldError("email", sentence),) if failed else (),
        "email": Field(
            "email",
            gettext("E-mail address"),
            value=request.form.get("email", ""),
            error=sentence if failed else "",
            input_type="email",
            autocomplete="username",
        ),
        "password": Field(
            "password",
            gettext("Password"),
            input_type="password",
            autocomplete="current-password",
        ),
    }
