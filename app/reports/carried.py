"""What a PDF carries for machines, read back from the file. Anybody may have made or changed it."""

import hashlib
import io
import re
from dataclasses import dataclass
from typing import Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError

NAME: Final = "assessment.json"
FINGERPRINT: Final = re.compile(r"\bsha256:([0-9a-f]{64})\b")


class NothingCarriedError(ValueError):
    """The file is no PDF of Threshold; the message says what is missing."""


@dataclass(frozen=True)
class Carried:
    """The JSON that a PDF carries, and the fingerprint that the PDF says it has."""

    content: bytes
    declared: str

    @property
    def fingerprint(self) -> str:
        """Give the SHA-256 of what is carried."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def is_unchanged(self) -> bool:
        """Say whether what is carried has the fingerprint that it was issued with."""
        return self.fingerprint == self.declared


def read_carried(pdf: bytes) -> Carried:
    """Give what a PDF carries. Raises NothingCarriedError."""
    try:
        reader = PdfReader(io.BytesIO(pdf))
        information = reader.metadata
        keywords = "" if information is None else str(information.get("/Keywords", ""))
        enclosed = reader.attachments.get(NAME, [])
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NothingCarriedError("This is not a PDF that can be read.") from error
    declared = FINGERPRINT.search(keywords)
    if len(enclosed) != 1 or declared is None:
        raise NothingCarriedError("This PDF carries no assessment of Threshold.")
    return Carried(enclosed[0], declared[1])
