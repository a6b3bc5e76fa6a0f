"""Which passwords are taken: long ones that nobody guesses, or six words made by chance."""

from collections.abc import Iterable
from enum import Enum
from typing import Final

from passlib.pwd import genphrase
from zxcvbn import zxcvbn

SHORTEST: Final = 15
# Longer ones are no safer, and what is typed has to be worked through.
LONGEST: Final = 256
# The library looks at no more than this; what stands behind only makes a password harder.
LOOKED_AT: Final = 72
HARD_TO_GUESS: Final = 4
WORDS: Final = 6


class Weakness(Enum):
    """Why a password is not taken."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    GUESSABLE = "guessable"


def find_weakness(password: str, about: Iterable[str]) -> Weakness | None:
    """Say why a password is not taken, or None; `about` are words that others connect with it.

    There are no rules on kinds of characters. What counts is length, and that the password is no
    common one, no pattern, and not made of the person's own names.
    """
    if len(password) < SHORTEST:
        return Weakness.TOO_SHORT
    if len(password) > LONGEST:
        return Weakness.TOO_LONG
    known = ["threshold", *(word for text in about for word in (text, *text.split()))]
    found = zxcvbn(password[:LOOKED_AT], user_inputs=known)
    return None if found["score"] >= HARD_TO_GUESS else Weakness.GUESSABLE


def make_passphrase() -> str:
    """Give six words drawn by chance from a list of 7,776."""
    return str(genphrase(length=WORDS, wordset="eff_long", sep=" "))
