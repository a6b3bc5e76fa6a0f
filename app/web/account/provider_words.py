"""What is told where the identity provider's word opens nothing."""

from typing import Final

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.provider.model import Refusal

NO_ACCOUNT: Final = lazy_gettext(
    "%(name)s knows who you are, but nobody here is linked to that. Sign in with your password, "
    "and ask an administrator of your organisation."
)
WORDS: Final[dict[Refusal, LazyString]] = {
    Refusal.UNREACHABLE: lazy_gettext(
        "%(name)s does not answer. Sign in with your password, or try again in a while."
    ),
    Refusal.UNFIT: lazy_gettext(
        "%(name)s is not set up as it should be. Sign in with your password, and tell whoever "
        "runs this server."
    ),
    Refusal.STATE: lazy_gettext(
        "This way from %(name)s was not begun in this browser, was used already, or took more "
        "than ten minutes. Begin again."
    ),
    Refusal.DECLINED: lazy_gettext("%(name)s sent you back without a sign-in. Begin again."),
    Refusal.MIX_UP: lazy_gettext(
        "What came back was not from %(name)s. Nothing was opened. If it happens again, tell "
        "whoever runs this server."
    ),
    Refusal.CODE: lazy_gettext("%(name)s did not take back what it had given. Begin again."),
    Refusal.SIGNATURE: lazy_gettext(
        "What came was not signed by %(name)s. Nothing was opened; tell whoever runs this server."
    ),
    Refusal.ISSUER: lazy_gettext(
        "What came was made by another than %(name)s. Nothing was opened; tell whoever runs this "
        "server."
    ),
    Refusal.AUDIENCE: lazy_gettext(
        "What came from %(name)s was made for another service. Nothing was opened."
    ),
    Refusal.EXPIRED: lazy_gettext(
        "What came from %(name)s is not valid at this time. Begin again; if it happens again, the "
        "clock of a server is wrong."
    ),
    Refusal.NONCE: lazy_gettext(
        "What came from %(name)s belongs to another sign-in. Nothing was opened. Begin again."
    ),
    Refusal.NOT_FRESH: lazy_gettext(
        "%(name)s did not ask you again who you are. Show it here with your password."
    ),
    Refusal.SUBJECT: lazy_gettext("%(name)s did not say who you are. Nothing was opened."),
    Refusal.UNKNOWN: NO_ACCOUNT,
    # That there was an account is told to nobody who can't open it.
    Refusal.CLOSED: NO_ACCOUNT,
    Refusal.OTHER_PERSON: lazy_gettext(
        "At %(name)s somebody else signed in than who is signed in here. Nothing was opened."
    ),
    Refusal.NOT_ALLOWED: lazy_gettext(
        "An administrator has to let you link your account to %(name)s first; that lasts for "
        "three days."
    ),
    Refusal.TAKEN: lazy_gettext(
        "Who you are at %(name)s is linked to another account here. Nothing was changed."
    ),
}


def get_words(refusal: Refusal, name: str) -> str:
    """Give the sentence for a refusal, with how people call the provider."""
    return str(WORDS[refusal]) % {"name": name}
