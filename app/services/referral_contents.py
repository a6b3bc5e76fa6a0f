"""What is passed on when a case is referred: the least, and only what was agreed to.

It is fixed when the case is referred, so that nothing that is said later goes along.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from app.cases.consents import Agreement, Share
from app.conditions.truth import Truth
from app.engine.result import FindingStatus
from app.instruments.ids import QuestionId
from app.instruments.questions import place_questions
from app.reports.referral import Consent, Reaching, ReferralFacts, Shared
from app.services.actors import Actor
from app.services.interviews import Screening, assess_screening
from app.services.summaries import INTERPRETER, LANGUAGE
from app.services.workplace import Workplace
from app.store.persons import list_persons
from app.store.records import CaseRecord, PersonRecord

NEEDS: Final = QuestionId("needs_now")
NOTHING: Final = "nothing"
# Names stand apart from answers; none comes onto what is made from answers alone.
NOBODY: Final = Reaching("", "", "", do_not_call=False, do_not_write=False)
PRESUMED: Final = {
    FindingStatus.YES: Truth.YES,
    FindingStatus.NO: Truth.NO,
    FindingStatus.OPEN: Truth.UNKNOWN,
}


@dataclass(frozen=True)
class Passing:
    """A case and its newest interview, to be passed on to a recipient by name with some words."""

    case: CaseRecord
    screening: Screening
    recipient: str
    words: str


def fix_content(
    session: Session, workplace: Workplace, actor: Actor, passing: Passing, agreed: Agreement
) -> str:
    """Give as JSON what is passed on: names only if agreed, and no way that must not be used."""
    screening = passing.screening
    assessment = assess_screening(screening)
    names_them = Share.IDENTITY in agreed.shares
    persons = list_persons(session, workplace.keys.get(passing.case.id)) if names_them else ()
    shares_result = Share.RESULT in agreed.shares
    found = PRESUMED[assessment.is_presumed] if shares_result else Truth.UNKNOWN
    content = {
        "case_number": passing.case.number,
        "organisation": actor.organisation_name,
        "referred_by": actor.name,
        "recipient": passing.recipient,
        "purpose": agreed.purpose,
        "given_on": agreed.since.isoformat(),
        "needs": list_needs(screening),
        "dangers": [danger.say for danger in assessment.dangers],
        "language": read_code(screening, LANGUAGE),
        "interpreter": read_truth(screening, INTERPRETER).value,
        "under_18": assessment.child.value,
        "reaching": asdict(_reach(persons[0]) if persons else NOBODY),
        "shares": sorted(each.value for each in agreed.shares),
        "presumption": found.value,
        "words": passing.words.strip(),
    }
    return json.dumps(content, ensure_ascii=False)


def read_content(content: str, printed_on: date, about_words: str = "") -> ReferralFacts:
    """Give what was passed on as a referral sheet takes it; `about_words` names the free words."""
    told: dict[str, Any] = json.loads(content)
    words = (Shared(about_words, told["words"], is_own_words=False),) if told["words"] else ()
    return ReferralFacts(
        case_number=told["case_number"],
        organisation=told["organisation"],
        referred_by=told["referred_by"],
        consent=Consent(told["recipient"], told["purpose"], date.fromisoformat(told["given_on"])),
        needs=tuple(told["needs"]),
        dangers=tuple(told["dangers"]),
        language=told["language"],
        interpreter=Truth(told["interpreter"]),
        under_18=Truth(told["under_18"]),
        reaching=Reaching(**told["reaching"]),
        shares_identity=Share.IDENTITY.value in told["shares"],
        presumption=Truth(told["presumption"]),
        shares_result=Share.RESULT.value in told["shares"],
        shared=words,
        printed_on=printed_on,
    )


def read_shares(content: str) -> frozenset[Share]:
    """Give what was passed on besides the needs."""
    return frozenset(Share(each) for each in json.loads(content)["shares"])


def list_needs(screening: Screening) -> tuple[str, ...]:
    """Give what the person said they need, in the words of the question."""
    answer = screening.sheet.find(NEEDS)
    chosen = answer.value if answer is not None and isinstance(answer.value, frozenset) else ()
    return tuple(
        option.label
        for placed in place_questions(screening.sources.questionnaire.item)
        if placed.question.id == NEEDS
        for option in placed.question.options
        if option.code in chosen and option.code != NOTHING
    )


def _reach(person: PersonRecord) -> Reaching:
    """Give name and ways to reach a person; what must not be used is left out from the start."""
    return Reaching(
        name=person.names[0].text if person.names else "",
        telephone="" if person.do_not_call else person.contact.telephone,
        address="" if person.do_not_write else person.contact.address,
        do_not_call=person.do_not_call,
        do_not_write=person.do_not_write,
    )


def read_code(screening: Screening, question: QuestionId) -> str:
    """Give the one code that was answered; empty if there is none."""
    answer = screening.sheet.find(question)
    return answer.value if answer is not None and isinstance(answer.value, str) else ""


def read_truth(screening: Screening, question: QuestionId) -> Truth:
    """Give yes or no as it was answered; anything else is unknown."""
    return {"yes": Truth.YES, "no": Truth.NO}.get(read_code(screening, question), Truth.UNKNOWN)
