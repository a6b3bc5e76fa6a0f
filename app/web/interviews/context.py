"""What the pages of an interview show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext, ngettext

from app.assessment.assess import list_dangers
from app.conditions.evaluate import evaluate
from app.conditions.judge import judge_statement
from app.conditions.truth import Truth
from app.instruments.ids import QuestionId
from app.instruments.model import Section, Topic
from app.questionnaire.intake import IntakeError, RawAnswer
from app.questionnaire.path import find_previous_topic, measure_progress
from app.services.interviews import Screening, assess_screening
from app.services.second_codings import RecordedText
from app.web.components import Contact, Danger, FieldError, QuestionView, Step
from app.web.interviews.live_state import LiveState, describe_state
from app.web.interviews.path import begins_section
from app.web.interviews.question_views import Asked, Surroundings, build_question_view
from app.web.interviews.stored import write_raw
from app.web.interviews.wording import place_error, word_error


@dataclass(frozen=True)
class Mistakes:
    """What was typed on the page and could not be read, and why, or was not kept at all."""

    raw: Mapping[QuestionId, RawAnswer]
    errors: Mapping[QuestionId, IntakeError]
    nothing_saved: bool = False

    def find_unsaved(self, question: QuestionId) -> RawAnswer | None:
        """Give what was typed and isn't saved."""
        is_unsaved = self.nothing_saved or question in self.errors
        return self.raw.get(question) if is_unsaved else None


NO_MISTAKES = Mistakes({}, {})


@dataclass(frozen=True)
class TopicPage:
    """One topic with its questions; `recorded` is what a second coding is made from."""

    title: str
    guidance: str
    about: str
    case_number: str
    questions: tuple[QuestionView, ...]
    errors: tuple[FieldError, ...]
    dangers: tuple[Danger, ...]
    steps: tuple[Step, ...]
    now: LiveState | None
    is_kept: bool
    recorded: tuple[RecordedText, ...] | None
    save_address: str
    back_address: str
    review_address: str


def build_topic_page(
    screening: Screening, topic: Topic, around: Surroundings, mistakes: Mistakes = NO_MISTAKES
) -> TopicPage:
    """Give everything that the page of a topic shows."""
    identity = screening.record.id
    for_child = is_child(screening)
    asked = [
        _ask(screening, topic, question.id, mistakes, for_child) for question in topic.questions
    ]
    return TopicPage(
        title=topic.title,
        guidance=topic.guidance or "",
        about=topic.about.value,
        case_number=screening.case.number,
        questions=tuple(build_question_view(each, around) for each in asked),
        errors=tuple(
            FieldError(place_error(each.question, error), each.error)
            for each in asked
            if (error := mistakes.errors.get(each.question.id)) is not None
        ),
        dangers=build_dangers(screening),
        steps=build_steps(screening, topic),
        now=_describe_state(screening, topic),
        is_kept=is_kept(screening),
        recorded=around.recorded,
        save_address=url_for("interviews.save_answer", interview_id=identity),
        back_address=_address_before(screening, topic),
        review_address=url_for("review.show", interview_id=identity),
    )


def is_child(screening: Screening) -> bool:
    """Say whether the person is known to be, or to have been, a child."""
    condition = screening.sources.questionnaire.item.child_when
    facts = screening.way.facts
    return evaluate(condition, lambda each: judge_statement(each, facts)).truth is Truth.YES


def is_kept(screening: Screening) -> bool:
    """Say whether the answers are kept when the interview is closed, as far as is known."""
    answer = screening.sheet.find(QuestionId("consent_storage"))
    return answer is None or answer.value != "no"


def build_dangers(screening: Screening) -> tuple[Danger, ...]:
    """Give every danger that the questionnaire looks for, shown if the answers call for it."""
    declared = screening.sources.questionnaire.item.immediate_danger
    called = {danger.id for danger in list_dangers(declared, screening.way)}
    parameters = screening.sources.parameters
    contacts = {} if parameters is None else {each.id: each for each in parameters.item.contacts}
    return tuple(
        Danger(
            danger.id,
            danger.say,
            tuple(
                Contact(contacts[name].label, contacts[name].telephone)
                for name in danger.contacts
                if name in contacts
            ),
            danger.id in called,
        )
        for danger in declared
    )


def build_steps(screening: Screening, here: Topic | None = None) -> tuple[Step, ...]:
    """Give the sections with how far each is; sections without a shown question are left out."""
    sections = screening.sources.questionnaire.item.sections
    steps = (_build_step(screening, section, here) for section in sections)
    return tuple(step for step in steps if step is not None)


def _build_step(screening: Screening, section: Section, here: Topic | None) -> Step | None:
    progress = [measure_progress(topic, screening.way, screening.sheet) for topic in section.topics]
    shown = [each for each in progress if each.shown]
    if not shown:
        return None
    left = sum(len(each.shown) - each.answered for each in shown)
    is_here = here is not None and any(topic.id == here.id for topic in section.topics)
    state = "current" if is_here else "done" if left == 0 else "ahead"
    note = (
        ngettext("%(num)s question left", "%(num)s questions left", left)
        if left
        else gettext("done")
    )
    address = url_for(
        "interviews.topic", interview_id=screening.record.id, topic_id=shown[0].topic.id
    )
    return Step(section.title, state, address, note)


def _ask(
    screening: Screening,
    topic: Topic,
    question_id: QuestionId,
    mistakes: Mistakes,
    for_child: bool,  # noqa: FBT001
) -> Asked:
    question = next(each for each in topic.questions if each.id == question_id)
    stored = screening.sheet.find(question_id)
    error = mistakes.errors.get(question_id)
    unsaved = mistakes.find_unsaved(question_id)
    return Asked(
        question=question,
        about=topic.about,
        raw=write_raw(stored) if unsaved is None else unsaved,
        error="" if error is None else word_error(question, error),
        shown=question_id in screening.way.shown,
        is_saved=stored is not None and unsaved is None,
        for_child=for_child,
    )


def _describe_state(screening: Screening, topic: Topic) -> LiveState | None:
    """Say where the interview stands, once after each section."""
    if not begins_section(screening, topic):
        return None
    return describe_state(assess_screening(screening))


def _address_before(screening: Screening, topic: Topic) -> str:
    questionnaire = screening.sources.questionnaire.item
    before = find_previous_topic(questionnaire, screening.way, topic.id)
    if before is None:
        return url_for("home.show")
    return url_for("interviews.topic", interview_id=screening.record.id, topic_id=before)


def list_visible(screening: Screening, topics: Iterable[Topic]) -> dict[str, bool]:
    """Say of each question of some topics whether it is shown."""
    return {
        str(question.id): question.id in screening.way.shown
        for topic in topics
        for question in topic.questions
    }
