"""Words for sites, employers, recruiters and transporters."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.store.parties import PartyKind

KINDS: Final[Mapping[PartyKind, LazyString]] = {
    PartyKind.SITE: lazy_gettext("Site"),
    PartyKind.EMPLOYER: lazy_gettext("Employer"),
    PartyKind.RECRUITER: lazy_gettext("Recruiter"),
    PartyKind.TRANSPORTER: lazy_gettext("Transporter"),
}
KINDS_TO_CHOOSE: Final[Mapping[PartyKind, LazyString]] = {
    PartyKind.SITE: lazy_gettext("The site: where the work is"),
    PartyKind.EMPLOYER: lazy_gettext("The employer"),
    PartyKind.RECRUITER: lazy_gettext("The recruiter: who found or placed the worker"),
    PartyKind.TRANSPORTER: lazy_gettext("The transporter: who brought the worker here"),
}
