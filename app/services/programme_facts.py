"""What an organisation's work left behind, as the figures of its programme read it.

Only what is kept is here: figures that need anything else are said to be not kept, never nought.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from app.cases.roles import Role
from app.cases.workflow import CaseEventKind, CaseState
from app.datasets.catalogue import Datasets
from app.datasets.performance.model import (
    Case,
    Decision,
    Interview,
    Officer,
    Programme,
    Referral,
    Screening,
)
from app.datasets.performance.people import IDENTIFIED, PRESUMED, REFUSED
from app.services.programme_records import gather_records
from app.services.session import Session
from app.store.accounts import list_accounts
from app.store.assessments import list_newest_results
from app.store.cases import Reach
from app.store.ids import InterviewId, OrganisationId
from app.store.tables import Account
from app.store.work_done import list_case_deeds, list_held_interviews, list_opened_cases

# Screened, presumed, referred, decided, the cases, and what their records say. The rest needs what
# is kept nowhere, such as arrivals, guardians by day, training or requests: people enter it.
KEPT: Final = frozenset(
    {
        *("K01", "K03", "K05", "K06", "K07", "K08", "K11", "K12", "K13", "K14", "K15", "K19"),
        *("K20", "K21", "K25", "K26", "K27", "K28", "K29", "K30", "K31", "K32", "K33", "K34"),
    }
)
OUTCOMES: Final = {
    CaseEventKind.CONFIRMED.value: IDENTIFIED,
    CaseEventKind.NOT_CONFIRMED.value: REFUSED,
    CaseEventKind.LEFT_INCONCLUSIVE.value: "inconclusive",
}
CLOSING: Final = (CaseEventKind.CLOSED.value, CaseEventKind.REOPENED.value)
NOT_PRESUMED: Final = "not_presumed"
_FIELD: Final = frozenset({Role.INSPECTOR.value, Role.OUTREACH.value, Role.SUPERVISOR.value})


def gather_programme(
    session: Session, organisation: OrganisationId, datasets: Datasets
) -> Programme:
    """Give the work of an organisation; each case is about one person."""
    reach = Reach(organisation)
    known = gather_records(session, datasets, organisation)
    interviews = list_held_interviews(session, reach)
    return replace(
        known,
        screenings=tuple(_list_screenings(session, reach)),
        referrals=tuple(
            Referral(each.case_id, each.at, None)
            for each in list_case_deeds(session, reach, [CaseEventKind.REFERRED.value])
        ),
        interviews=tuple(Interview(each.case_id, each.started_at.date()) for each in interviews),
        decisions=(*_list_decisions(session, reach), *known.decisions),
        cases=tuple(_list_cases(session, reach)),
        officers=tuple(
            Officer(str(each.id), each.active, None)
            for each in list_accounts(session)
            if each.organisation_id == organisation and _works_on_cases(each)
        ),
    )


def _list_screenings(session: Session, reach: Reach) -> Iterator[Screening]:
    presumed = _find_presumed(session, reach.organisation_id)
    for each in list_held_interviews(session, reach):
        outcome = PRESUMED if each.id in presumed else NOT_PRESUMED
        yield Screening(
            screening=each.id,
            person=each.case_id,
            officer=str(each.held_by),
            started_at=each.started_at,
            completed_at=each.finished_at,
            saved_at=None,
            outcome=None if each.finished_at is None else outcome,
        )


def _find_presumed(session: Session, organisation: OrganisationId) -> frozenset[InterviewId]:
    return frozenset(
        each.interview_id
        for each in list_newest_results(session)
        if each.organisation_id == organisation
        and json.loads(each.content)["leading"][0]["findings"].get("presumption") == "yes"
    )


def _list_decisions(session: Session, reach: Reach) -> Iterator[Decision]:
    """Give the last decision on each case, where it still holds."""
    holding = {each.id for each in list_opened_cases(session, reach) if each.is_decided}
    last = {each.case_id: each for each in list_case_deeds(session, reach, OUTCOMES)}
    for case, each in last.items():
        if case in holding:
            yield Decision(case, each.at.date(), OUTCOMES[each.kind])


def _list_cases(session: Session, reach: Reach) -> Iterator[Case]:
    """Give all cases; one that was opened again is open, one that was not kept is none."""
    last = {each.case_id: each for each in list_case_deeds(session, reach, CLOSING)}
    for each in list_opened_cases(session, reach):
        if each.state != CaseState.DESTROYED.value:
            deed = last.get(each.id)
            is_closed = deed is not None and deed.kind == CaseEventKind.CLOSED.value
            yield Case(
                case=each.id,
                person=each.id,
                owner=str(each.opened_by),
                opened_on=each.opened_at.date(),
                closed_on=deed.at.date() if deed is not None and is_closed else None,
                reason=None,
                plan_due=None,
                plan_ended=None,
            )


def _works_on_cases(account: Account) -> bool:
    return any(role.name in _FIELD for role in account.roles)
