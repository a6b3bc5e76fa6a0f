"""Values of answers as JSON text and back: each names its kind, and exact decimals stay text.

Free text has no form here: it is sealed, never written as JSON.
"""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final, TypeAlias, TypeVar

from app.conditions.values import Duration, DurationUnit, Money, PartialDate, Period
from app.store.errors import StoreError

OpenValue: TypeAlias = str | frozenset[str] | int | Money | Duration | PartialDate
"""Every value that is not free text."""

Part = TypeVar("Part")


def encode_value(value: OpenValue) -> str:
    """Write a value as JSON; equal values of one kind are written alike."""
    content: dict[str, Any]
    match value:
        case str():
            content = {"code": value}
        case frozenset():
            content = {"codes": sorted(value)}
        case int():
            content = {"number": value}
        case Money(amount, currency, period):
            content = {"money": str(amount), "currency": currency, "period": period.value}
        case Duration(number, unit):
            content = {"duration": number, "unit": unit.value}
        case PartialDate(year, month, day, about):
            content = {"year": year, "month": month, "day": day, "about": about}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def decode_value(text: str) -> OpenValue:
    """Read a value that `encode_value` wrote, or raise StoreError."""
    try:
        content = json.loads(text)
        return DECODERS[frozenset(content)](content)
    except (ValueError, TypeError, KeyError, InvalidOperation):
        raise StoreError(
            "A stored answer is written in a way that this version of Threshold does not know. "
            "A newer version wrote it, or it was changed: look whether the versions agree."
        ) from None


def _decode_code(content: Mapping[str, Any]) -> str:
    return _require(str, content["code"])


def _decode_codes(content: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(_require(str, code) for code in _require(list, content["codes"]))


def _decode_number(content: Mapping[str, Any]) -> int:
    return _require(int, content["number"])


def _decode_money(content: Mapping[str, Any]) -> Money:
    amount = Decimal(_require(str, content["money"]))
    return Money(amount, _require(str, content["currency"]), Period(content["period"]))


def _decode_duration(content: Mapping[str, Any]) -> Duration:
    return Duration(_require(int, content["duration"]), DurationUnit(content["unit"]))


def _decode_date(content: Mapping[str, Any]) -> PartialDate:
    month, day = content["month"], content["day"]
    return PartialDate(
        year=_require(int, content["year"]),
        month=None if month is None else _require(int, month),
        day=None if day is None else _require(int, day),
        about=_require(bool, content["about"]),
    )


def _require(kind: type[Part], part: Any) -> Part:
    # A bool is an int to Python, and a number to nobody.
    if type(part) is not kind:
        raise TypeError
    return part


DECODERS: Final[Mapping[frozenset[str], Callable[[Mapping[str, Any]], OpenValue]]] = {
    frozenset({"code"}): _decode_code,
    frozenset({"codes"}): _decode_codes,
    frozenset({"number"}): _decode_number,
    frozenset({"money", "currency", "period"}): _decode_money,
    frozenset({"duration", "unit"}): _decode_duration,
    frozenset({"year", "month", "day", "about"}): _decode_date,
}
