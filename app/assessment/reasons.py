"""Which reason an indicator has: that of the questionnaire, that of the module, or both."""

from app.assessment.model import IndicatorResult, Sources
from app.conditions.truth import Truth


def find_reason(sources: Sources, result: IndicatorResult) -> str | None:
    """Give the reasons of the conditions that hold; the questionnaire's own while none does.

    None where nothing that is asked feeds the indicator.
    """
    name, trace = result.indicator.id, result.derived
    if trace is None:
        return None
    own = sources.questionnaire.item.indicators[name]
    further = None if sources.module is None else sources.module.item.indicators.get(name)
    if further is None or further == own:
        return own.because
    joined = zip((own, further), trace.parts, strict=True)
    reasons = [each.because for each, part in joined if part.truth is Truth.YES]
    return " ".join(reasons) or own.because
