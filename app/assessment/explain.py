"""Why each indicator is present, absent or open: the answers behind it, as plain data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from app.assessment.model import Assessment, IndicatorResult, Setting
from app.assessment.reasons import find_reason
from app.conditions.evaluate import (
    Judgement,
    Trace,
    evaluate,
    list_deciding_statements,
)
from app.conditions.judge import judge_statement
from app.conditions.measures import measure_figure
from app.conditions.model import (
    Codes,
    Comparison,
    Number,
    ParameterName,
    Statement,
    list_inputs,
)
from app.conditions.parameters import find_in_force
from app.conditions.truth import Truth
from app.conditions.values import Silence, Value
from app.instruments.ids import IndicatorId, QuestionId, SectionId, TopicId
from app.instruments.questions import PlacedQuestion
from app.instruments.vocabulary import About, QuestionType
from app.questionnaire.model import Basis

_Judged: TypeAlias = tuple[Statement, Judgement]


@dataclass(frozen=True)
class GivenAnswer:
    """A question in the words in which it is asked, with its answer or silence.

    `chosen` are the words of the options that were chosen; `basis` is None while nothing was said;
    `about` says whose knowledge is asked for.
    """

    question: QuestionId
    topic: TopicId
    ask: str
    type: QuestionType
    unit: str | None
    value: Value | Silence
    chosen: tuple[str, ...]
    basis: Basis | None
    about: About = About.PERSON

    @property
    def is_value(self) -> bool:
        """Say whether there is an answer and not a silence."""
        return not isinstance(self.value, Silence)

    @property
    def is_assumed(self) -> bool:
        """Say whether nobody said so."""
        return self.basis is Basis.ASSUMED

    @property
    def is_said(self) -> bool:
        """Say whether somebody or something gave this answer."""
        return self.is_value and not self.is_assumed

    @property
    def is_silent(self) -> bool:
        """Say whether it was asked and not answered."""
        return not self.is_value and self.basis not in (None, Basis.ASSUMED)


@dataclass(frozen=True)
class TopicAnswers:
    """A topic with the questions of it that are shown."""

    topic: TopicId
    title: str
    about: About
    answers: tuple[GivenAnswer, ...]


@dataclass(frozen=True)
class SectionAnswers:
    """A part of the story with its topics; those without a shown question are left out."""

    section: SectionId
    title: str
    topics: tuple[TopicAnswers, ...]


@dataclass(frozen=True)
class Limit:
    """What a figure is compared with; a parameter's has the days on which it is in force."""

    value: Decimal | Fraction
    currency: str | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class ComparedFigure:
    """A figure within its bounds, beside what it is compared with.

    `kind` is that of the measure called `name`, or `answer` where an answer itself is compared;
    `parameter` is what the country calls it, or its id where the country has none.
    """

    name: str
    kind: str
    low: Fraction | None
    high: Fraction | None
    currency: str | None
    comparison: Comparison
    parameter: str | None
    limits: tuple[Limit, ...]


