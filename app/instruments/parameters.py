"""A country's parameters in the form in which conditions read them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from app.conditions.facts import ParameterValue
from app.conditions.values import Money, Period
from app.instruments.model import CountryValue, Parameters


def list_parameter_values(parameters: Parameters) -> Mapping[str, tuple[ParameterValue, ...]]:
    """Give the values of each parameter by its id, oldest first."""
    values: dict[str, list[ParameterValue]] = defaultdict(list)
    for value in sorted(parameters.values, key=lambda value: value.valid_from):
        until = value.valid_until or date.max
        values[value.id].append(ParameterValue(_read(value), value.valid_from, until))
    return {name: tuple(entries) for name, entries in values.items()}


def _read(value: CountryValue) -> Decimal | Money | None:
    if value.number is not None:
        return value.number
    if value.basis == "gross" or value.amount is None or value.currency is None:
        return None
    return Money(value.amount, value.currency, Period(value.period))
