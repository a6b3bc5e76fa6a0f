"""A country's values become what conditions compare with."""

from datetime import date
from decimal import Decimal

from app.conditions.facts import ParameterValue
from app.instruments.model import Parameters
from app.instruments.parameters import list_parameter_values
from tests.builders import money

SOURCED = {
    "label": "Label",
    "source": "Invented.",
    "source_date": "2020-01-01",
    "provenance": "proposal",
    "verified": "no",
}
HOURS = {"id": "hours", "number": "48", "unit": "hours a week"}
WAGE = {"id": "wage", "amount": "5.50", "currency": "XTS", "period": "month", "basis": "net"}
FIRST, LATER = date(2020, 1, 1), date(2025, 1, 1)


def country(*values: dict[str, str]) -> Parameters:
    return Parameters.model_validate(
        {
            "id": "zz",
            "version": "1.0.0",
            "country": "ZZ",
            "title": "Vardania",
            "fictitious": "yes",
            "currency": "XTS",
            "note": "Invented.",
            "values": [{**SOURCED, "valid_from": "2020-01-01", **value} for value in values],
        }
    )


def test_a_number_holds_until_further_notice() -> None:
    values = list_parameter_values(country(HOURS))

    assert values == {"hours": (ParameterValue(Decimal(48), FIRST, date.max),)}


def test_an_amount_holds_until_its_last_day() -> None:
    values = list_parameter_values(country({**WAGE, "valid_until": "2024-12-31"}))

    expected = ParameterValue(money("5.50", "XTS", "month"), FIRST, date(2024, 12, 31))
    assert values == {"wage": (expected,)}


def test_an_amount_before_tax_has_no_value_to_compare_with() -> None:
    values = list_parameter_values(country({**WAGE, "basis": "gross"}))

    assert values == {"wage": (ParameterValue(None, FIRST, date.max),)}


def test_values_of_one_parameter_are_listed_oldest_first() -> None:
    later = {**HOURS, "number": "40", "valid_from": "2025-01-01"}
    earlier = {**HOURS, "valid_until": "2024-12-31"}

    values = list_parameter_values(country(later, WAGE, earlier))

    assert [value.valid_from for value in values["hours"]] == [FIRST, LATER]
    assert len(values["wage"]) == 1


def test_a_country_without_values_has_none() -> None:
    assert list_parameter_values(country()) == {}
