"""What the pages show that look back on an interview."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from app.assessment.explain import GivenAnswer, SectionAnswers, TopicAnswers, list_answers
from app.assessment.model import Assessment
from app.conditions.values import Silence
from app.engine.result import FindingStatus
from app.instruments.model import Section
from app.instruments.vocabulary import ContactKind
from app.questionnaire.model import Basis
from app.questionnaire.path import measure_progress
from app.reports.wording import Wording
from app.services.finishing import (
    CONSENT_TO_INTERVIEW,
    CONSENT_TO_STORAGE,
    is_refused,
    is_storage_settled,
)
from app.services.interviews import Screening, assess_screening
from app.services.summaries import word_screening
from app.web.components import Contact, Danger, Link, Step, SummaryRow, join_dangers
from app.web.frame import get_speech
from app.web.interviews.context import build_dangers, build_steps, is_kept
from app.web.interviews.live_state import LiveState, describe_state
from app.web.interviews.path import address_after_section, address_of_topic, address_to_go_on
from app.web.interviews.wording import BASES
from app.web.review.discard import address_of_discard

# Whom a person may call themselves after they said no.
FOR_THE_PERSON = (ContactKind.HELPLINE, ContactKind.EMERGENCY)


@dataclass(frozen=True)
class SectionEndPage:
    """Where the interview stands after a section."""

    section: str
    now: LiveState
    left: int
    dangers: tuple[Danger, ...]
    steps: tuple[Step, ...]
    is_kept: bool
    next_address: str
    left_address: str
    review_address: str
    result_address: str


@dataclass(frozen=True)
class ReviewedSection:
    """The answers of one section."""

    title: str
    rows: tuple[SummaryRow, ...]


@dataclass(frozen=True)
class ReviewPage:
    """All answers, what the interviewer set, and the end of the interview.

    `storage_address` leads to the question whether answers may be kept, as long as the person has
    said neither yes nor no.
    """

    case_number: str
    sections: tuple[ReviewedSection, ...]
    settings: tuple[SummaryRow, ...]
    left: int
    assumed: int
    now: LiveState
    dangers: tuple[Danger, ...]
    is_kept: bool
    storage_address: str
    go_on_address: str
    indicators_address: str
    result_address: str
    discard_address: str
    finish_address: str
    close_address: str


@dataclass(frozen=True)
class StopPage:
    """The kind end of a talk to which the person did not agree."""

    contacts: tuple[Contact, ...]
    close_address: str
    back_address: str


@dataclass(frozen=True)
class ClosePage:
    """The question whether all that was said shall be destroyed now."""

    case_number: str
    close_address: str
    back_address: str
    result_address: str


def build_section_end(screening: Screening, section: Section) -> SectionEndPage:
    """Give where the interview stands after a section."""
    assessment = assess_screening(screening)
    identity = screening.record.id
    progress = [measure_progress(topic, screening.way, screening.sheet) for topic in section.topics]
    unfinished = next((each for each in progress if not each.is_complete), progress[0])
    return SectionEndPage(
        section=section.title,
        now=describe_state(assessment),
        left=sum(len(each.shown) - each.answered for each in progress),
        dangers=join_dangers(build_dangers(screening)),
        steps=build_steps(screening, section.topics[-1]),
        is_kept=is_kept(screening),
        next_address=address_after_section(screening, section),
        left_address=address_of_topic(screening, unfinished.topic.id),
        review_address=url_for("review.show", interview_id=identity),
        # A second coding has no result page, which could be taken for the case's.
        result_address="" if screening.coding else address_of_result(identity),
    )


def build_review(screening: Screening) -> ReviewPage:
    """Give all answers of an interview, with what isn't answered."""
    assessment = assess_screening(screening)
    identity = screening.record.id
    sections = list_answers(assessment)
    answers = [a for section in sections for topic in section.topics for a in topic.answers]
    return ReviewPage(
        case_number=screening.case.number,
        sections=tuple(_review_section(screening, section) for section in sections),
        settings=list_settings(screening, assessment),
        left=sum(answer.value is Silence.NOT_ASKED for answer in answers),
        assumed=sum(answer.basis is Basis.ASSUMED for answer in answers),
        now=describe_state(assessment),
        dangers=join_dangers(build_dangers(screening)),
        is_kept=is_kept(screening),
        storage_address="" if is_storage_settled(screening) else address_of_storage(screening),
        go_on_address=address_to_go_on(screening),
        indicators_address=url_for("indicators.overview", interview_id=identity),
        result_address=address_of_result(identity),
        discard_address=address_of_discard(screening),
        finish_address=url_for("review.finish_interview", interview_id=identity),
        close_address=url_for("review.close", interview_id=identity),
    )


