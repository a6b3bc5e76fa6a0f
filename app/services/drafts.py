"""The drafts that wait to be published, and what they would change in results that are stored."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.assessment.compare import ResultChange
from app.cases.roles import Permission
from app.documents.versioned import Versioned
from app.instruments.catalogue import Published, Shelf, VersionedT
from app.services.actors import Actor, NotAllowedError
from app.services.impact import Impact, count_changes, count_with_cases
from app.services.library import Library, load_library
from app.store.assessments import NewestResult, list_newest_results
from app.store.case_numbers import CaseNumber
from app.store.cases import Reach
from app.store.ids import InterviewId
from app.store.log import Deed, note_act


@dataclass(frozen=True)
class Draft:
    """A file that waits to be published; `kind` is a kind of version, as in frozen results."""

    kind: str
    published: Published[Versioned]


@dataclass(frozen=True)
class ChangedCase:
    """A case of which a result would change, and what of it."""

    number: CaseNumber
    interview: InterviewId
    changes: tuple[ResultChange, ...]


@dataclass(frozen=True)
class DraftPreview:
    """What waits, and what it would change; without drafts nothing is counted.

    `cases` is None for somebody who may know counts alone.
    """

    library: Library
    drafts: tuple[Draft, ...]
    impact: Impact | None
    cases: tuple[ChangedCase, ...] | None


def preview_drafts(session: Session, library: Library, actor: Actor) -> DraftPreview:
    """Read the drafts as they are now, and count what they would change; nothing is changed.

    Whoever may know counts alone gets them for all cases; others for the cases within their reach,
    and those cases. Raises NotAllowedError if the person may not, and DocumentError with the
    problems of drafts that can't be read.
    """
    reach = actor.reach(Permission.PREVIEW_IMPACT)
    counts_all = actor.may_count_all(Permission.PREVIEW_IMPACT)
    if reach is None and not counts_all:
        raise NotAllowedError
    drafted = load_library(
        library.indicators_folder,
        library.rules_folder,
        drafts=True,
        switched_on=library.switched_on,
    )
    drafts = tuple(list_drafts(drafted))
    if not drafts:
        return DraftPreview(drafted, drafts, None, None)
    note_act(session, Deed.COUNTED, "assessments")
    results = list_newest_results(session)
    if reach is None:
        counted = count_changes((each.content for each in results), drafted)
        return DraftPreview(drafted, drafts, counted, None)
    within = (each for each in results if _is_within(each, reach))
    impact, changed = count_with_cases(within, drafted)
    cases = (ChangedCase(each.case_number, each.interview_id, found) for each, found in changed)
    note_act(session, Deed.LISTED, " ".join(each.interview_id for each, _ in changed))
    return DraftPreview(drafted, drafts, impact, tuple(cases))


def list_drafts(library: Library) -> Iterator[Draft]:
    """Give the drafts in a library that was read with them: the rules first."""
    instruments = library.instruments
    yield from _list_drafts_of("rule_set", library.rules.rule_sets)
    yield from _list_drafts_of("catalogue", instruments.catalogues)
    yield from _list_drafts_of("questionnaire", instruments.questionnaires)
    yield from _list_drafts_of("module", instruments.modules)
    yield from _list_drafts_of("parameters", instruments.parameters)


def _list_drafts_of(kind: str, shelf: Shelf[VersionedT]) -> Iterator[Draft]:
    for each in shelf:
        if each.is_draft:
            yield Draft(kind, Published(each.item, each.id, each.version, each.document))


def _is_within(result: NewestResult, reach: Reach) -> bool:
    if result.organisation_id != reach.organisation_id:
        return False
    return reach.areas is None or result.area_id in reach.areas
