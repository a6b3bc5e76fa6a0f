"""Say something else than the machine found, beside it, and look whether later answers object."""

import json

from sqlalchemy.orm import Session

from app.cases.override import MACHINE, RESULT, SAYS, Signs, contradicts
from app.cases.workflow import CaseAction
from app.services.actors import Actor
from app.services.case_events import Doing, find_standing_override, move_case
from app.services.workplace import Workplace
from app.store.assessments import get_assessment
from app.store.ids import AssessmentId, CaseId
from app.store.records import AssessmentRecord


def describe_override(result: AssessmentRecord, *, says: bool) -> dict[str, str]:
    """Give the codes that an override keeps: what is said, beside which result."""
    signs = read_signs(result)
    return {SAYS: "yes" if says else "no", MACHINE: signs.presumption, RESULT: result.id}


def read_signs(result: AssessmentRecord) -> Signs:
    """Give what a frozen result says that an override can stand against."""
    content = json.loads(result.content)
    presumption = content["leading"][0]["findings"]["presumption"]
    return Signs(presumption, dict(content["indicators"]))


def flag_contradiction(
    session: Session, workplace: Workplace, actor: Actor, case_id: CaseId, new: AssessmentRecord
) -> None:
    """Say so in the history if what was answered since an override speaks against it."""
    standing = find_standing_override(session, workplace, case_id)
    if standing is None or standing.is_contradicted:
        return
    key = workplace.keys.get(case_id)
    beside = get_assessment(session, key, AssessmentId(standing.result))
    if contradicts(standing.says, read_signs(beside), read_signs(new)):
        doing = Doing(CaseAction.CONTRADICT_OVERRIDE, details={RESULT: new.id})
        move_case(session, workplace, actor, case_id, doing)
