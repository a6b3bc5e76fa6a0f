"""Instrument, answers and rules give a result that never changes."""

from collections.abc import Iterable, Mapping

from app.assessment.derive import derive_indicators
from app.assessment.model import (
    ADULT,
    CHILD,
    Assessment,
    Edition,
    IndicatorResult,
    Interview,
    Sources,
)
from app.assessment.openness import find_openness, list_age_questions, merge_ranks
from app.conditions.evaluate import evaluate
from app.conditions.facts import Facts
from app.conditions.judge import judge_statement
from app.conditions.model import Condition
from app.conditions.truth import Truth
from app.engine.evaluate import assess_indicators
from app.engine.profile import ProfileEntry, profile_indicators
from app.engine.result import RuleSetResult
from app.instruments.ids import GroupId, IndicatorId, QuestionId
from app.instruments.model import Danger
from app.instruments.parameters import list_parameter_values
from app.questionnaire.path import Way, find_way


def follow_interview(sources: Sources, interview: Interview) -> Way:
    """Give the person's way through the questionnaire."""
    parameters = (
        {} if sources.parameters is None else list_parameter_values(sources.parameters.item)
    )
    questionnaire = sources.questionnaire.item
    return find_way(questionnaire, interview.sheet, parameters, interview.day)


def assess(sources: Sources, interview: Interview) -> Assessment:
    """Give everything that follows from an interview, by the versions in `sources`."""
    way = follow_interview(sources, interview)
    questionnaire = sources.questionnaire.item
    child = _truth(questionnaire.child_when, way.facts)
    indicators = derive_indicators(sources.catalogue.item, questionnaire, interview, way)
    further = _derive_further(sources, interview, way)
    states = {name: result.truth for name, result in (indicators | further).items()}
    groups = list_groups(child)
    leading = tuple(_apply(sources.leading, groups, states))
    return Assessment(
        sources=sources,
        interview=interview,
        way=way,
        child=child,
        dangers=list_dangers(questionnaire.immediate_danger, way),
        indicators=indicators,
        further=further,
        leading=leading,
        others=tuple(_apply(sources.others, groups, states)),
        profile=_profile(sources, child, states),
        openness=find_openness(
            questionnaire,
            indicators,
            merge_ranks(leading),
            _list_age_questions(questionnaire.child_when, leading, way, interview),
        ),
    )


def _derive_further(
    sources: Sources, interview: Interview, way: Way
) -> dict[IndicatorId, IndicatorResult]:
    """Give the indicators of the catalogues that only other rule sets read."""
    asked = sources.questionnaire.item
    derived = (derive_indicators(each.item, asked, interview, way) for each in sources.further)
    return {name: result for results in derived for name, result in results.items()}


def _profile(
    sources: Sources, child: Truth, states: Mapping[IndicatorId, Truth]
) -> tuple[ProfileEntry, ...]:
    """Give the eleven; the adult list is the longer one, so it is read unless a child is sure."""
    group = CHILD if child is Truth.YES else ADULT
    return profile_indicators(sources.eleven.item, sources.catalogue.item, group, states)


def _list_age_questions(
    condition: Condition, leading: tuple[RuleSetResult, ...], way: Way, interview: Interview
) -> tuple[tuple[QuestionId, ...], tuple[QuestionId, ...]]:
    """Give the open questions about age where it matters which rules apply."""
    if not _age_matters(leading):
        return (), ()
    return list_age_questions(condition, way, interview.sheet)


def list_groups(child: Truth) -> tuple[GroupId, ...]:
    """Give the groups whose rules apply; the child's come first where age is not sure."""
    groups = {Truth.YES: (CHILD,), Truth.NO: (ADULT,), Truth.UNKNOWN: (CHILD, ADULT)}
    return groups[child]


def list_dangers(dangers: Iterable[Danger], way: Way) -> tuple[Danger, ...]:
    """Give the immediate dangers that the answers so far show."""
    return tuple(danger for danger in dangers if _truth(danger.when, way.facts) is Truth.YES)


def _truth(condition: Condition, facts: Facts) -> Truth:
    return evaluate(condition, lambda statement: judge_statement(statement, facts)).truth


def _apply(
    editions: Iterable[Edition], groups: tuple[GroupId, ...], states: Mapping[IndicatorId, Truth]
) -> Iterable[RuleSetResult]:
    for group in groups:
        for edition in editions:
            if edition.compiled.group == group:
                yield assess_indicators(edition.compiled, states)


def _age_matters(leading: tuple[RuleSetResult, ...]) -> bool:
    """Say whether the child's and the adult's result differ where both are given."""
    said = [
        (
            {name: finding.status for name, finding in result.findings.items()},
            None if result.outcome is None else result.outcome.possible,
        )
        for result in leading
    ]
    return any(each != said[0] for each in said)
