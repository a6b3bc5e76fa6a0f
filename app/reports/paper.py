"""A questionnaire as a form to be filled in by hand, where no device may be shown.

In one language, or in two side by side: the interviewer's and the worker's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from app.conditions.model import Condition
from app.instruments.catalogue import Published
from app.instruments.ids import QuestionId
from app.instruments.model import Question, Questionnaire, Section
from app.instruments.questions import place_questions
from app.instruments.translations.model import AnswerWords, Translation
from app.instruments.translations.translate import translate_questionnaire
from app.instruments.vocabulary import Provenance, QuestionType
from app.reports.skipping import NumberedQuestion


@dataclass(frozen=True)
class PaperOption:
    """A box to tick. `exclusive` is ticked alone."""

    code: str
    label: str
    exclusive: bool


@dataclass(frozen=True)
class PaperQuestion:
    """A question with its number on paper; without `only_if` it is asked of everybody."""

    id: QuestionId
    number: int
    ask: str
    ask_child: str
    type: QuestionType
    options: tuple[PaperOption, ...]
    unit: str
    guidance: str
    only_if: Condition | None
    may_not_apply: bool


@dataclass(frozen=True)
class PaperTopic:
    """What is asked together."""

    title: str
    guidance: str
    questions: tuple[PaperQuestion, ...]


@dataclass(frozen=True)
class PaperSection:
    """A part of the story."""

    title: str
    topics: tuple[PaperTopic, ...]


@dataclass(frozen=True)
class PaperTranslation:
    """Where the words of a form come from that are not the questionnaire's own."""

    name: str
    fingerprint: str
    is_checked: bool
    answers: AnswerWords


@dataclass(frozen=True)
class PaperForm:
    """A form; `numbered` has every question by its id, for words that refer to it.

    `fingerprint` is that of the questionnaire, whatever the language.
    """

    name: str
    title: str
    description: str
    fingerprint: str
    language: str
    sections: tuple[PaperSection, ...]
    numbered: Mapping[str, NumberedQuestion]
    translation: PaperTranslation | None

    @property
    def direction(self) -> str:
        """Give the direction in which its language is written."""
        try:
            return str(Locale.parse(self.language, sep="-").text_direction)
        except UnknownLocaleError:
            return "ltr"

    @property
    def questions(self) -> tuple[PaperQuestion, ...]:
        """Give all questions in the order of the paper."""
        topics = (topic for section in self.sections for topic in section.topics)
        return tuple(question for topic in topics for question in topic.questions)


def build_paper_form(
    published: Published[Questionnaire], translated: Published[Translation] | None = None
) -> PaperForm:
    """Give the form of a questionnaire: every question and every option, each once.

    In the questionnaire's own words, or in those of a translation of just this version.
    """
    asked = published.item
    if translated is not None:
        asked = translate_questionnaire(asked, translated.item)
    placed = enumerate(place_questions(asked), start=1)
    numbers = {each.question.id: number for number, each in placed}
    return PaperForm(
        name=published.name,
        title=asked.title,
        description=asked.description,
        fingerprint=published.fingerprint,
        language=asked.languages[0],
        sections=tuple(_build_section(each, numbers) for each in asked.sections),
        numbered=dict(_list_numbered(asked, numbers, translated)),
        translation=None if translated is None else _describe(translated),
    )


def _describe(translated: Published[Translation]) -> PaperTranslation:
    return PaperTranslation(
        translated.name,
        translated.fingerprint,
        translated.item.provenance is not Provenance.PROPOSAL,
        translated.item.answers,
    )


def _build_section(section: Section, numbers: Mapping[QuestionId, int]) -> PaperSection:
    return PaperSection(
        section.title,
        tuple(
            PaperTopic(
                topic.title,
                topic.guidance or "",
                tuple(_build(each, numbers[each.id]) for each in topic.questions),
            )
            for topic in section.topics
        ),
    )


def _build(question: Question, number: int) -> PaperQuestion:
    return PaperQuestion(
        id=question.id,
        number=number,
        ask=question.ask,
        ask_child=question.ask_child or "",
        type=question.type,
        options=tuple(
            PaperOption(each.code, each.label, each.exclusive) for each in question.options
        ),
        unit=question.unit or "",
        guidance=question.guidance or "",
        only_if=question.shown_when,
        may_not_apply=question.not_applicable is not None,
    )


def _list_numbered(
    asked: Questionnaire,
    numbers: Mapping[QuestionId, int],
    translated: Published[Translation] | None,
) -> Iterator[tuple[str, NumberedQuestion]]:
    for each in place_questions(asked):
        question = each.question
        labels = {option.code: option.label for option in question.options}
        if translated is not None and question.type is QuestionType.YES_NO:
            labels = {"yes": translated.item.answers.yes, "no": translated.item.answers.no}
        yield str(question.id), NumberedQuestion(numbers[question.id], question.type, labels)
