"""What drafts would change in results that are stored, before anything changes."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.assessment.compare import ResultChange
from app.assessment.impact import list_changes, list_deriving
from app.services.library import LEADING, Library, list_newest_editions, list_others
from app.store.assessments import NewestResult, list_newest_results
from app.store.log import Deed, note_act


@dataclass(frozen=True)
class Impact:
    """Of so many newest results, how many would change, and each change with its count.

    `beyond` counts those that can't be looked at here, since their questions or their country's
    values would change as well: their answers must be assessed again. `added` counts those that
    some rule set was never applied to; that it would be is among the changes, but changes nothing
    that was found.
    """

    looked_at: int
    beyond: int
    changed: int
    changes: Mapping[ResultChange, int]
    added: int = 0


@dataclass
class Counting:
    """Counts results one after the other, each by what would be different in it."""

    looked_at: int = 0
    beyond: int = 0
    changed: int = 0
    added: int = 0
    changes: Counter[ResultChange] = field(default_factory=Counter)

    def take(self, found: tuple[ResultChange, ...] | None) -> None:
        """Count one result; None where it can't be looked at."""
        if found is None:
            self.beyond += 1
            return
        self.looked_at += 1
        self.changed += any(each.before for each in found)
        self.added += not all(each.before for each in found)
        self.changes.update(found)

    def finish(self) -> Impact:
        """Give what was counted."""
        return Impact(self.looked_at, self.beyond, self.changed, self.changes, self.added)


Compare = Callable[[str], tuple[ResultChange, ...] | None]


def preview(session: Session, library: Library) -> Impact:
    """Compare all newest results with what the newest versions in `library` would give.

    Read it with its drafts to see what these would change.
    """
    note_act(session, Deed.COUNTED, "assessments")
    return count_changes((each.content for each in list_newest_results(session)), library)


def count_changes(contents: Iterable[str], library: Library) -> Impact:
    """Compare frozen assessments with what the newest versions would give, and count."""
    compare, counting = compare_with(library), Counting()
    for content in contents:
        counting.take(compare(content))
    return counting.finish()


def count_with_cases(
    results: Iterable[NewestResult], library: Library
) -> tuple[Impact, tuple[tuple[NewestResult, tuple[ResultChange, ...]], ...]]:
    """Count as count_changes does, and give each result that would change, with what of it."""
    compare, counting = compare_with(library), Counting()
    changed = []
    for each in results:
        found = compare(each.content)
        counting.take(found)
        different = tuple(change for change in found or () if change.before)
        if different:
            changed.append((each, different))
    return counting.finish(), tuple(changed)


def compare_with(library: Library) -> Compare:
    """Give a function that says what would be different in a frozen assessment.

    It gives None for one whose questions or values would change as well.
    """
    leading = tuple(list_newest_editions(library, LEADING))
    others = tuple(list_newest_editions(library, list_others(library)))
    newest = _list_newest_names(library)

    def compare(content: str) -> tuple[ResultChange, ...] | None:
        if not list_deriving(content) <= newest:
            return None
        return list_changes(content, leading, others)

    return compare


def _list_newest_names(library: Library) -> frozenset[str]:
    """Give the newest version of everything that indicators are derived by."""
    instruments = library.instruments
    shelves = (instruments.questionnaires, instruments.modules, instruments.parameters)
    return frozenset(
        shelf.newest(identity).name for shelf in shelves for identity in shelf.list_ids()
    )
