"""Assess finished interviews again under newer versions; what was found before stays as it is."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.assessment.assess import assess
from app.assessment.compare import AssessmentDiff, compare_frozen
from app.assessment.model import Sources
from app.cases.moves import find_move, list_actions
from app.cases.roles import Permission
from app.cases.workflow import CaseAction, CaseState
from app.services.actors import Actor, NotAllowedError
from app.services.case_events import Doing, move_case
from app.services.case_lists import list_standing_results
from app.services.freezing import describe_versions, keep_result
from app.services.interviews import Screening
from app.services.library import Library, UnfitModuleError, find_sources, pin_newest
from app.services.workplace import Workplace
from app.store.records import AssessmentRecord, CaseRecord, InterviewRecord


class NothingNewerError(Exception):
    """The newest result of the interview already stands on the newest versions."""


@dataclass(frozen=True)
class Standing:
    """Whether an interview may be assessed again, and whether it was before."""

    may_be_reassessed: bool
    was_reassessed: bool


@dataclass(frozen=True)
class Reassessment:
    """The first result of an interview beside its newest, and what differs between them.

    `newest` are the versions that words for codes are taken from.
    """

    first: AssessmentRecord
    last: AssessmentRecord
    diff: AssessmentDiff
    newest: Sources


def reassess(
    session: Session, workplace: Workplace, actor: Actor, screening: Screening
) -> AssessmentRecord:
    """Freeze one more result of a finished interview, under the newest versions.

    Raises NotAllowedError if the person may not, IllegalMoveError while the case can't be assessed
    again, and NothingNewerError if there is nothing newer.
    """
    if not actor.may_on(Permission.REASSESS, screening.case):
        raise NotAllowedError
    find_move(CaseState(screening.case.state), CaseAction.REASSESS)
    results = list_standing_results(session, workplace, screening.record)
    newest = find_newest_sources(workplace.library, screening.record)
    if newest is None or not results or not _is_outdated(results[0], newest):
        raise NothingNewerError
    move_case(session, workplace, actor, screening.case.id, Doing(CaseAction.REASSESS))
    assessment = assess(newest, screening.interview)
    return keep_result(session, workplace, actor, screening, assessment)


def find_standing(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    case: CaseRecord,
    interview: InterviewRecord,
) -> Standing:
    """Say what can be done with an interview, and what was done."""
    is_kept = interview.finished_at is not None and interview.erased_at is None
    if not is_kept or not actor.may_on(Permission.REASSESS, case):
        return Standing(may_be_reassessed=False, was_reassessed=False)
    results = list_standing_results(session, workplace, interview)
    newest = find_newest_sources(workplace.library, interview)
    can_move = CaseAction.REASSESS in list_actions(CaseState(case.state))
    is_outdated = newest is not None and bool(results) and _is_outdated(results[0], newest)
    return Standing(can_move and is_outdated, len(results) > 1)


def find_reassessment(
    session: Session, workplace: Workplace, screening: Screening
) -> Reassessment | None:
    """Give the first result beside the newest; None while there is only one."""
    results = list_standing_results(session, workplace, screening.record)
    if len(results) < 2:
        return None
    first, last = results[-1], results[0]
    newest = find_newest_sources(workplace.library, screening.record) or screening.sources
    return Reassessment(first, last, compare_frozen(first.content, last.content), newest)


def find_newest_sources(library: Library, interview: InterviewRecord) -> Sources | None:
    """Give the newest versions for an interview; None if its module no longer fits them."""
    module = None if interview.module is None else interview.module.id
    try:
        pins = pin_newest(library, interview.questionnaire.id, module, interview.country)
    except UnfitModuleError:
        return None
    pinned = replace(
        interview,
        questionnaire=pins.questionnaire,
        module=pins.module,
        parameters=pins.parameters,
        rule_sets=pins.rule_sets,
    )
    return find_sources(library, pinned)


def _is_outdated(result: AssessmentRecord, newest: Sources) -> bool:
    return result.versions != describe_versions(newest)
