"""A finished interview that supervisors review, for several tests."""

from collections.abc import Callable
from dataclasses import replace

from app.cases.workflow import Decision
from app.conditions.values import Value
from app.instruments.ids import QuestionId
from app.questionnaire.model import Answer, Basis
from app.services import reviewing
from app.services.actors import Actor
from app.services.answers import record_page
from app.services.finishing import finish
from app.services.interviews import Screening, find_screening
from app.services.reviewing import Review, Said, find_review
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.ids import InterviewId

FindActor = Callable[[str], Actor]
WHY = "The papers were seen."


class ReviewWorld:
    """One case, those who took its answers, and those who review it."""

    def __init__(
        self, session: Session, workplace: Workplace, person: FindActor, interview: InterviewId
    ) -> None:
        self.session, self.workplace, self.person = session, workplace, person
        self.interview = interview
        self.number = self.screening(person("inspector")).case.number

    def screening(self, actor: Actor) -> Screening:
        found = find_screening(self.session, self.workplace, actor, self.interview)
        assert found is not None
        return found

    def answer(self, actor: Actor, **values: Value) -> None:
        answers = [Answer(QuestionId(name), each, Basis.TOLD) for name, each in values.items()]
        record_page(self.session, self.workplace, actor, self.screening(actor), answers)

    def finish(self, actor: Actor) -> None:
        finish(self.session, self.workplace, actor, self.screening(actor))

    def review(self, actor: Actor) -> Review:
        found = find_review(self.session, self.workplace, actor, self.number)
        assert found is not None
        return found

    def said(self, actor: Actor, reason: str = WHY) -> Said:
        """Give a reason, from a page that shows the case as it is now."""
        return Said(reason, self.review(actor).history.last)

    def decide(
        self, actor: Actor, decision: Decision = Decision.CONFIRMED, said: Said | None = None
    ) -> None:
        review, words = self.review(actor), said or self.said(actor)
        reviewing.decide(self.session, self.workplace, actor, review, decision, words)

    def override(self, actor: Actor, *, says: bool | None, reason: str = WHY) -> None:
        review, words = self.review(actor), self.said(actor, reason)
        reviewing.override(self.session, self.workplace, actor, review, words, says=says)

    def send_back(self, actor: Actor, reason: str = WHY, **comments: str) -> None:
        written = {QuestionId(name): text for name, text in comments.items()}
        review, words = self.review(actor), self.said(actor, reason)
        reviewing.send_back(self.session, self.workplace, actor, review, written, words)

    def close(self, actor: Actor) -> None:
        words = self.said(actor, "")
        reviewing.close(self.session, self.workplace, actor, self.review(actor), words)

    def reopen(self, actor: Actor) -> None:
        words = self.said(actor)
        reviewing.reopen(self.session, self.workplace, actor, self.review(actor), words)


def with_roles_of(actor: Actor, other: Actor) -> Actor:
    """Give a person who was given the roles of another, on top of their own."""
    return replace(actor, roles=(*actor.roles, *other.roles))
