"""A stored answer as it would be typed, so that a page shows saved and typed answers alike."""

from app.conditions.values import Duration, Money, PartialDate, Silence, Text, Value
from app.questionnaire.intake import RawAnswer
from app.questionnaire.model import Answer


def write_raw(answer: Answer | None) -> RawAnswer:
    """Give the fields of a question filled in with its answer."""
    if answer is None:
        return RawAnswer()
    basis = {"basis": answer.basis.value}
    if isinstance(answer.value, Silence):
        return RawAnswer((), {"silence": answer.value.value, **basis})
    values, parts = _write_value(answer.value)
    return RawAnswer(values, {**parts, **basis})


def _write_value(value: Value) -> tuple[tuple[str, ...], dict[str, str]]:
    match value:
        case str() | int():
            return (str(value),), {}
        case frozenset():
            return tuple(sorted(value)), {}
        case Text(text):
            return (text,), {}
        case Money(amount, currency, period):
            parts = {"amount": f"{amount:f}", "currency": currency, "period": period.value}
            return (), parts
        case Duration(number, unit):
            return (), {"number": str(number), "unit": unit.value}
        case PartialDate(year, month, day, about):
            written = {"day": day, "month": month, "year": year, "about": "yes" if about else None}
            return (), {part: str(each) for part, each in written.items() if each is not None}
