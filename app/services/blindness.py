"""Keep those who code an interview a second time from seeing how it was coded before."""

from sqlalchemy.orm import Session

from app.cases.roles import Permission
from app.cases.second_coding import CodingState
from app.services.actors import Actor
from app.store.ids import CaseId
from app.store.records import CaseRecord, SecondCodingRecord
from app.store.second_codings import list_cases_to_code

_SHEET_CAN_BE_OPENED = frozenset({CodingState.BEGUN, CodingState.FINISHED})


def list_closed_cases(session: Session, actor: Actor) -> frozenset[CaseId]:
    """Give the cases that answer this person as if there were none, until they have coded them."""
    return list_cases_to_code(session, actor.account)


def may_open(
    session: Session,
    actor: Actor,
    case: CaseRecord,
    permission: Permission,
    coding: SecondCodingRecord | None,
) -> bool:
    """Say whether a person can open an interview of a case, or with `coding` the sheet of one.

    A sheet is open to the one who codes on it, and to nobody else. It has no result page, which
    could be taken for the result of the case.
    """
    if not actor.may_on(permission, case):
        return False
    if coding is None:
        return case.id not in list_closed_cases(session, actor)
    is_own = coding.coder == actor.account and coding.state in _SHEET_CAN_BE_OPENED
    return is_own and permission is Permission.SCREEN
