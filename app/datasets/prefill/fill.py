"""What answers and indicators say of the fields of a record, each with what it was taken from."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

import pycountry

from app.conditions.values import PartialDate, Silence
from app.conditions.values import Value as AnswerValue
from app.datasets.model import SEVERAL, Dataset, DatasetField, Kind
from app.datasets.prefill.model import FromAnswer, FromIndicator, Prefill
from app.datasets.records import Value, take_several


@dataclass(frozen=True)
class Filled:
    """What a field is prefilled with, and the questions and indicators that say so.

    What is `proposed` doesn't count before a person has confirmed it.
    """

    value: Value | Silence
    proposed: bool
    questions: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()


def prefill_record(
    prefill: Prefill,
    dataset: Dataset,
    answers: Mapping[str, AnswerValue | Silence],
    present: Collection[str],
) -> dict[str, Filled]:
    """Give what the fields are prefilled with; what nothing is said of is left out.

    A silence of the person stays the same silence. An indicator that is not present says nothing.
    """
    fields = {each.id: each for each in dataset.list_fields()}
    found: dict[str, Filled] = {}
    for name, filled in _list_filled(prefill, fields, answers, present):
        known = found.get(name)
        found[name] = filled if known is None else _join(known, filled)
    return found


def _list_filled(
    prefill: Prefill,
    fields: Mapping[str, DatasetField],
    answers: Mapping[str, AnswerValue | Silence],
    present: Collection[str],
) -> Iterator[tuple[str, Filled]]:
    for each in prefill.answers:
        answer = answers.get(each.question, Silence.NOT_ASKED)
        value = _read(each, fields[each.field], answer)
        if value is not None:
            yield each.field, Filled(value, each.proposed, questions=(each.question,))
    for rule in prefill.indicators:
        seen = _list_seen(rule, present)
        if seen:
            yield rule.field, Filled((rule.code,), proposed=True, indicators=seen)


def _list_seen(rule: FromIndicator, present: Collection[str]) -> tuple[str, ...]:
    return tuple(each for each in rule.present if each in present)


def _join(one: Filled, other: Filled) -> Filled:
    """Put together what two things say; a value says more than a silence."""
    if isinstance(one.value, Silence) or isinstance(other.value, Silence):
        return other if isinstance(one.value, Silence) else one
    codes = dict.fromkeys((*take_several(one.value), *take_several(other.value)))
    return replace(
        one,
        value=tuple(codes),
        proposed=one.proposed or other.proposed,
        questions=(*one.questions, *other.questions),
        indicators=tuple(dict.fromkeys((*one.indicators, *other.indicators))),
    )


def _read(
    rule: FromAnswer, field: DatasetField, answer: AnswerValue | Silence
) -> Value | Silence | None:
    if isinstance(answer, Silence):
        return None if answer is Silence.NOT_ASKED else answer
    if not rule.codes:
        return _take(field, answer)
    chosen = answer if isinstance(answer, frozenset) else {answer}
    codes = tuple(dict.fromkeys(pair.code for pair in rule.codes if pair.answer in chosen))
    if not codes:
        return rule.otherwise
    return codes if field.kind in SEVERAL else codes[0]


def _take(field: DatasetField, answer: AnswerValue) -> Value | None:
    """Give an answer as it was given; None for what the field can't hold."""
    match answer:
        case str() if field.kind is Kind.LANGUAGES:
            code = find_language(answer)
            return None if code is None else (code,)
        case str():
            return (answer,) if field.kind in SEVERAL else answer
        case int() if field.kind is Kind.WHOLE:
            return answer
        case PartialDate() if field.kind is Kind.PARTIAL_DATE:
            return answer
        case _:
            return None


def find_language(code: str) -> str | None:
    """Give the code of three letters of a language; None where there is none."""
    if len(code) == 3:
        return code
    found = pycountry.languages.get(alpha_2=code)
    return None if found is None else str(found.alpha_3)
