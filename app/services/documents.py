"""Documents that leave the screen: what each carries for machines, and what its pages bear."""

import hashlib
from dataclasses import dataclass

from app.reports.imprint import Imprint, Level
from app.services.carrying import carry
from app.services.interviews import Screening
from app.services.workplace import Workplace


@dataclass(frozen=True)
class Document:
    """What the pages of a document bear, and the JSON that it carries."""

    imprint: Imprint
    carried: str


def make_working_copy(workplace: Workplace, screening: Screening, level: Level) -> Document:
    """Give a document that is kept nowhere, has no number, and says so."""
    now = workplace.clock.now()
    carried = carry(screening, "", level, now.date())
    return Document(Imprint(level, fingerprint_carried(carried), now), carried)


def fingerprint_carried(carried: str) -> str:
    """Give the SHA-256 of what a document carries."""
    return hashlib.sha256(carried.encode()).hexdigest()
