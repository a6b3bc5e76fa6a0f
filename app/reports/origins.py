"""Where a result comes from: the sources, the versions used, and the values of the country."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.assessment.freeze import Version, list_versions
from app.assessment.model import Assessment, Sources
from app.conditions.model import ParameterName, list_statements
from app.conditions.parameters import NORMAL_WEEK, WorkSpan, work_span
from app.conditions.values import Period
from app.instruments.catalogue import Published
from app.instruments.model import Catalogue, CountryValue
from app.instruments.vocabulary import Provenance


@dataclass(frozen=True)
class Backing:
    """Where a rule or a strength comes from, and how that was established."""

    source: str
    provenance: Provenance


@dataclass(frozen=True)
class Parameter:
    """A value of the country that the assessment used, with its source."""

    label: str
    number: Decimal | None
    unit: str
    currency: str
    period: Period | None
    basis: str
    valid_from: date
    valid_until: date | None
    backing: Backing
    source_date: date
    verified: bool


@dataclass(frozen=True)
class Source:
    """A source that instruments were compiled from, with how sure it is."""

    title: str
    publisher: str
    document: str
    edition: str
    note: str


@dataclass(frozen=True)
class Origins:
    """Where everything comes from: sources, the versions used, and the country's values.

    `mapping` says how sure it is that the answers mean the indicators.
    """

    sources: tuple[Source, ...]
    mapping: Provenance | None
    versions: tuple[Version, ...]
    country: str
    is_fictitious: bool
    parameters: tuple[Parameter, ...]
    missing_parameters: tuple[str, ...]


def list_origins(assessment: Assessment) -> Origins:
    """Give the sources, versions and values that an assessment stands on."""
    sources = assessment.sources
    parameters = sources.parameters
    catalogues = (sources.catalogue, *sources.further, sources.eleven)
    return Origins(
        sources=tuple(_describe_source(each) for each in catalogues),
        mapping=_find_mapping(sources),
        versions=tuple(list_versions(sources)),
        country="" if parameters is None else parameters.item.title,
        is_fictitious=parameters is not None and parameters.item.fictitious,
        parameters=tuple(_list_parameters(assessment)),
        missing_parameters=_list_missing(assessment),
    )


def _describe_source(published: Published[Catalogue]) -> Source:
    item = published.item
    return Source(item.title, item.publisher, item.document, item.edition, item.note)


def _find_mapping(sources: Sources) -> Provenance | None:
    """Say how sure it is that these answers mean the indicators of the catalogue."""
    asked = sources.questionnaire.item.catalogues
    return next((each.provenance for each in asked if each.id == sources.catalogue.id), None)


def _list_parameters(assessment: Assessment) -> Iterator[Parameter]:
    """Give the values that conditions read, as far as they were in force on days of the work."""
    parameters = assessment.sources.parameters
    if parameters is None:
        return
    named = _name_parameters(assessment)
    span = work_span(assessment.way.facts)
    values = [each for each in parameters.item.values if _is_in_force(each, span)]
    if any(each.id in named and each.period in ("week", "month") for each in values):
        named.add(NORMAL_WEEK)
    for value in values:
        if value.id in named:
            yield _build_parameter(value)


def _name_parameters(assessment: Assessment) -> set[str]:
    derivations = assessment.sources.questionnaire.item.indicators.values()
    return {
        statement.operand.name
        for derivation in derivations
        for statement in list_statements(derivation.when)
        if isinstance(statement.operand, ParameterName)
    }


def _is_in_force(value: CountryValue, span: WorkSpan) -> bool:
    begins_in_time = value.valid_from <= span.last
    return begins_in_time and (span.first is None or (value.valid_until or date.max) >= span.first)


def _build_parameter(value: CountryValue) -> Parameter:
    return Parameter(
        label=value.label,
        number=value.number if value.number is not None else value.amount,
        unit=value.unit or "",
        currency=value.currency or "",
        period=None if value.period is None else Period(value.period),
        basis=value.basis or "",
        valid_from=value.valid_from,
        valid_until=value.valid_until,
        backing=Backing(value.source, value.provenance),
        source_date=value.source_date,
        verified=value.verified,
    )


def _list_missing(assessment: Assessment) -> tuple[str, ...]:
    """Give the codes of parameters that an indicator waits for."""
    missing = (name for result in assessment.indicators.values() for name in result.missing)
    return tuple(dict.fromkeys(name for name in missing if name.startswith("parameter:")))
