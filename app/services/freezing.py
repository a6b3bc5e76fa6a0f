"""Keep a result as it was frozen, with the versions that it came from."""

import json

from sqlalchemy.orm import Session

from app.assessment.freeze import freeze, list_versions
from app.assessment.model import Assessment, Sources
from app.services.actors import Actor
from app.services.interviews import Screening
from app.services.workplace import Workplace
from app.store.assessments import record_assessment
from app.store.ids import AssessmentId, new_id
from app.store.records import AssessmentRecord


def keep_result(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    screening: Screening,
    assessment: Assessment,
) -> AssessmentRecord:
    """Freeze a result of an interview as of now."""
    return record_assessment(
        session,
        workplace.keys.get(screening.case.id),
        AssessmentRecord(
            id=AssessmentId(new_id()),
            interview_id=screening.record.id,
            content=freeze(assessment),
            words=None,
            versions=describe_versions(assessment.sources),
            made_at=workplace.clock.now(),
            made_by=actor.account,
        ),
    )


def describe_versions(sources: Sources) -> str:
    """Give the versions that a result would come from, as they are kept with it."""
    versions = {each.name: each.fingerprint for each in list_versions(sources)}
    return json.dumps(versions, sort_keys=True)
