"""What a person agreed to: each consent by itself, dated, and until it is taken back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from app.conditions.truth import Truth


class ConsentKind(Enum):
    """What is asked for; the values are the codes in the store."""

    INTERVIEW = "interview"
    STORAGE = "storage"
    SHARING = "sharing"
    RESEARCH = "research"


class ConsentBy(Enum):
    """Who agrees; what a child says is called assent. The values are the codes in the store."""

    PERSON = "person"
    GUARDIAN = "guardian"
    CHILD_PROTECTION = "child_protection"


class Share(Enum):
    """What may be passed on besides what the person needs and how to speak with them."""

    IDENTITY = "identity"
    RESULT = "result"


# Who may agree beside a child. A guardian can have had a part in it; then child protection does.
BESIDE_A_CHILD: Final = (ConsentBy.GUARDIAN, ConsentBy.CHILD_PROTECTION)


@dataclass(frozen=True)
class Consent:
    """What somebody said on a day to one thing that was asked; a later word replaces it.

    `recipient` is who is to be told, by the id in the directory, and `purpose` what for: both are
    there for sharing alone.
    """

    kind: ConsentKind
    by: ConsentBy
    agrees: bool
    said_on: date
    recipient: str = ""
    purpose: str = field(default="", repr=False)
    shares: frozenset[Share] = frozenset()


@dataclass(frozen=True)
class Agreement:
    """That everybody agreed to one sharing: since when, what for, and to what."""

    since: date
    purpose: str = field(repr=False)
    shares: frozenset[Share]


class Missing(Enum):
    """Whose word is missing before anything is passed on."""

    PERSON = "person"
    CHILD = "child"
    BESIDE_CHILD = "beside_child"


def find_word(
    said: Iterable[Consent], kind: ConsentKind, by: ConsentBy, recipient: str = ""
) -> Consent | None:
    """Give the last word of somebody on one thing, of consents in their order; None without one."""
    asked = (kind, by, recipient)
    words = [each for each in said if (each.kind, each.by, each.recipient) == asked]
    return words[-1] if words else None


def list_missing(said: Iterable[Consent], recipient: str, under_18: Truth) -> tuple[Missing, ...]:
    """Give whose consent is missing to tell a recipient; whoever may be a child counts as one."""
    words = tuple(said)
    is_child = under_18 is not Truth.NO
    missing = []
    if not _agrees(words, ConsentBy.PERSON, recipient):
        missing.append(Missing.CHILD if is_child else Missing.PERSON)
    if is_child and not any(_agrees(words, by, recipient) for by in BESIDE_A_CHILD):
        missing.append(Missing.BESIDE_CHILD)
    return tuple(missing)


def find_agreement(said: Iterable[Consent], recipient: str, under_18: Truth) -> Agreement | None:
    """Give what may be told to a recipient: only what everybody agreed to. None if any is missing.

    Beside a child, whoever agreed last counts.
    """
    words = tuple(said)
    if list_missing(words, recipient, under_18):
        return None
    asked = (ConsentBy.PERSON, *(BESIDE_A_CHILD if under_18 is not Truth.NO else ()))
    found = (find_word(words, ConsentKind.SHARING, by, recipient) for by in asked)
    agreed = [each for each in found if each is not None and each.agrees]
    return Agreement(
        since=max(each.said_on for each in agreed),
        purpose=agreed[0].purpose,
        shares=frozenset.intersection(*(each.shares for each in agreed)),
    )


def _agrees(words: tuple[Consent, ...], by: ConsentBy, recipient: str) -> bool:
    word = find_word(words, ConsentKind.SHARING, by, recipient)
    return word is not None and word.agrees
