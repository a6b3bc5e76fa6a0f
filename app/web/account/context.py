"""What the pages of signing in show."""

from dataclasses import dataclass, replace

from flask_babel import gettext

from app.services.provider_sign_in import LinkState, get_link_state, is_vouched
from app.services.sample import SECRET_OF_SAMPLE, is_of_sample
from app.services.second_factors import is_set_up_with, make_code
from app.services.session import Session
from app.services.sign_in_desk import SignInDesk
from app.services.signing_in import list_missing
from app.store.sign_in import list_passkeys
from app.store.tables import SignInSession
from app.web.components import Field, FieldError


@dataclass(frozen=True)
class SignInPage:
    """The fields for address and password; every refusal reads alike.

    `provider` is how people call the identity provider by which they may sign in too.
    """

    errors: tuple[FieldError, ...]
    email: Field
    password: Field
    following: str
    provider: str = ""


@dataclass(frozen=True)
class SecondPage:
    """How the second factor can be shown; `demonstration` is the code of an invented person.

    `provider` is how people call the identity provider that may stand for the password here.
    """

    errors: tuple[FieldError, ...]
    following: str
    has_passkeys: bool
    needs_second: bool
    code: Field
    recovery: Field
    demonstration: str
    password: Field | None = None
    provider: str = ""


def build_sign_in(
    following: str, email: str = "", *, provider: str = "", failed: bool = False
) -> SignInPage:
    """Give the page that asks for address and password."""
    sentence = gettext(
        "This e-mail address and password don't open an account. Look at both and try again."
    )
    return SignInPage(
        errors=(FieldError("email", sentence),) if failed else (),
        email=Field(
            "email",
            gettext("E-mail address"),
            value=email,
            error=sentence if failed else "",
            input_type="email",
            autocomplete="username",
            is_first=not failed,
        ),
        password=build_password(gettext("Password")),
        following=following,
        provider=provider,
    )


def build_second(
    session: Session,
    desk: SignInDesk,
    each: SignInSession,
    following: str,
    *,
    failed: bool = False,
) -> SecondPage:
    """Give the page that asks for the second factor."""
    sentence = gettext(
        "That was not right. A code changes every 30 seconds and is taken once: wait for the "
        "next one, and look whether the clock of your telephone is right."
    )
    error = sentence if failed else ""
    has_passkeys = bool(list_passkeys(session, each.account_id))
    return SecondPage(
        errors=(FieldError("code", sentence),) if failed else (),
        following=following,
        has_passkeys=has_passkeys,
        needs_second=not list_missing(session, each.account).second_factor,
        code=_build_code(error, is_first=not failed and not has_passkeys),
        recovery=Field("recovery", gettext("Recovery code"), width=20),
        demonstration=_find_code_of_sample(desk, each),
    )


def build_again(
    session: Session,
    desk: SignInDesk,
    each: SignInSession,
    following: str,
    *,
    provider: str = "",
    failed: bool = False,
) -> SecondPage:
    """Give the page that asks somebody for both factors again.

    Where the provider said just now again who they are, the second one alone is asked for.
    """
    page = build_second(session, desk, each, following, failed=failed and is_vouched(desk, each))
    if is_vouched(desk, each):
        return page
    sentence = gettext("The password or the second factor was not right. Try both again.")
    password = build_password(gettext("Password"), sentence if failed else "", is_first=not failed)
    errors = (FieldError("password", sentence),) if failed else ()
    is_linked = get_link_state(session, desk, each.account_id) is LinkState.LINKED
    return replace(
        page,
        errors=errors,
        code=_build_code("", is_first=False),
        password=password,
        provider=provider if is_linked else "",
    )


def build_password(label: str, error: str = "", *, is_first: bool = False) -> Field:
    """Give the field of a password that is known."""
    return Field(
        "password",
        label,
        error=error,
        input_type="password",
        autocomplete="current-password",
        is_first=is_first,
    )


def _build_code(error: str, *, is_first: bool) -> Field:
    return Field(
        "code",
        gettext("Code from your authenticator app"),
        hint=gettext("Six digits. Spaces don't matter."),
        error=error,
        autocomplete="one-time-code",
        keyboard="numeric",
        width=10,
        is_first=is_first,
    )


def _find_code_of_sample(desk: SignInDesk, each: SignInSession) -> str:
    """Give the code of an invented person, which only a demonstration ever shows."""
    is_invented = desk.is_demonstration and is_of_sample(each.account.email)
    if not is_invented or not is_set_up_with(desk, each.account, SECRET_OF_SAMPLE):
        return ""
    return make_code(SECRET_OF_SAMPLE, desk.clock.now())
