"""The way through a questionnaire: which questions are shown, what counts, and what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.conditions.evaluate import evaluate
from app.conditions.facts import Facts, ParameterValue
from app.conditions.judge import judge_statement
from app.conditions.truth import Truth
from app.conditions.values import Silence, Value
from app.instruments.ids import QuestionId, TopicId
from app.instruments.model import Question, Questionnaire, Topic
from app.instruments.questions import place_questions
from app.questionnaire.model import Answer, AnswerSheet

Parameters = Mapping[str, tuple[ParameterValue, ...]]


@dataclass(frozen=True)
class Way:
    """Which questions are shown, and the facts that the answers to them give.

    A question that another answer hides is not asked: what was typed before doesn't count.
    """

    shown: frozenset[QuestionId]
    facts: Facts


@dataclass(frozen=True)
class TopicProgress:
    """How far one topic is: questions shown, and how many of them have an answer or a silence."""

    topic: Topic
    shown: tuple[Question, ...]
    answered: int

    @property
    def is_complete(self) -> bool:
        """Say whether nothing that is shown waits for an answer."""
        return self.answered == len(self.shown)


def find_way(
    questionnaire: Questionnaire, sheet: AnswerSheet, parameters: Parameters, today: date
) -> Way:
    """Follow `shown_when` through the questionnaire; a question is shown unless that is *no*."""
    answers: dict[str, Value | Silence] = {}
    counts_as_no = frozenset(
        str(placed.question.id)
        for placed in place_questions(questionnaire)
        if placed.question.not_applicable == "no"
    )
    facts = Facts(answers, {}, parameters, None, today, counts_as_no)
    shown: set[QuestionId] = set()
    for placed in place_questions(questionnaire):
        question = placed.question
        if _is_shown(question, facts):
            shown.add(question.id)
            answer = sheet.find(question.id)
            answers[question.id] = Silence.NOT_ASKED if answer is None else answer.value
    whole = replace(facts, measures=questionnaire.measures, work=questionnaire.work_period)
    return Way(frozenset(shown), whole)


def list_current(way: Way, sheet: AnswerSheet) -> dict[QuestionId, Answer]:
    """Give the answers that count: those to questions that are shown."""
    return {question: answer for question, answer in sheet.answers.items() if question in way.shown}


def measure_progress(topic: Topic, way: Way, sheet: AnswerSheet) -> TopicProgress:
    """Say how far a topic is."""
    shown = tuple(question for question in topic.questions if question.id in way.shown)
    answered = sum(sheet.find(question.id) is not None for question in shown)
    return TopicProgress(topic, shown, answered)


def find_next_topic(
    questionnaire: Questionnaire, way: Way, after: TopicId | None = None
) -> TopicId | None:
    """Give the first topic with a shown question, or the first such one after another topic."""
    topics = [topic for section in questionnaire.sections for topic in section.topics]
    if after is not None:
        place = next((n for n, topic in enumerate(topics) if topic.id == after), len(topics))
        topics = topics[place + 1 :]
    for topic in topics:
        if any(question.id in way.shown for question in topic.questions):
            return topic.id
    return None


def find_previous_topic(questionnaire: Questionnaire, way: Way, before: TopicId) -> TopicId | None:
    """Give the nearest topic with a shown question before another topic."""
    previous: TopicId | None = None
    for section in questionnaire.sections:
        for topic in section.topics:
            if topic.id == before:
                return previous
            if any(question.id in way.shown for question in topic.questions):
                previous = topic.id
    return None


def _is_shown(question: Question, facts: Facts) -> bool:
    if question.shown_when is None:
        return True
    trace = evaluate(question.shown_when, lambda statement: judge_statement(statement, facts))
    return trace.truth is not Truth.NO
