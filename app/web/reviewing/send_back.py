"""The page on which a case is sent back, with a field for a comment on each answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext
from flask_wtf import FlaskForm

from app.assessment.explain import GivenAnswer, list_answers
from app.services.interviews import Screening, assess_screening
from app.services.reviewing import Review
from app.web.components import Field, FieldError
from app.web.review.context import build_wording
from app.web.reviewing.forms import COMMENT, LONGEST_REASON


@dataclass(frozen=True)
class AnswerToComment:
    """One answer, and the field for what is said to it."""

    ask: str
    answer: str
    field: Field


@dataclass(frozen=True)
class SectionToComment:
    """The answers of a section; open where there are comments already."""

    title: str
    answers: tuple[AnswerToComment, ...]
    is_open: bool


@dataclass(frozen=True)
class SendBackPage:
    """A note on the whole, and all answers by section."""

    case_number: str
    seen: str
    reason: Field
    sections: tuple[SectionToComment, ...]
    back_address: str
    errors: tuple[FieldError, ...]


def build_send_back(
    review: Review,
    screening: Screening,
    form: FlaskForm,
    comments: Mapping[str, str],
    error: str,
) -> SendBackPage:
    """Give the page on which a case is sent back."""
    return SendBackPage(
        case_number=review.history.case.number,
        seen=form.seen.data or str(review.history.last),
        reason=Field(
            "reason",
            gettext("What is missing, or not clear?"),
            value=form.reason.data or "",
            hint=gettext("About the whole. Write no names. Single answers have fields below."),
            error=error,
        ),
        sections=tuple(_list_sections(screening, comments)),
        back_address=url_for("cases.show", number=review.history.case.number),
        errors=(FieldError("reason", error),) if error else (),
    )


def word_error(form: FlaskForm, comments: Mapping[str, str]) -> str:
    """Say what keeps a case from being sent back as it was written; nothing if nothing does."""
    texts = [form.reason.data or "", *comments.values()]
    if not any(text.strip() for text in texts):
        return str(gettext("Write what is missing or not clear, here or at a single answer."))
    if any(len(text) > LONGEST_REASON for text in texts):
        return str(gettext("Write at most %(most)s characters in a field.", most=LONGEST_REASON))
    return ""


def _list_sections(screening: Screening, comments: Mapping[str, str]) -> Iterator[SectionToComment]:
    wording = build_wording(screening)
    for section in list_answers(assess_screening(screening)):
        answers = tuple(
            _build_answer(given, wording.answer(given), comments)
            for topic in section.topics
            for given in topic.answers
        )
        yield SectionToComment(section.title, answers, any(each.field.value for each in answers))


def _build_answer(given: GivenAnswer, answer: str, comments: Mapping[str, str]) -> AnswerToComment:
    name = f"{COMMENT}{given.question}"
    label = gettext("Comment on “%(question)s”", question=given.ask)
    return AnswerToComment(
        given.ask, answer, Field(name, label, value=comments.get(str(given.question), ""))
    )
