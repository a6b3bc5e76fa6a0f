"""What evidence files may be, and why one is refused."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Final

LARGEST_FILE: Final = 10 * 1024 * 1024
MOST_OF_A_CASE: Final = 200


class FileKind(Enum):
    """The kinds of files that are taken in, by what they are and not by their names."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    PDF = "application/pdf"

    @property
    def is_picture(self) -> bool:
        """Say whether a page can show it."""
        return self is not FileKind.PDF


class Refusal(Enum):
    """Why a file is refused."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    OTHER_KIND = "other_kind"
    LOCKED = "locked"
    DAMAGED = "damaged"
    TOO_MUCH = "too_much"
    INFECTED = "infected"
    NOT_SCANNED = "not_scanned"


class RefusedFileError(Exception):
    """A file can't be taken in. Nothing of it is quoted: it may say anything."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True)
class Copied:
    """What a file really is, and a copy of it that is safe to show."""

    kind: FileKind
    shown_kind: FileKind
    shown: bytes = field(repr=False)
