"""What was sent back with a case, for those who correct the answers and those who look again."""

from dataclasses import dataclass

from flask_babel import gettext

from app.assessment.explain import list_answers
from app.instruments.ids import QuestionId
from app.instruments.questions import place_questions
from app.services.interviews import Screening, assess_screening
from app.services.sent_back import SentBack
from app.web.components import Link, SummaryRow
from app.web.interviews.path import address_of_topic
from app.web.review.context import build_wording


@dataclass(frozen=True)
class CommentsPart:
    """The note on the whole, and each comment with its question and what the answer is now."""

    who: str
    note: str
    rows: tuple[SummaryRow, ...]


def build_comments(screening: Screening, sent: SentBack | None) -> CommentsPart | None:
    """Give what an interview was sent back with; None if it never was."""
    if sent is None:
        return None
    answers = _word_answers(screening)
    rows = (
        _describe(screening, QuestionId(question), comment, answers.get(question, ""))
        for question, comment in sent.comments.items()
    )
    return CommentsPart(sent.who, sent.note, tuple(rows))


def _describe(
    screening: Screening, question_id: QuestionId, comment: str, answer: str
) -> SummaryRow:
    placed = next(
        each
        for each in place_questions(screening.sources.questionnaire.item)
        if each.question.id == question_id
    )
    now = answer or gettext("This question is not asked any more.")
    address = f"{address_of_topic(screening, placed.topic.id)}#{question_id}"
    links = (
        (Link(gettext("Change"), address, about=placed.question.ask),) if screening.is_open else ()
    )
    values = (comment, gettext("The answer now: %(answer)s", answer=now))
    return SummaryRow(placed.question.ask, values, links)


def _word_answers(screening: Screening) -> dict[QuestionId, str]:
    wording = build_wording(screening)
    return {
        given.question: wording.answer(given)
        for section in list_answers(assess_screening(screening))
        for topic in section.topics
        for given in topic.answers
    }
