"""What the record of a victim begins with: the case itself, what was answered, what was found."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from app.conditions.truth import Truth
from app.conditions.values import PartialDate, Silence
from app.datasets.held import Holding, Origin
from app.datasets.model import Dataset
from app.datasets.prefill.fill import Filled, prefill_record
from app.datasets.prefill.model import Prefill
from app.datasets.records import Value
from app.instruments.catalogue import Published
from app.questionnaire.model import Basis
from app.services.dataset_records import Keeper, begin_victim, enter, name_organisation
from app.services.interviews import Screening, assess_screening, load_screening
from app.services.workplace import Workplace
from app.store.answers import list_latest_answers
from app.store.dataset_records import Entered
from app.store.ids import CaseId, OrganisationId
from app.store.interviews import list_interviews
from app.store.tables import Organisation

# What an organisation is called in the register, and in the datasets.
SOURCES: Final[Mapping[str, str]] = {
    "inspectorate": "labour_inspectorate",
    "civil_society": "ngo",
    "police": "police",
    "border_police": "border_police",
    "social_service": "social_services",
    "health": "health",
}
BIRTH: Final = "birth_date"
AGE: Final = "age_now"
BEGAN: Final = "work_began"
ANSWER: Final = "answer"
INDICATOR: Final = "indicator"


def prefill_victim(
    session: Session,
    workplace: Workplace,
    keeper: Keeper,
    case_id: CaseId,
    dataset: Published[Dataset],
    prefill: Prefill,
) -> dict[str, Entered]:
    """Give the first fields of the record of a case, each with where it comes from.

    Of several interviews the newest that says something of a field counts.
    """
    holding = Holding(dataset.item)
    values = {**begin_victim(keeper), **_list_facts(session, keeper)}
    fields = enter(holding, values, Origin.CASE)
    for record in list_interviews(session, case_id):
        if record.finished_at is not None and record.erased_at is None:
            screening = load_screening(session, workplace, record)
            fields |= enter(holding, _list_days(screening), Origin.CASE)
            fields |= _list_answered(session, workplace, screening, holding, prefill)
    return fields


def _list_facts(session: Session, keeper: Keeper) -> dict[str, Value | Silence]:
    """Give what the decision itself says."""
    own = name_organisation(keeper.organisation)
    facts: dict[str, Value | Silence] = {
        "victim_status": "identified",
        "identified_on": keeper.clock.today(),
        "identified_by": own,
        "presumed_by": own,
        "case_status": "active",
        "episode": 1,
    }
    kind = _find_kind(session, keeper.organisation)
    return facts if kind not in SOURCES else {**facts, "source_type": SOURCES[kind]}


def _find_kind(session: Session, organisation: OrganisationId) -> str:
    row = session.get(Organisation, organisation)
    return "" if row is None else row.kind


def _list_days(screening: Screening) -> dict[str, Value | Silence]:
    """Give when and where an interview was held."""
    day = screening.interview.day
    return {
        "interviewed_on": day,
        "presumed_on": (screening.record.finished_at or screening.record.started_at).date(),
        "identified_in": screening.record.country,
    }


def _list_answered(
    session: Session,
    workplace: Workplace,
    screening: Screening,
    holding: Holding,
    prefill: Prefill,
) -> dict[str, Entered]:
    interview = screening.record.id
    key = workplace.keys.get(screening.case.id)
    ids = {each.question_id: each.id for each in list_latest_answers(session, key, interview)}
    answers = {
        str(each.question): each.value
        for each in screening.sheet.answers.values()
        # What is assumed was said by nobody.
        if each.basis is not Basis.ASSUMED and each.question in screening.way.shown
    }
    found = prefill_record(prefill, holding.dataset, answers, _list_present(screening))
    found |= dict(_list_ages(screening, answers))
    fields: dict[str, Entered] = {}
    for name, filled in found.items():
        origin = Origin.PROPOSED if filled.proposed else Origin.ANSWER
        said = (f"{ANSWER}/{interview}/{each}/{ids.get(each, '')}" for each in filled.questions)
        seen = (f"{INDICATOR}/{interview}/{each}" for each in filled.indicators)
        text = holding.write({name: filled.value})[name]
        fields[name] = Entered(text, origin.value, (*said, *seen))
    return fields


def _list_present(screening: Screening) -> frozenset[str]:
    indicators = assess_screening(screening).indicators
    return frozenset(str(name) for name, each in indicators.items() if each.truth is Truth.YES)


def _list_ages(screening: Screening, answers: Mapping[str, object]) -> Iterator[tuple[str, Filled]]:
    """Give the ages that the day of birth tells for sure; the day itself is kept nowhere."""
    born, began = answers.get(BIRTH), answers.get(BEGAN)
    today = PartialDate(*screening.interview.day.timetuple()[:3])
    stated = answers.get(AGE)
    if isinstance(born, PartialDate):
        now = find_age(born, today)
        if now is not None:
            yield "age_at_identification", Filled(now, proposed=False, questions=(BIRTH,))
        then = find_age(born, began) if isinstance(began, PartialDate) else None
        if then is not None:
            yield "age_at_start", Filled(then, proposed=False, questions=(BIRTH, BEGAN))
    elif isinstance(stated, int):
        yield "age_at_identification", Filled(stated, proposed=False, questions=(AGE,))


def find_age(born: PartialDate, on: PartialDate) -> int | None:
    """Give the age on a day; None where what is known of the two days leaves it open."""
    youngest = _count_years(born.latest(), on.earliest())
    oldest = _count_years(born.earliest(), on.latest())
    return youngest if youngest == oldest and youngest >= 0 else None


def _count_years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
