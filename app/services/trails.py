"""What the fields of a record were taken from, for those who may know."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.assessment.explain import GivenAnswer, find_answers
from app.assessment.model import Assessment
from app.instruments.ids import IndicatorId, QuestionId
from app.services.case_records import HeldRecord
from app.services.interviews import assess_screening, load_screening
from app.services.prefilling import ANSWER
from app.services.workplace import Workplace
from app.store.ids import InterviewId
from app.store.interviews import find_interview


@dataclass(frozen=True)
class Taken:
    """What one field was taken from: questions with their answers, and indicators by their labels.

    Who may not open the case gets the words of the questions alone.
    """

    answers: tuple[GivenAnswer, ...]
    indicators: tuple[str, ...]
    shows_answers: bool


def explain_trails(session: Session, workplace: Workplace, held: HeldRecord) -> Mapping[str, Taken]:
    """Give what each field was taken from; a field that was entered was taken from nothing."""
    assessments: dict[str, Assessment | None] = {}
    found: dict[str, Taken] = {}
    for name, field in held.stored.fields.items():
        steps = [step.split("/") for step in field.trail]
        for _, interview, *_rest in steps:
            if interview not in assessments:
                assessments[interview] = _assess(session, workplace, InterviewId(interview))
        if steps:
            found[name] = _take(steps, assessments, shows_answers=bool(held.cases))
    return found


def _take(
    steps: list[list[str]], assessments: Mapping[str, Assessment | None], *, shows_answers: bool
) -> Taken:
    answers: list[GivenAnswer] = []
    indicators: list[str] = []
    for kind, interview, name, *_ in steps:
        assessment = assessments[interview]
        if assessment is None:
            continue
        if kind == ANSWER:
            answers += find_answers(assessment, [QuestionId(name)])
        else:
            indicators += _label(assessment, IndicatorId(name))
    return Taken(tuple(answers), tuple(indicators), shows_answers)


def _label(assessment: Assessment, name: IndicatorId) -> Iterator[str]:
    result = assessment.indicators.get(name)
    if result is not None:
        yield result.indicator.label


def _assess(session: Session, workplace: Workplace, interview: InterviewId) -> Assessment | None:
    record = find_interview(session, interview)
    if record is None or record.erased_at is not None:
        return None
    return assess_screening(load_screening(session, workplace, record))
