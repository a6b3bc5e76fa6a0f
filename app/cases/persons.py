"""Who a person is said to be, and how they may be reached: kept apart from every answer."""

import unicodedata
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

UNNAMED_SCRIPT: Final = "other"


class NameKind(Enum):
    """What a name is of a person; the values are the codes in the store."""

    MAIN = "main"
    SPELLING = "spelling"
    ALIAS = "alias"


class NameOrder(Enum):
    """Which part of a name comes first; the values are the codes in the store."""

    UNKNOWN = "unknown"
    GIVEN_FIRST = "given_first"
    FAMILY_FIRST = "family_first"
    ONE_NAME = "one_name"


@dataclass(frozen=True)
class WrittenName:
    """A name as it is written, in its own script and order."""

    text: str = field(repr=False)
    kind: NameKind = NameKind.MAIN
    order: NameOrder = NameOrder.UNKNOWN


@dataclass(frozen=True)
class Contact:
    """How a person can be reached; empty where nothing is known."""

    telephone: str = field(default="", repr=False)
    address: str = field(default="", repr=False)


def list_scripts(text: str) -> tuple[str, ...]:
    """Give the scripts of a text, as Unicode names them in small letters, in their order."""
    letters = (each for each in text if unicodedata.category(each).startswith("L"))
    named = (unicodedata.name(each, UNNAMED_SCRIPT).split()[0].lower() for each in letters)
    return tuple(dict.fromkeys(named))


def hide_unsafe(contact: Contact, *, do_not_call: bool, do_not_write: bool) -> Contact:
    """Leave out what must not be used: whoever reads it would use it."""
    shown = replace(contact, telephone="") if do_not_call else contact
    return replace(shown, address="") if do_not_write else shown


def keep_hidden(typed: Contact, stored: Contact, shown: Contact) -> Contact:
    """Give what is kept after a page on which some of it was hidden: what was not shown stays.

    Whatever was typed in its place replaces it.
    """
    return Contact(
        _keep(typed.telephone, stored.telephone, shown.telephone),
        _keep(typed.address, stored.address, shown.address),
    )


def _keep(typed: str, stored: str, shown: str) -> str:
    was_hidden = stored != shown
    return stored if was_hidden and not typed else typed
