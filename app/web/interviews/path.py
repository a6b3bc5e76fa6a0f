"""Where the pages of an interview lead."""

from flask import url_for

from app.instruments.ids import SectionId, TopicId
from app.instruments.model import Section, Topic
from app.questionnaire.path import find_next_topic, find_previous_topic, measure_progress
from app.services.finishing import CONSENT_TO_INTERVIEW, is_refused
from app.services.interviews import Screening, assess_screening


def find_topic(screening: Screening, topic_id: str) -> Topic | None:
    """Give a topic of the questionnaire if any question of it is shown."""
    for section in screening.sources.questionnaire.item.sections:
        for topic in section.topics:
            if topic.id == topic_id:
                has_questions = any(each.id in screening.way.shown for each in topic.questions)
                return topic if has_questions else None
    return None


def find_section(screening: Screening, topic_id: TopicId) -> Section:
    """Give the section in which a topic stands."""
    sections = screening.sources.questionnaire.item.sections
    return next(s for s in sections if any(topic.id == topic_id for topic in s.topics))


def address_of_topic(screening: Screening, topic_id: TopicId) -> str:
    """Give the address of a topic's page."""
    return url_for("interviews.topic", interview_id=screening.record.id, topic_id=topic_id)


def address_after_topic(screening: Screening, topic: Topic) -> str:
    """Give where to go on: the next topic, or the end of the talk.

    At the end of a section nobody is stopped, unless nothing that is left to ask could still change
    the result: then there is something to decide.
    """
    identity = screening.record.id
    if is_refused(screening, CONSENT_TO_INTERVIEW):
        return url_for("review.stop", interview_id=identity)
    section = find_section(screening, topic.id)
    following = find_next_topic(screening.sources.questionnaire.item, screening.way, topic.id)
    if following is None:
        return url_for("review.show", interview_id=identity)
    ends = all(each.id != following for each in section.topics)
    if ends and assess_screening(screening).openness.nothing_left_to_ask:
        return url_for("review.section_end", interview_id=identity, section_id=section.id)
    return address_of_topic(screening, following)


def ends_here(screening: Screening, topic: Topic) -> bool:
    """Say whether nothing more is asked: the person refused, and could not take it back here."""
    takes_it_back = any(each.id == CONSENT_TO_INTERVIEW for each in topic.questions)
    return is_refused(screening, CONSENT_TO_INTERVIEW) and not takes_it_back


def address_after_section(screening: Screening, section: Section) -> str:
    """Give the first topic of the next section that has one, or the review of all answers."""
    last = section.topics[-1].id
    following = find_next_topic(screening.sources.questionnaire.item, screening.way, last)
    if following is None:
        return url_for("review.show", interview_id=screening.record.id)
    return address_of_topic(screening, following)


def begins_section(screening: Screening, topic: Topic) -> bool:
    """Say whether a topic is the first with questions of its section, and not of the interview."""
    before = find_previous_topic(screening.sources.questionnaire.item, screening.way, topic.id)
    if before is None:
        return False
    return find_section(screening, before).id != find_section(screening, topic.id).id


def address_to_go_on(screening: Screening) -> str:
    """Give where something is left to answer: from where the interview got to, or before it."""
    if is_refused(screening, CONSENT_TO_INTERVIEW):
        return url_for("review.stop", interview_id=screening.record.id)
    progress = [
        measure_progress(topic, screening.way, screening.sheet)
        for section in screening.sources.questionnaire.item.sections
        for topic in section.topics
    ]
    reached = max((n for n, each in enumerate(progress) if each.answered), default=0)
    for each in (*progress[reached:], *progress[:reached]):
        if not each.is_complete:
            return address_of_topic(screening, each.topic.id)
    return url_for("review.show", interview_id=screening.record.id)


def find_section_by_id(screening: Screening, section_id: str) -> Section | None:
    """Give a section by its id, or None."""
    sections = screening.sources.questionnaire.item.sections
    return next((each for each in sections if each.id == SectionId(section_id)), None)
