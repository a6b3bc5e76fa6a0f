"""Type in what was written down on paper, once or twice, and settle what differs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.cases.roles import Permission
from app.instruments.ids import QuestionId
from app.instruments.model import Question
from app.instruments.questions import place_questions
from app.questionnaire.model import Answer
from app.services.actors import Actor, build_actor
from app.services.answers import record_page
from app.services.interviews import Screening
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.accounts import list_accounts
from app.store.ids import AccountId
from app.store.paper_entries import PaperRecord, find_paper_entry, keep_paper_entry


class UnknownPersonError(Exception):
    """Nobody of the organisation with this number screens in the area of the case."""


@dataclass(frozen=True)
class Difference:
    """A question whose two passes don't say the same; None where one of them says nothing."""

    question: Question
    first: Answer | None
    second: Answer | None


def list_askers(session: Session, screening: Screening) -> tuple[Actor, ...]:
    """Give those who may have held an interview of this case, by name."""
    actors = (build_actor(each) for each in list_accounts(session) if each.active)
    found = (each for each in actors if each.may_on(Permission.SCREEN, screening.case))
    return tuple(sorted(found, key=lambda each: each.name))


def find_asked(session: Session, screening: Screening) -> PaperRecord | None:
    """Give who asked on paper and when; None where nobody said so yet."""
    return find_paper_entry(session, screening.record.id)


def type_in(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    screening: Screening,
    asked: tuple[AccountId, date],
    answers: Iterable[Answer | QuestionId],
) -> None:
    """Keep the answers of a form, and who asked when; the same again changes nothing.

    Raises UnknownPersonError, and what recording an answer raises.
    """
    asked_by, asked_on = asked
    if asked_by not in {each.account for each in list_askers(session, screening)}:
        raise UnknownPersonError
    known = find_paper_entry(session, screening.record.id)
    new = PaperRecord(asked_by, asked_on)
    if known is not None:
        new = replace(known, asked_by=asked_by, asked_on=asked_on)
    if new != known:
        keep_paper_entry(session, screening.record.id, new)
    record_page(session, workplace, actor, screening, answers)


def compare_passes(
    screening: Screening, second: Mapping[QuestionId, Answer]
) -> tuple[Difference, ...]:
    """Give what differs between what is stored and a second pass, in the order of the form."""
    questions = (each.question for each in place_questions(screening.sources.questionnaire.item))
    pairs = (
        Difference(each, screening.sheet.find(each.id), second.get(each.id)) for each in questions
    )
    return tuple(each for each in pairs if each.first != each.second)


def settle(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    screening: Screening,
    answers: Iterable[Answer | QuestionId],
    differences: int,
) -> None:
    """Keep what the paper says where two passes differed, and that they were compared.

    The first pass stays in the history of the answers.
    """
    record_page(session, workplace, actor, screening, answers)
    known = find_paper_entry(session, screening.record.id)
    if known is not None:
        now = workplace.clock.now()
        compared = replace(
            known, compared_by=actor.account, compared_at=now, differences=differences
        )
        keep_paper_entry(session, screening.record.id, compared)
