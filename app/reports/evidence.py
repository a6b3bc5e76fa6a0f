"""Which evidence files there are, as a summary lists them: they stay where they are."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class EvidenceListed:
    """A file: the label of the indicator that it supports, what it is and shows, and its SHA-256.

    `kind` is a media type; `said` is in the words of whoever added it.
    """

    indicator: str
    kind: str
    said: str
    sha256: str
    added_on: date
