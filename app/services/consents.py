"""What was said about consents in a case: the last word of everybody who is asked."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from app.cases.consents import (
    Agreement,
    Consent,
    ConsentKind,
    Missing,
    find_agreement,
    list_missing,
)
from app.conditions.truth import Truth
from app.instruments.ids import QuestionId
from app.services.interviews import Screening, assess_screening, load_screening
from app.services.workplace import Workplace
from app.store.accounts import get_account
from app.store.answers import list_answer_history
from app.store.consents import ConsentRecord, list_consents
from app.store.ids import AccountId, RecipientId
from app.store.interviews import list_interviews
from app.store.records import AnswerRecord, CaseRecord

# These are asked in the interview, where an answer is dated and keeps who took it.
ASKED_IN_INTERVIEWS: Final = {
    ConsentKind.INTERVIEW: QuestionId("consent_interview"),
    ConsentKind.STORAGE: QuestionId("consent_storage"),
    ConsentKind.RESEARCH: QuestionId("consent_research"),
}


@dataclass(frozen=True)
class Consents:
    """Everything that was said about consents in a case, oldest first.

    `asked` are the answers of the newest interview that is kept, for the consents asked in it.
    """

    said: tuple[ConsentRecord, ...]
    asked: dict[ConsentKind, AnswerRecord]
    under_18: Truth

    @property
    def words(self) -> tuple[Consent, ...]:
        """Give what was said, without who wrote it down."""
        return tuple(each.said for each in self.said)

    def list_missing(self, recipient: RecipientId) -> tuple[Missing, ...]:
        """Give whose consent is missing before this recipient is told anything."""
        return list_missing(self.words, recipient, self.under_18)

    def find_agreement(self, recipient: RecipientId) -> Agreement | None:
        """Give what may be told to this recipient; None while a consent is missing."""
        return find_agreement(self.words, recipient, self.under_18)


def read_consents(session: Session, workplace: Workplace, case: CaseRecord) -> Consents:
    """Give what was said about consents in a case, whoever may see it.

    Who may be under 18 is so as long as nothing says otherwise.
    """
    key = workplace.keys.find(case.id)
    if key is None:
        return Consents((), {}, Truth.UNKNOWN)
    screening = find_newest(session, workplace, case)
    asked: dict[ConsentKind, AnswerRecord] = {}
    if screening is not None:
        for kind, question in ASKED_IN_INTERVIEWS.items():
            history = list_answer_history(session, key, screening.record.id, question)
            asked |= {kind: history[-1]} if history else {}
    child = Truth.UNKNOWN if screening is None else assess_screening(screening).child
    return Consents(list_consents(session, key), asked, child)


def find_newest(session: Session, workplace: Workplace, case: CaseRecord) -> Screening | None:
    """Give the newest interview of a case that is kept, whoever may see it."""
    kept = [each for each in list_interviews(session, case.id) if each.erased_at is None]
    return load_screening(session, workplace, kept[-1]) if kept else None


def name_writers(session: Session, consents: Consents) -> dict[AccountId, str]:
    """Give the names of those who wrote down what was said, by their accounts."""
    accounts = {each.recorded_by for each in consents.said}
    accounts |= {each.recorded_by for each in consents.asked.values()}
    return {each: get_account(session, each).name for each in sorted(accounts)}
