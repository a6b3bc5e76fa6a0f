"""What every page of a document bears: its number, how much it discloses, and how to check it."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Kind(Enum):
    """What a document is; the values are the codes in the database."""

    SUMMARY = "summary"
    REFERRAL = "referral"
    SITE_VISIT = "site_visit"
    PROGRAMME = "programme"


class Level(Enum):
    """How much a document discloses; the values are the codes in the database.

    Full has people's own words. Case number only has none of them, and not who interviewed.
    Shareable has no case number, no answers and no exact days either.
    """

    FULL = "full"
    CASE_NUMBER = "case_number"
    SHAREABLE = "shareable"


@dataclass(frozen=True)
class Imprint:
    """How one document is told from all others, and where that can be checked.

    `fingerprint` is the SHA-256 of what the document carries for machines. A working copy has no
    `number`, and nobody can check it. `log_head` is where the log ended when it was made.
    """

    level: Level
    fingerprint: str
    made_at: datetime
    number: str = ""
    verify: str = ""
    log_head: str = ""

    @property
    def address(self) -> str:
        """Give the address of the page that says how the document stands."""
        return f"{self.verify}/{self.number}"

    @property
    def place(self) -> str:
        """Give where documents are checked, as people type it."""
        return self.verify.partition("://")[2]
