"""A referral sheet from what was agreed to in an interview, or which consent is missing."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from app.cases.consents import ConsentKind
from app.conditions.values import Silence, Text
from app.instruments.ids import QuestionId
from app.reports.imprint import Level
from app.reports.referral import (
    Consent,
    ReferralContent,
    ReferralFacts,
    build_referral,
)
from app.services.actors import Actor
from app.services.interviews import Screening, assess_screening
from app.services.referral_contents import (
    NOBODY,
    PRESUMED,
    list_needs,
    read_code,
    read_truth,
)
from app.services.session import Session
from app.services.summaries import INTERPRETER, LANGUAGE
from app.services.workplace import Workplace
from app.store.answers import list_latest_answers
from app.store.consents import list_consents
from app.store.sealing import CaseKey

SHARING: Final = QuestionId("consent_sharing")
SHARED_WITH: Final = QuestionId("sharing_with")


class MissingConsent(Enum):
    """Which consent there is none of, so that nothing may be passed on."""

    NOT_ASKED = "not_asked"
    REFUSED = "refused"
    NOT_ANSWERED = "not_answered"
    NOBODY_NAMED = "nobody_named"


@dataclass(frozen=True)
class Agreed:
    """What the person said when they were asked who may be told, and what for, with its consent."""

    words: str
    consent: Consent


@dataclass(frozen=True)
class Passed:
    """To whom a case is referred and what for; `shares_result` if the person agreed to that too."""

    recipient: str
    purpose: str
    shares_result: bool


def find_agreed(
    session: Session, workplace: Workplace, screening: Screening
) -> Agreed | MissingConsent:
    """Give what was agreed to in the interview, or what is missing."""
    answer, named = screening.sheet.find(SHARING), screening.sheet.find(SHARED_WITH)
    if answer is None or answer.value is Silence.NOT_ASKED:
        return MissingConsent.NOT_ASKED
    if answer.value != "yes":
        refused = answer.value == "no"
        return MissingConsent.REFUSED if refused else MissingConsent.NOT_ANSWERED
    if named is None or not isinstance(named.value, Text):
        return MissingConsent.NOBODY_NAMED
    key = workplace.keys.get(screening.case.id)
    if _took_back(session, key):
        return MissingConsent.REFUSED
    latest = list_latest_answers(session, key, screening.record.id)
    said = next(each for each in latest if each.question_id == SHARING)
    words = named.value.text
    return Agreed(words, Consent("", words, said.recorded_at.date()))


def build_sheet(
    workplace: Workplace,
    actor: Actor,
    screening: Screening,
    agreed: Agreed,
    passed: Passed,
    level: Level,
) -> ReferralContent:
    """Give what may stand on the sheet at a level. Raises ConsentMissingError."""
    assessment = assess_screening(screening)
    facts = ReferralFacts(
        case_number=screening.case.number,
        organisation=actor.organisation_name,
        referred_by=actor.name,
        consent=Consent(passed.recipient, passed.purpose, agreed.consent.given_on),
        needs=list_needs(screening),
        dangers=tuple(each.say for each in assessment.dangers),
        language=read_code(screening, LANGUAGE),
        interpreter=read_truth(screening, INTERPRETER),
        under_18=assessment.child,
        reaching=NOBODY,
        shares_identity=False,
        presumption=PRESUMED[assessment.is_presumed],
        shares_result=passed.shares_result,
        shared=(),
        printed_on=workplace.clock.today(),
    )
    return build_referral(facts, level)


def _took_back(session: Session, key: CaseKey) -> bool:
    """Say whether the last word on sharing, of anybody who was asked since, is no."""
    said = [each.said for each in list_consents(session, key)]
    words = [each for each in said if each.kind is ConsentKind.SHARING]
    return bool(words) and not words[-1].agrees
