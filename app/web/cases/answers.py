"""What the page of all answers of a case shows: who took which, and what was said before."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext

from app.services.answer_histories import QuestionHistory, Told
from app.services.interviews import Screening
from app.web.components import SummaryRow
from app.web.interviews.wording import BASES
from app.web.locale import write_moment
from app.web.review.context import build_wording


@dataclass(frozen=True)
class AnswersPart:
    """The answers of one interview, with everybody who took some."""

    title: str
    takers: str
    rows: tuple[SummaryRow, ...]


@dataclass(frozen=True)
class AnswersPage:
    """All answers of a case."""

    number: str
    parts: tuple[AnswersPart, ...]


def build_answers_part(
    title: str, screening: Screening, histories: Iterable[QuestionHistory]
) -> AnswersPart:
    """Give the answers of one interview; what was said before stands below what counts."""
    listed = tuple(histories)
    told = sorted((each for history in listed for each in history.told), key=lambda each: each.at)
    takers = ", ".join(dict.fromkeys(each.who for each in told))
    rows = (_describe(screening, each) for each in listed)
    return AnswersPart(title, takers, tuple(rows))


def _describe(screening: Screening, history: QuestionHistory) -> SummaryRow:
    newest, *older = reversed(history.told)
    before = gettext("Before that: %(said)s")
    values = [_say(screening, newest)]
    values += [before % {"said": _say(screening, each)} for each in older]
    mark = gettext("Corrected") if history.was_corrected else ""
    return SummaryRow(history.ask, tuple(values), mark=mark)


def _say(screening: Screening, told: Told) -> str:
    said = build_wording(screening).answer(told.said)
    basis = told.said.basis
    parts = (said, str(BASES[basis]) if basis else "", told.who, write_moment(told.at))
    return " · ".join(each for each in parts if each)
