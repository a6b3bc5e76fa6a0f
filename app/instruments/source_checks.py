"""What only shows across a whole catalogue, or all the values of a country."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from app.documents.problem import Fault, Path
from app.instruments.checks import find_repeated
from app.instruments.model import Catalogue, CountryValue, Indicator, Parameters
from app.instruments.references import suggest


def check_catalogue(catalogue: Catalogue) -> Iterator[Fault]:
    """Give every fault of a catalogue that its keys alone don't show."""
    indicators = list(enumerate(catalogue.indicators))
    ids = ((str(i.id), ("indicators", n, "id")) for n, i in indicators)
    yield from find_repeated(ids, "indicator")
    dimensions = ((str(d.id), ("dimensions", n, "id")) for n, d in enumerate(catalogue.dimensions))
    yield from find_repeated(dimensions, "dimension")
    groups = ((str(g.id), ("groups", n, "id")) for n, g in enumerate(catalogue.groups))
    yield from find_repeated(groups, "group")
    yield from _check_rule(catalogue)
    for number, indicator in indicators:
        yield from _check_indicator(indicator, catalogue, ("indicators", number))
    yield from _check_counts(catalogue)


def _check_counts(catalogue: Catalogue) -> Iterator[Fault]:
    counts = Counter(group for i in catalogue.indicators for group in i.strengths)
    if set(counts) - {group.id for group in catalogue.groups}:
        return  # A group that isn't there is told already, and leaves another one short.
    for number, group in enumerate(catalogue.groups):
        if counts[group.id] != group.count:
            what = f"says {group.count} indicators, but {counts[group.id]} have a strength for it"
            yield Fault(("groups", number, "count"), what, "Correct the count or the strengths.")


def _check_rule(catalogue: Catalogue) -> Iterator[Fault]:
    clauses = catalogue.dimension_rule.positive_with_any if catalogue.dimension_rule else ()
    for number, clause in enumerate(clauses):
        if not any(count for _, count in clause):
            path = ("dimension_rule", "positive_with_any", number)
            hint = "Give at least one strength a count above 0."
            yield Fault(path, "would make every dimension positive", hint)


def _check_indicator(indicator: Indicator, catalogue: Catalogue, path: Path) -> Iterator[Fault]:
    dimensions = {dimension.id for dimension in catalogue.dimensions}
    if dimensions and indicator.id.partition(".")[0] not in dimensions:
        hint = f"Begin the id with one of: {', '.join(sorted(dimensions))}."
        yield Fault((*path, "id"), f"“{indicator.id}” is in no dimension of this file", hint)
    groups = [group.id for group in catalogue.groups]
    for group in indicator.strengths:
        if group in groups:
            continue
        hint = suggest(group, groups, "group")
        yield Fault((*path, "strengths", group), f"there is no group “{group}”", hint)
    if not indicator.strengths and indicator.provenance is None:
        hint = "Add `strengths:` with a provenance each, or `provenance:`."
        yield Fault(path, "nothing says how this indicator was established", hint)


def check_parameters(parameters: Parameters) -> Iterator[Fault]:
    """Give every fault of a country's parameters that its keys alone don't show."""
    if parameters.country.lower() != parameters.id:
        hint = f"Write {parameters.id.upper()}."
        yield Fault(("country",), f"“{parameters.country}” is not the country of this file", hint)
    contacts = (
        (contact.id, ("contacts", n, "id")) for n, contact in enumerate(parameters.contacts)
    )
    yield from find_repeated(contacts, "contact")
    offices = (
        (office.id, ("authorities", n, "id")) for n, office in enumerate(parameters.authorities)
    )
    yield from find_repeated(offices, "authority")
    for number, value in enumerate(parameters.values):
        yield from _check_value(value, ("values", number))
    yield from _check_overlaps(parameters)


def _check_value(value: CountryValue, path: Path) -> Iterator[Fault]:
    money = (value.amount, value.currency, value.period, value.basis)
    if value.number is not None:
        whole = value.unit is not None and all(part is None for part in money)
    else:
        whole = all(part is not None for part in money) and value.unit is None
    if not whole:
        hint = "Give `number` and `unit`, or `amount`, `currency`, `period` and `basis`."
        yield Fault(path, "this is neither a number nor an amount of money", hint)
    if value.valid_until is not None and value.valid_until < value.valid_from:
        hint = "Put the two dates in order."
        yield Fault((*path, "valid_until"), "ends before it begins", hint)


def _check_overlaps(parameters: Parameters) -> Iterator[Fault]:
    """Two values of one parameter may not be in force on the same day."""
    until: dict[str, date] = {}
    for number, value in sorted(enumerate(parameters.values), key=lambda each: each[1].valid_from):
        if value.valid_from <= until.get(value.id, date.min):
            what = f"“{value.id}” has two values on {value.valid_from.isoformat()}"
            hint = "End the earlier one with `valid_until` on the day before."
            yield Fault(("values", number, "valid_from"), what, hint)
        until[value.id] = max(until.get(value.id, date.min), value.valid_until or date.max)
