"""What drafts would change in results that are stored, before anything changes: counts alone."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.assessment.compare import ResultChange
from app.assessment.impact import list_changes, list_deriving
from app.services.library import LEADING, Library, list_newest_editions, list_others
from app.store.assessments import list_newest_contents


@dataclass(frozen=True)
class Impact:
    """Of so many newest results, how many would change, and each change with its count.

    `beyond` counts those that can't be looked at here, since their questions or their country's
    values would change as well: their answers must be assessed again.
    """

    looked_at: int
    beyond: int
    changed: int
    changes: Mapping[ResultChange, int]


def preview(session: Session, library: Library) -> Impact:
    """Compare all newest results with what the newest versions in `library` would give.

    Read it with its drafts to see what these would change.
    """
    return count_changes(list_newest_contents(session), library)


def count_changes(contents: Iterable[str], library: Library) -> Impact:
    """Compare frozen assessments with what the newest versions would give, and count."""
    leading = tuple(list_newest_editions(library, LEADING))
    others = tuple(list_newest_editions(library, list_others(library)))
    newest = _list_newest_names(library)
    looked_at = beyond = changed = 0
    changes: Counter[ResultChange] = Counter()
    for content in contents:
        if not list_deriving(content) <= newest:
            beyond += 1
            continue
        found = list_changes(content, leading, others)
        looked_at += 1
        changed += bool(found)
        changes.update(found)
    return Impact(looked_at, beyond, changed, changes)


def _list_newest_names(library: Library) -> frozenset[str]:
    """Give the newest version of everything that indicators are derived by."""
    instruments = library.instruments
    shelves = (instruments.questionnaires, instruments.modules, instruments.parameters)
    return frozenset(
        shelf.newest(identity).name for shelf in shelves for identity in shelf.list_ids()
    )
