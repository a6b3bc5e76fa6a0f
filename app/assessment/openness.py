"""What is not known yet and could still change the result: the questions, ranked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.assessment.model import IndicatorResult, Openness, OpenQuestion
from app.conditions.evaluate import evaluate, list_open_statements
from app.conditions.judge import judge_statement
from app.conditions.model import Condition
from app.engine.result import RuleSetResult
from app.instruments.ids import IndicatorId, QuestionId
from app.instruments.model import Questionnaire
from app.instruments.questions import place_questions
from app.questionnaire.model import AnswerSheet
from app.questionnaire.path import Way


@dataclass
class _Gathered:
    """The best rank of a question and the deciding indicators that it feeds."""

    rank: int
    indicators: list[IndicatorId] = field(default_factory=list)


def find_openness(
    questionnaire: Questionnaire,
    indicators: Mapping[IndicatorId, IndicatorResult],
    ranks: Mapping[IndicatorId, int],
    age: "tuple[tuple[QuestionId, ...], tuple[QuestionId, ...]]",
) -> Openness:
    """Give what could still change findings and outcome; see Openness.

    `ranks` are the deciding indicators; `age` are the questions about age that decide which rules
    apply, not asked and not answered.
    """
    results = [indicators[name] for name in ranks]
    return Openness(
        not_asked=_rank(
            questionnaire, {r.indicator.id: r.not_asked for r in results}, ranks, age[0]
        ),
        not_answered=_rank(
            questionnaire, {r.indicator.id: r.not_answered for r in results}, ranks, age[1]
        ),
        beyond=tuple(r.indicator.id for r in results if r.derived is None),
        lacking=tuple((r.indicator.id, r.missing) for r in results if r.missing),
    )


def merge_ranks(leading: tuple[RuleSetResult, ...]) -> dict[IndicatorId, int]:
    """Give the deciding indicators of all leading results with their best rank, best first."""
    ranks: dict[IndicatorId, int] = {}
    for result in leading:
        for indicator, rank in result.deciding.items():
            ranks[indicator] = min(rank, ranks.get(indicator, rank))
    return dict(sorted(ranks.items(), key=lambda entry: entry[1]))


def list_age_questions(
    condition: Condition, way: Way, sheet: AnswerSheet
) -> tuple[tuple[QuestionId, ...], tuple[QuestionId, ...]]:
    """Give the questions about age that are not asked yet, and those without an answer."""
    trace = evaluate(condition, lambda statement: judge_statement(statement, way.facts))
    judgements = [each.judgement for each in list_open_statements(trace) if each.judgement]
    names = dict.fromkeys(
        QuestionId(name) for each in judgements for name in each.waits_for if name in way.shown
    )
    return (
        tuple(name for name in names if sheet.find(name) is None),
        tuple(name for name in names if sheet.find(name) is not None),
    )


def _rank(
    questionnaire: Questionnaire,
    waits_for: Mapping[IndicatorId, tuple[QuestionId, ...]],
    ranks: Mapping[IndicatorId, int],
    age: tuple[QuestionId, ...],
) -> tuple[OpenQuestion, ...]:
    """Give the questions by rank, and where ranks are equal in the order of the interview."""
    gathered = {name: _Gathered(1) for name in age}
    for indicator, names in waits_for.items():
        for name in names:
            entry = gathered.setdefault(name, _Gathered(ranks[indicator]))
            entry.rank = min(entry.rank, ranks[indicator])
            entry.indicators.append(indicator)
    order = {placed.question.id: n for n, placed in enumerate(place_questions(questionnaire))}
    questions = sorted(gathered, key=lambda name: (gathered[name].rank, order[name]))
    return tuple(
        OpenQuestion(name, gathered[name].rank, tuple(gathered[name].indicators))
        for name in questions
    )