def build_stop(screening: Screening) -> StopPage:
    """Give whom the person may call, and how to end."""
    parameters = screening.sources.parameters
    known = () if parameters is None else parameters.item.contacts
    identity = screening.record.id
    return StopPage(
        contacts=tuple(
            Contact(each.label, each.telephone)
            for kind in FOR_THE_PERSON
            for each in known
            if each.kind is kind
        ),
        close_address=url_for("review.close", interview_id=identity),
        back_address=_address_of_question(screening, str(CONSENT_TO_INTERVIEW)),
    )


def build_close(screening: Screening) -> ClosePage:
    """Give what is asked before everything is destroyed."""
    identity = screening.record.id
    return ClosePage(
        case_number=screening.case.number,
        close_address=url_for("review.close", interview_id=identity),
        back_address=url_for("review.show", interview_id=identity),
        result_address=address_of_result(identity),
    )


def may_be_closed(screening: Screening) -> bool:
    """Say whether the person refused the interview or the storage."""
    return any(is_refused(screening, each) for each in (CONSENT_TO_INTERVIEW, CONSENT_TO_STORAGE))


def list_settings(screening: Screening, assessment: Assessment) -> tuple[SummaryRow, ...]:
    """Give the indicators that the interviewer set, with the reasons."""
    words = {True: gettext("Set to present"), False: gettext("Set to absent")}
    rows = []
    for name, setting in screening.interview.settings.items():
        result = assessment.indicators[name]
        conflict = gettext("The answers say the opposite") if result.is_in_conflict else ""
        address = url_for("indicators.set_one", interview_id=screening.record.id, indicator_id=name)
        change = Link(gettext("Change"), address, about=result.indicator.label)
        values = (words[setting.present], setting.reason)
        rows.append(SummaryRow(result.indicator.label, values, (change,), conflict))
    return tuple(rows)


def address_of_result(interview_id: str) -> str:
    """Give the address of the result page."""
    return url_for("results.show", interview_id=interview_id)


def build_wording(screening: Screening) -> Wording:
    """Give the words of answers in the language of the page."""
    return word_screening(screening, get_speech())


def word_presumption(status: FindingStatus) -> str:
    """Give the presumption in one word for lists."""
    words = {
        FindingStatus.YES: gettext("Presumed"),
        FindingStatus.NO: gettext("Not presumed"),
        FindingStatus.OPEN: gettext("Open"),
    }
    return str(words[status])


def _review_section(screening: Screening, section: SectionAnswers) -> ReviewedSection:
    wording = build_wording(screening)
    rows = (
        _review_answer(screening, wording, topic, answer)
        for topic in section.topics
        for answer in topic.answers
    )
    return ReviewedSection(section.title, tuple(rows))


def _review_answer(
    screening: Screening, wording: Wording, topic: TopicAnswers, answer: GivenAnswer
) -> SummaryRow:
    is_open = answer.value is Silence.NOT_ASKED
    said = gettext("Not asked yet") if is_open else wording.answer(answer)
    address = f"{address_of_topic(screening, topic.topic)}#{answer.question}"
    words = gettext("Answer") if is_open else gettext("Change")
    links = (Link(words, address, about=answer.ask),) if screening.is_open else ()
    known = answer.basis not in (None, Basis.TOLD, Basis.ASSUMED)
    basis = (str(BASES[answer.basis]),) if known and answer.basis is not None else ()
    assumed = str(BASES[Basis.ASSUMED]) if answer.basis is Basis.ASSUMED else ""
    return SummaryRow(answer.ask, (said, *basis), links, assumed)


def address_of_storage(screening: Screening) -> str:
    """Give where it is asked whether answers may be kept."""
    return _address_of_question(screening, str(CONSENT_TO_STORAGE))


def _address_of_question(screening: Screening, question: str) -> str:
    for section in screening.sources.questionnaire.item.sections:
        for topic in section.topics:
            if any(each.id == question for each in topic.questions):
                return f"{address_of_topic(screening, topic.id)}#{question}"
    return url_for("interviews.resume", interview_id=screening.record.id)
