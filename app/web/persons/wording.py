"""Words for names and for persons who are alike."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.cases.persons import NameKind, NameOrder

ORDERS: Final[Mapping[NameOrder, LazyString]] = {
    NameOrder.UNKNOWN: lazy_gettext("Not known"),
    NameOrder.GIVEN_FIRST: lazy_gettext("Given name first"),
    NameOrder.FAMILY_FIRST: lazy_gettext("Family name first"),
    NameOrder.ONE_NAME: lazy_gettext("This person has one name"),
}
KINDS: Final[Mapping[NameKind, LazyString]] = {
    NameKind.MAIN: lazy_gettext("Name"),
    NameKind.SPELLING: lazy_gettext("Also written"),
    NameKind.ALIAS: lazy_gettext("Also called"),
}
DO_NOT_CALL: Final = lazy_gettext("Do not call: it could put the person in danger")
DO_NOT_WRITE: Final = lazy_gettext("Do not write: it could put the person in danger")
