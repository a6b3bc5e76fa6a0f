"""Words for consents and referrals."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.cases.consents import ConsentBy, ConsentKind, Missing, Share
from app.cases.referrals import RecipientKind, ReferralState

KINDS: Final[Mapping[ConsentKind, LazyString]] = {
    ConsentKind.INTERVIEW: lazy_gettext("To talk with us"),
    ConsentKind.STORAGE: lazy_gettext("That the answers are kept"),
    ConsentKind.SHARING: lazy_gettext("That something is passed on"),
    ConsentKind.RESEARCH: lazy_gettext("That answers without a name are used to learn from"),
}
WHO: Final[Mapping[ConsentBy, LazyString]] = {
    ConsentBy.PERSON: lazy_gettext("The person (for a child: their own assent)"),
    ConsentBy.GUARDIAN: lazy_gettext("The guardian of the child"),
    ConsentBy.CHILD_PROTECTION: lazy_gettext("Child protection"),
}
SHARES: Final[Mapping[Share, LazyString]] = {
    Share.IDENTITY: lazy_gettext("Name and how to reach the person"),
    Share.RESULT: lazy_gettext("Whether there is a presumption of trafficking"),
}
MISSING: Final[Mapping[Missing, LazyString]] = {
    Missing.PERSON: lazy_gettext("Missing: the consent of the person."),
    Missing.CHILD: lazy_gettext("Missing: the assent of the person, who is or may be a child."),
    Missing.BESIDE_CHILD: lazy_gettext(
        "Missing: the consent of the guardian, or of child protection where the guardian refuses "
        "or may be involved. Ask the age if the person is not a child."
    ),
}
STATES: Final[Mapping[ReferralState, LazyString]] = {
    ReferralState.SENT: lazy_gettext("Sent, not answered yet"),
    ReferralState.ACCEPTED: lazy_gettext("Accepted"),
    ReferralState.REFUSED: lazy_gettext("Not accepted; what was passed on is deleted here"),
    ReferralState.REVOKED: lazy_gettext("Taken back; what was passed on is deleted here"),
}
RECIPIENT_KINDS: Final[Mapping[RecipientKind, LazyString]] = {
    RecipientKind.CHILD_PROTECTION: lazy_gettext("Child protection"),
    RecipientKind.HEALTH: lazy_gettext("Health"),
    RecipientKind.LABOUR: lazy_gettext("Labour inspection"),
    RecipientKind.LEGAL: lazy_gettext("Legal help"),
    RecipientKind.POLICE: lazy_gettext("Police"),
    RecipientKind.SHELTER: lazy_gettext("Shelter"),
    RecipientKind.SOCIAL: lazy_gettext("Social work"),
    RecipientKind.OTHER: lazy_gettext("Other help"),
}
ANSWERS: Final[Mapping[str, LazyString]] = {
    "yes": lazy_gettext("Yes, they agree"),
    "no": lazy_gettext("No, or they take it back"),
}
ABOUT_WORDS: Final = lazy_gettext("Note")
"""What the free words of a referral stand under."""
NO_DAY: Final = lazy_gettext(
    "Enter the day as year-month-day, such as 2026-03-05, not after today."
)
