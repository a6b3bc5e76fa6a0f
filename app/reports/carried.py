"""What a PDF carries for machines, read back from the file. Anybody may have made or changed it."""

import hashlib
import io
import json
import re
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any, Final

from app.reports.imprint import Kind, Level

NAME: Final = "assessment.json"
# Documents that are no summary of an interview carry what they say.
CONTENT: Final = "content.json"
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


def write_content(kind: Kind, content: Any, number: str, level: Level) -> str:
    """Give what a document says as JSON, codes and numbers as they are; the same gives the same.

    `content` is a dataclass that was built for this level.
    """
    whole = {
        "format": 1,
        "kind": kind.value,
        "document": number,
        "level": level.value,
        "content": asdict(content),
    }
    return json.dumps(whole, default=_plain, sort_keys=True, ensure_ascii=False, indent=1)


def _plain(value: object) -> str:
    return str(value.value) if isinstance(value, Enum) else str(value)


def read_carried(pdf: bytes) -> Carried:
    """Give what a PDF carries. Raises NothingCarriedError."""
    from pypdf import PdfReader  # noqa: PLC0415 - It takes half a second to load; few need it.
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - As above.

    try:
        reader = PdfReader(io.BytesIO(pdf))
        information = reader.metadata
        keywords = "" if information is None else str(information.get("/Keywords", ""))
        enclosed = [each for name in (NAME, CONTENT) for each in reader.attachments.get(name, [])]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NothingCarriedError("This is not a PDF that can be read.") from error
    declared = FINGERPRINT.search(keywords)
    if len(enclosed) != 1 or declared is None:
        raise NothingCarriedError("This PDF carries nothing that Threshold wrote.")
    return Carried(enclosed[0], declared[1])
