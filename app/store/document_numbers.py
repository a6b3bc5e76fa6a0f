"""Numbers of documents: nobody can guess one, and they can be read out and typed.

`D-2026-7K3M-9QXA-4TBC` is the year and sixty random bits, in letters and digits none of which is
taken for another: no I, L, O or U.
"""

import re
import secrets
from typing import Final, NewType

DocumentNumber = NewType("DocumentNumber", str)

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_LETTERS: Final = 12
WRITTEN: Final = re.compile(rf"D(\d{{4}})([{ALPHABET}]{{{RANDOM_LETTERS}}})", re.ASCII)
MISTAKEN: Final = str.maketrans("ILO", "110")


def draw_document_number(year: int) -> DocumentNumber:
    """Give a random number of this year."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_LETTERS))
    return _write(f"{year:04d}", letters)


def parse_document_number(text: str) -> DocumentNumber | None:
    """Read a number as people type it; None if it can't be one."""
    bare = re.sub(r"[\s\u2010-\u2015-]", "", text).upper()
    match = WRITTEN.fullmatch(bare[:5] + bare[5:].translate(MISTAKEN))
    return None if match is None else _write(match[1], match[2])


def _write(year: str, letters: str) -> DocumentNumber:
    return DocumentNumber(f"D-{year}-{letters[:4]}-{letters[4:8]}-{letters[8:]}")
