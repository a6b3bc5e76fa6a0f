"""What the pages show on which a second factor is added."""

from dataclasses import dataclass

from flask_babel import gettext

from app.services.sign_in_desk import SignInDesk
from app.web.components import Field, FieldError

LETTERS_AT_ONCE = 4


@dataclass(frozen=True)
class AppPage:
    """What an authenticator app is set up with: a picture, and the same in letters."""

    errors: tuple[FieldError, ...]
    picture: str
    secret: str
    code: Field


@dataclass(frozen=True)
class PasskeyPage:
    """What a passkey is called; `elsewhere` is the address at which one can be made."""

    errors: tuple[FieldError, ...]
    name: Field
    elsewhere: str


def build_app_page(picture: str, secret: str, *, failed: bool) -> AppPage:
    """Give the page on which an authenticator app is set up."""
    sentence = gettext(
        "That is not the code that the app should show now. Wait for the next one, and look "
        "whether the clock of your telephone is right."
    )
    code = Field(
        "code",
        gettext("Code that the app shows"),
        error=sentence if failed else "",
        autocomplete="one-time-code",
        keyboard="numeric",
        width=10,
    )
    places = range(0, len(secret), LETTERS_AT_ONCE)
    spaced = " ".join(secret[at : at + LETTERS_AT_ONCE] for at in places)
    return AppPage((FieldError("code", sentence),) if failed else (), picture, spaced, code)


def build_passkey_page(desk: SignInDesk, host: str, *, failed: bool = False) -> PasskeyPage:
    """Give the page on which a passkey or security key is added."""
    sentence = gettext("The passkey could not be added. Try again, or take another key.")
    name = Field(
        "name",
        gettext("What you call it"),
        hint=gettext("Such as “my telephone” or “blue key”, so that you know it later."),
        error=sentence if failed else "",
    )
    is_here = desk.party.origin.partition("://")[2] == host
    return PasskeyPage(
        (FieldError("name", sentence),) if failed else (),
        name,
        "" if is_here else desk.party.origin,
    )
