"""Where a page of a list begins, as it stands in an address."""

from datetime import datetime

from app.store.cases import Mark
from app.store.ids import CaseId


def write_mark(mark: Mark) -> str:
    """Give a mark as text."""
    return f"{mark.created_at.isoformat()}_{mark.case_id}"


def read_mark(text: str) -> Mark | None:
    """Read what `write_mark` wrote; None if it is something else."""
    moment, _, case = text.partition("_")
    try:
        created_at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return None if created_at.tzinfo is None else Mark(created_at, CaseId(case))