@dataclass(frozen=True)
class Grounds:
    """The figures and answers that a condition rests on, or waits for while it is unknown."""

    truth: Truth
    figures: tuple[ComparedFigure, ...]
    answers: tuple[GivenAnswer, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class IndicatorExplanation:
    """An indicator with what it rests on.

    `grounds` and `because` are None where the questionnaire doesn't ask about the indicator.
    """

    indicator: IndicatorId
    label: str
    covers: str
    truth: Truth
    because: str | None
    grounds: Grounds | None
    setting: Setting | None
    is_in_conflict: bool


def explain_indicators(assessment: Assessment) -> dict[IndicatorId, IndicatorExplanation]:
    """Explain every indicator, those of the leading catalogue first, each in its order."""
    results = {**assessment.indicators, **assessment.further}
    return {name: _explain_indicator(assessment, result) for name, result in results.items()}


def explain_age(assessment: Assessment) -> Grounds:
    """Say what the answers tell of whether the person is, or was, a child."""
    facts = assessment.way.facts
    condition = assessment.sources.questionnaire.item.child_when
    return find_grounds(assessment, evaluate(condition, lambda each: judge_statement(each, facts)))


def list_answers(assessment: Assessment) -> tuple[SectionAnswers, ...]:
    """Give every question that is shown with its answer, by section, in the order of asking.

    What was typed before a question was hidden doesn't count and isn't given.
    """
    sections = (
        SectionAnswers(
            section.id,
            section.title,
            tuple(
                TopicAnswers(
                    topic.id,
                    topic.title,
                    topic.about,
                    find_answers(assessment, (question.id for question in topic.questions)),
                )
                for topic in section.topics
                if any(question.id in assessment.way.shown for question in topic.questions)
            ),
        )
        for section in assessment.sources.questionnaire.item.sections
    )
    return tuple(section for section in sections if section.topics)


def find_answers(
    assessment: Assessment, questions: Iterable[QuestionId]
) -> tuple[GivenAnswer, ...]:
    """Give those questions that are shown with their answers, each once, in the order given."""
    return tuple(
        _give_answer(assessment, assessment.questions[name])
        for name in dict.fromkeys(questions)
        if name in assessment.way.shown
    )


def find_grounds(assessment: Assessment, trace: Trace) -> Grounds:
    """Give what a decided condition rests on, and what an unknown one waits for."""
    judged: list[_Judged] = [
        (each.condition, each.judgement)
        for each in list_deciding_statements(trace)
        if isinstance(each.condition, Statement) and each.judgement is not None
    ]
    figures = (_compare_figure(assessment, statement) for statement, _ in judged)
    missing = (name for _, judgement in judged for name in judgement.missing)
    return Grounds(
        truth=trace.truth,
        figures=tuple(dict.fromkeys(figure for figure in figures if figure is not None)),
        answers=find_answers(assessment, _list_questions(assessment, judged)),
        missing=tuple(dict.fromkeys(missing)),
    )


def _explain_indicator(assessment: Assessment, result: IndicatorResult) -> IndicatorExplanation:
    return IndicatorExplanation(
        indicator=result.indicator.id,
        label=result.indicator.label,
        covers=result.indicator.covers,
        truth=result.truth,
        because=find_reason(assessment.sources, result),
        grounds=None if result.derived is None else find_grounds(assessment, result.derived),
        setting=result.setting,
        is_in_conflict=result.is_in_conflict,
    )


def _list_questions(assessment: Assessment, statements: Iterable[_Judged]) -> Iterable[QuestionId]:
    """Give the questions behind statements: the subject, or what its figure is worked out from."""
    measures = assessment.way.facts.measures
    for statement, judgement in statements:
        measure = measures.get(statement.subject)
        names = [statement.subject] if measure is None else list(list_inputs(measure))
        yield from (QuestionId(name) for name in (*names, *judgement.waits_for))


def _give_answer(assessment: Assessment, placed: PlacedQuestion) -> GivenAnswer:
    question = placed.question
    answer = assessment.interview.sheet.find(question.id)
    value: Value | Silence = Silence.NOT_ASKED if answer is None else answer.value
    chosen = value if isinstance(value, frozenset) else {value}
    for_child = question.ask_child if assessment.child is Truth.YES else None
    return GivenAnswer(
        question=question.id,
        topic=placed.topic.id,
        ask=for_child or question.ask,
        type=question.type,
        unit=question.unit,
        value=value,
        chosen=tuple(option.label for option in question.options if option.code in chosen),
        basis=None if answer is None else answer.basis,
        about=placed.topic.about,
    )


def _compare_figure(assessment: Assessment, statement: Statement) -> ComparedFigure | None:
    """Give the figure of a statement; None where an answer alone says it."""
    facts = assessment.way.facts
    measure = facts.measures.get(statement.subject)
    if isinstance(statement.operand, Codes):
        return None
    if measure is None and isinstance(statement.operand, Number):
        return None
    figure = None if measure is None else measure_figure(measure, facts)
    return ComparedFigure(
        name=statement.subject,
        kind="answer" if measure is None else measure.kind,
        low=None if figure is None else figure.interval.low,
        high=None if figure is None else figure.interval.high,
        currency=None if figure is None else figure.currency,
        comparison=statement.comparison,
        parameter=_name_parameter(assessment, statement.operand),
        limits=_list_limits(assessment, statement.operand),
    )


def _name_parameter(assessment: Assessment, operand: Number | ParameterName) -> str | None:
    if isinstance(operand, Number):
        return None
    parameters = assessment.sources.parameters
    values = () if parameters is None else parameters.item.values
    return next((each.label for each in values if each.id == operand.name), operand.name)


def _list_limits(assessment: Assessment, operand: Number | ParameterName) -> tuple[Limit, ...]:
    if isinstance(operand, Number):
        return (Limit(operand.value),)
    return tuple(
        Limit(bound.value, bound.currency, bound.first, bound.last)
        for bound in find_in_force(operand.name, assessment.way.facts).possible
    )
