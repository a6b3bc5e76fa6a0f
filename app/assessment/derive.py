"""From answers and what the interviewer set to the indicators of a catalogue."""

from app.assessment.model import IndicatorResult, Interview, Setting
from app.conditions.evaluate import Trace, evaluate, list_open_statements
from app.conditions.facts import Facts
from app.conditions.judge import judge_statement
from app.conditions.truth import Truth
from app.instruments.ids import IndicatorId, QuestionId
from app.instruments.model import Catalogue, Indicator, Questionnaire
from app.questionnaire.path import Way


def derive_indicators(
    catalogue: Catalogue, questionnaire: Questionnaire, interview: Interview, way: Way
) -> dict[IndicatorId, IndicatorResult]:
    """Give every indicator of the catalogue, in its order."""
    results = (
        _derive_one(indicator, questionnaire, interview, way) for indicator in catalogue.indicators
    )
    return {result.indicator.id: result for result in results}


def trace_condition(
    questionnaire: Questionnaire, indicator: IndicatorId, facts: Facts
) -> Trace | None:
    """Give the trace of an indicator's condition, or None where the questionnaire has none."""
    derivation = questionnaire.indicators.get(indicator)
    if derivation is None:
        return None
    return evaluate(derivation.when, lambda statement: judge_statement(statement, facts))


def combine(derived: Truth, setting: Setting | None) -> Truth:
    """Join what the answers say with what the interviewer set.

    A set yes wins over no and unknown; a set no never beats a yes from the answers.
    """
    if setting is None:
        return derived
    if setting.present:
        return Truth.YES
    return Truth.YES if derived is Truth.YES else Truth.NO


def _derive_one(
    indicator: Indicator, questionnaire: Questionnaire, interview: Interview, way: Way
) -> IndicatorResult:
    trace = trace_condition(questionnaire, indicator.id, way.facts)
    setting = interview.settings.get(indicator.id)
    derived = Truth.UNKNOWN if trace is None else trace.truth
    truth = combine(derived, setting)
    waits_for, missing = _list_needs(trace) if truth is Truth.UNKNOWN else ((), ())
    shown = [QuestionId(name) for name in waits_for if name in way.shown]
    return IndicatorResult(
        indicator=indicator,
        truth=truth,
        derived=trace,
        setting=setting,
        not_asked=tuple(name for name in shown if interview.sheet.find(name) is None),
        not_answered=tuple(name for name in shown if interview.sheet.find(name) is not None),
        missing=missing,
    )


def _list_needs(trace: Trace | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the questions and the other things that an unknown condition waits for."""
    if trace is None:
        return (), ()
    judgements = [
        statement.judgement for statement in list_open_statements(trace) if statement.judgement
    ]
    waits_for = dict.fromkeys(name for each in judgements for name in each.waits_for)
    missing = dict.fromkeys(name for each in judgements for name in each.missing)
    return tuple(waits_for), tuple(missing)
