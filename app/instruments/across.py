"""Check what a questionnaire says of catalogues and of countries' parameters."""

from collections.abc import Iterable, Iterator, Mapping

from app.conditions.model import PayPerHour, Statement
from app.documents.problem import Fault, Path
from app.instruments.checks import find_repeated, list_conditions
from app.instruments.ids import CatalogueId, IndicatorId
from app.instruments.model import Catalogue, Parameters, Questionnaire
from app.instruments.questions import place_questions
from app.instruments.references import list_parameter_names, suggest


def check_across(
    questionnaire: Questionnaire,
    catalogues: Mapping[str, Catalogue],
    countries: Iterable[Parameters],
) -> Iterator[Fault]:
    """Give every fault that shows only beside the catalogues and the countries.

    Catalogues stand under `id@version`.
    """
    countries = tuple(countries)
    named = ((str(c.id), ("catalogues", n, "id")) for n, c in enumerate(questionnaire.catalogues))
    yield from find_repeated(named, "catalogue")
    names = [each.name for each in questionnaire.catalogues]
    for number, name in enumerate(names):
        if name not in catalogues:
            hint = suggest(name, catalogues, "catalogue and version")
            yield Fault(("catalogues", number, "id"), f"there is no catalogue “{name}”", hint)
    if all(name in catalogues for name in names):
        asked = [catalogues[name] for name in names]
        yield from _check_indicators(questionnaire, asked, catalogues)
        yield from _check_complete(questionnaire, asked)
    yield from _check_parameters(questionnaire, countries)
    yield from _check_contacts(questionnaire, countries)


def _check_indicators(
    questionnaire: Questionnaire, asked: list[Catalogue], catalogues: Mapping[str, Catalogue]
) -> Iterator[Fault]:
    known: dict[str, CatalogueId] = {}
    for number, catalogue in enumerate(asked):
        for indicator in catalogue.indicators:
            if known.get(indicator.id, catalogue.id) != catalogue.id:
                what = f"“{indicator.id}” is an indicator of “{known[indicator.id]}” as well"
                hint = "Leave one of the two catalogues out."
                yield Fault(("catalogues", number, "id"), what, hint)
            known[indicator.id] = catalogue.id
    for indicator_id in questionnaire.indicators:
        if indicator_id not in known:
            elsewhere = _find_version(indicator_id, asked, catalogues)
            hint = elsewhere or suggest(indicator_id, known, "indicator")
            what = f"the catalogue has no indicator “{indicator_id}”"
            yield Fault(("indicators", indicator_id), what, hint)


def _find_version(
    indicator: IndicatorId, asked: list[Catalogue], catalogues: Mapping[str, Catalogue]
) -> str | None:
    """Say in which other version of a catalogue that is asked about an indicator stands."""
    ids = {each.id for each in asked}
    for name, catalogue in catalogues.items():
        if catalogue.id in ids and any(each.id == indicator for each in catalogue.indicators):
            return f"It is in {name}: name that version below `catalogues:`."
    return None


def _check_complete(questionnaire: Questionnaire, catalogues: list[Catalogue]) -> Iterator[Fault]:
    for number, catalogue in enumerate(catalogues):
        missing = [
            each.id for each in catalogue.indicators if each.id not in questionnaire.indicators
        ]
        if missing and questionnaire.catalogues[number].complete:
            what = f"no question feeds {', '.join(missing)} of “{catalogue.id}”"
            hint = "Add conditions below `indicators:`, or write `complete: no`."
            yield Fault(("catalogues", number, "complete"), what, hint)


def _check_parameters(
    questionnaire: Questionnaire, countries: tuple[Parameters, ...]
) -> Iterator[Fault]:
    values = [value for country in countries for value in country.values]
    numbers = {value.id for value in values if value.number is not None}
    amounts = {value.id for value in values if value.amount is not None}
    for statement, name, place in _place_parameters(questionnaire):
        if name not in numbers | amounts:
            hint = suggest(name, numbers | amounts, "parameter")
            yield Fault(place, f"no country has a parameter “{name}”", hint)
            continue
        measure = questionnaire.measures.get(statement.subject)
        fitting, kind = (numbers, "a number")
        if isinstance(measure, PayPerHour):
            fitting, kind = (amounts, "an amount of money")
        if name not in fitting:
            what = f"“{statement.subject}” can't be compared with “{name}”, which isn't {kind}"
            hint = f"Use one of: {', '.join(sorted(fitting))}." if fitting else "Use a number."
            yield Fault(place, what, hint)


def _place_parameters(questionnaire: Questionnaire) -> Iterator[tuple[Statement, str, Path]]:
    for condition, path in list_conditions(questionnaire):
        yield from list_parameter_names(condition, path)
    for placed in place_questions(questionnaire):
        if placed.question.shown_when is not None:
            path = (*placed.path, "shown_when")
            yield from list_parameter_names(placed.question.shown_when, path)


def _check_contacts(
    questionnaire: Questionnaire, countries: tuple[Parameters, ...]
) -> Iterator[Fault]:
    known = {contact.id for country in countries for contact in country.contacts}
    for number, danger in enumerate(questionnaire.immediate_danger):
        for place, contact in enumerate(danger.contacts):
            if contact not in known:
                path = ("immediate_danger", number, "contacts", place)
                hint = suggest(contact, known, "contact")
                yield Fault(path, f"no country has a contact “{contact}”", hint)
