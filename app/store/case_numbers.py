"""Case numbers: short enough to read out, and nothing can be counted or guessed from them.

`T-2026-4938-1725` is the year, seven random digits and a check digit, which finds every single
wrong digit and every two neighbours that changed places (Damm's algorithm).
"""

import re
import secrets
from typing import Final, NewType

CaseNumber = NewType("CaseNumber", str)

RANDOM_DIGITS: Final = 7
WRITTEN: Final = re.compile(r"T(\d{4})(\d{8})", re.ASCII)

# A totally antisymmetric quasigroup of order ten, as H. M. Damm published it in 2004.
DAMM: Final = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def draw_case_number(year: int) -> CaseNumber:
    """Give a random case number of this year; whoever uses it sees to it that it is new."""
    digits = f"{secrets.randbelow(10**RANDOM_DIGITS):0{RANDOM_DIGITS}d}"
    return _write(f"{year:04d}", f"{digits}{_check_digit(f'{year:04d}{digits}')}")


def parse_case_number(text: str) -> CaseNumber | None:
    """Read a case number as people type it, with or without dashes; None if it can't be one."""
    match = WRITTEN.fullmatch(re.sub(r"[\s\u2010-\u2015-]", "", text).upper())
    if match is None or _check_digit(match[1] + match[2]) != 0:
        return None
    return _write(match[1], match[2])


def _write(year: str, digits: str) -> CaseNumber:
    return CaseNumber(f"T-{year}-{digits[:4]}-{digits[4:]}")


def _check_digit(digits: str) -> int:
    """Give the digit to add; nought for digits that end with theirs."""
    interim = 0
    for digit in digits:
        interim = DAMM[interim][int(digit)]
    return interim
