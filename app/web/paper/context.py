"""What the pages show on which a form on paper is typed in, and two passes are compared."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from flask import url_for
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from app.instruments.ids import QuestionId
from app.instruments.model import Question, Questionnaire, Topic
from app.instruments.questions import place_questions
from app.instruments.vocabulary import About, QuestionType
from app.questionnaire.model import Answer, Basis
from app.services.interviews import Screening
from app.services.typing_in import Difference
from app.store.paper_entries import PaperRecord
from app.web.components import Choice, Field, FieldError
from app.web.locale import write_moment
from app.web.paper.typed import Typing, write_typed

FIRST: Final = "first"
SECOND: Final = "second"
HINTS: Final[Mapping[QuestionType, LazyString]] = {
    QuestionType.YES_NO: lazy_gettext("y or n"),
    QuestionType.ONE_CHOICE: lazy_gettext("number of the box"),
    QuestionType.SEVERAL_CHOICES: lazy_gettext("numbers of the boxes, such as 1 3"),
    QuestionType.WHOLE_NUMBER: lazy_gettext("a number"),
    QuestionType.MONEY: lazy_gettext(
        "amount, currency and h d w m y or o, such as 450 %(currency)s m"
    ),
    QuestionType.DURATION: lazy_gettext("number and d w m or y, such as 6 m"),
    QuestionType.DATE: lazy_gettext("such as 12.5.2024, 5.2024 or ~2024"),
    QuestionType.TEXT: lazy_gettext("as it is written"),
    QuestionType.COUNTRY: lazy_gettext("name or two letters"),
    QuestionType.LANGUAGE: lazy_gettext("name or code"),
}


@dataclass(frozen=True)
class EntryLine:
    """A question with its number on paper; `boxes` are numbered from one."""

    id: str
    number: int
    ask: str
    boxes: tuple[str, ...]
    hint: str
    is_long: bool
    may_not_apply: bool
    typed: str
    error: str


@dataclass(frozen=True)
class EntryTopic:
    """What stands together on paper; the title of its section stands before the first of one."""

    section: str
    title: str
    lines: tuple[EntryLine, ...]


@dataclass(frozen=True)
class EntryPage:
    """A form to be typed in; of a second pass `asked_by` and `asked_on` are None."""

    case_number: str
    title: str
    asked_by: Field | None
    asked_on: Field | None
    topics: tuple[EntryTopic, ...]
    errors: tuple[FieldError, ...]
    compared: str
    again_address: str
    review_address: str


@dataclass(frozen=True)
class DifferenceLine:
    """A question whose two passes differ, with what each of them says."""

    id: str
    number: int
    ask: str
    boxes: tuple[str, ...]
    first: str
    second: str
    chosen: str
    error: str


@dataclass(frozen=True)
class DifferencePage:
    """Everything that differs, to be settled by the paper."""

    case_number: str
    lines: tuple[DifferenceLine, ...]
    errors: tuple[FieldError, ...]
    settle_address: str


@dataclass(frozen=True)
class Typed:
    """What the fields of the questions hold, and what is wrong with them."""

    words: Mapping[QuestionId, str]
    errors: Mapping[QuestionId, str]


def usual_basis(topic: Topic) -> Basis:
    """Give how something is known that has no mark on paper."""
    return Basis.SEEN if topic.about is About.SITE else Basis.TOLD


def write_stored(screening: Screening) -> dict[QuestionId, str]:
    """Give what is stored as it would be typed."""
    return {
        each.question.id: write_typed(
            each.question, screening.sheet.find(each.question.id), usual_basis(each.topic)
        )
        for each in place_questions(screening.sources.questionnaire.item)
    }


def build_entry_page(
    screening: Screening,
    typed: Typed,
    around: Typing,
    head: tuple[Field, Field] | None,
    entry: PaperRecord | None,
) -> EntryPage:
    """Give a form to be typed in; without a head it is a second pass."""
    identity = screening.record.id
    questionnaire = screening.sources.questionnaire.item
    topics = tuple(_list_topics(questionnaire, typed, around))
    return EntryPage(
        case_number=screening.case.number,
        title=questionnaire.title,
        asked_by=None if head is None else head[0],
        asked_on=None if head is None else head[1],
        topics=topics,
        errors=tuple(_list_errors(head or (), topics)),
        compared=_word_compared(entry),
        again_address=url_for("paper_entry.again", interview_id=identity) if entry else "",
        review_address=url_for("review.show", interview_id=identity),
    )


def build_difference_page(
    screening: Screening,
    differences: Iterable[Difference],
    second: Mapping[QuestionId, str],
    chosen: Mapping[QuestionId, str],
    *,
    was_sent: bool,
) -> DifferencePage:
    """Give what differs between two passes; once it was sent, each must be settled."""
    named = [each.question for each in differences]
    lines = tuple(_list_differences(screening, named, second, chosen, was_sent=was_sent))
    return DifferencePage(
        case_number=screening.case.number,
        lines=lines,
        errors=tuple(
            FieldError(f"settle-{each.id}", f"{each.number}. {each.error}")
            for each in lines
            if each.error
        ),
        settle_address=url_for("paper_entry.settle_all", interview_id=screening.record.id),
    )


def _list_differences(
    screening: Screening,
    questions: Iterable[Question],
    second: Mapping[QuestionId, str],
    chosen: Mapping[QuestionId, str],
    *,
    was_sent: bool,
) -> Iterator[DifferenceLine]:
    numbers, first = _number(screening.sources.questionnaire.item), write_stored(screening)
    for each in questions:
        is_missing = was_sent and each.id not in chosen
        yield DifferenceLine(
            id=str(each.id),
            number=numbers[each.id],
            ask=each.ask,
            boxes=_list_boxes(each),
            first=first[each.id],
            second=second.get(each.id, ""),
            chosen=chosen.get(each.id, ""),
            error=gettext("Choose what the paper says") if is_missing else "",
        )


def list_settled(
    differences: Iterable[Difference], chosen: Mapping[QuestionId, str]
) -> Iterator[Answer | QuestionId]:
    """Give what replaces the first pass: a second answer, or that there is none."""
    for each in differences:
        if chosen[each.question.id] == SECOND:
            yield each.question.id if each.second is None else each.second


def _list_errors(head: Iterable[Field], topics: Iterable[EntryTopic]) -> Iterator[FieldError]:
    yield from (FieldError(each.id, each.error) for each in head if each.error)
    for line in (line for topic in topics for line in topic.lines):
        if line.error:
            yield FieldError(line.id, f"{line.number}. {line.error}")


def _list_topics(
    questionnaire: Questionnaire, typed: Typed, around: Typing
) -> Iterator[EntryTopic]:
    numbers = _number(questionnaire)
    for section in questionnaire.sections:
        for place, topic in enumerate(section.topics):
            lines = (_build_line(each, numbers[each.id], typed, around) for each in topic.questions)
            yield EntryTopic(section.title if place == 0 else "", topic.title, tuple(lines))


def _build_line(question: Question, number: int, typed: Typed, around: Typing) -> EntryLine:
    return EntryLine(
        id=str(question.id),
        number=number,
        ask=question.ask,
        boxes=_list_boxes(question),
        hint=str(HINTS[question.type]) % {"currency": around.currency},
        is_long=question.type is QuestionType.TEXT,
        may_not_apply=question.not_applicable is not None,
        typed=typed.words.get(question.id, ""),
        error=typed.errors.get(question.id, ""),
    )


def _number(questionnaire: Questionnaire) -> dict[QuestionId, int]:
    placed = enumerate(place_questions(questionnaire), start=1)
    return {each.question.id: number for number, each in placed}


def _list_boxes(question: Question) -> tuple[str, ...]:
    return tuple(each.label for each in question.options)


def _word_compared(entry: PaperRecord | None) -> str:
    if entry is None or entry.compared_at is None:
        return ""
    said: str = gettext(
        "Typed in twice and compared %(moment)s; %(num)s answers differed, and were settled.",
        moment=write_moment(entry.compared_at),
        num=entry.differences or 0,
    )
    return said


def build_head(
    people: Iterable[tuple[int, str]], chosen: int | None, day: str, errors: Mapping[str, str]
) -> tuple[Field, Field]:
    """Give the fields of who asked and when."""
    choices = tuple(Choice(str(code), name, code == chosen) for code, name in people)
    asked_by = Field(
        "asked_by", gettext("Who asked"), error=errors.get("asked_by", ""), choices=choices
    )
    asked_on = Field(
        "asked_on",
        gettext("On which day"),
        day,
        error=errors.get("asked_on", ""),
        input_type="date",
        width=10,
    )
    return asked_by, asked_on
