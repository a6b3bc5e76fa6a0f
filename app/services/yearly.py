"""The yearly tables of this installation, counted over all its records and protected together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from app.datasets.catalogue import Datasets
from app.datasets.yearly.count import Cell, choose_records
from app.datasets.yearly.given import read_given
from app.datasets.yearly.model import YearlyTables
from app.datasets.yearly.publish import (
    OPEN_THRESHOLD,
    Counted,
    Sheet,
    build_sheets,
    count_everything,
    trace,
)
from app.services.dataset_records import SUSPECTS, VICTIMS, list_records
from app.services.kept_figures import Kept
from app.store.accounts import list_organisations
from app.store.cases import Reach
from app.store.dataset_records import stream_records
from app.store.ids import DatasetRecordId
from app.store.log import Deed, note_act
from app.store.publications import find_publications_state, list_publications

TABLES: Final = "yearly"
# What official and open publication are called where they are kept.
OFFICIAL: Final = "official"
PUBLIC: Final = "public"
_YEARS: Final[Kept[tuple[int, ...]]] = Kept()


class CountryUnclearError(Exception):
    """The organisations work in several countries, and nobody said whose tables are wanted."""

    def __init__(self, countries: tuple[str, ...]) -> None:
        super().__init__(f"Name the country: organisations work in {', '.join(countries)}.")


@dataclass(frozen=True)
class Tabulation:
    """The tables of one year: what may be shown, and what it was counted from."""

    tables: YearlyTables
    sheets: tuple[Sheet, ...]
    counted: Mapping[str, Counted]
    own: str
    openly: bool


_TABULATIONS: Final[Kept[Tabulation]] = Kept()


@dataclass(frozen=True)
class Traced:
    """A record that a count is made of."""

    id: DatasetRecordId
    code: str


def tabulate(
    session: Session, datasets: Datasets, year: int, own: str, *, openly: bool = False
) -> Tabulation:
    """Give every table of a year, counted once for as long as no record changes.

    What is published `openly` hides every count below 11. What was published of the year before
    binds: whoever compares finds nothing that is hidden.
    """
    for name in (VICTIMS, SUSPECTS):
        note_act(session, Deed.READ, name)
    published = find_publications_state(session)
    question = (_name_declarations(datasets), published, year, own, openly)
    return _TABULATIONS.find(
        session, question, lambda: _tabulate(session, datasets, year, own, openly=openly)
    )


def _tabulate(
    session: Session, datasets: Datasets, year: int, own: str, *, openly: bool
) -> Tabulation:
    tables = datasets.tables.newest(TABLES).item
    records = {name: list_records(session, datasets, name) for name in (VICTIMS, SUSPECTS)}
    below = OPEN_THRESHOLD if openly else min(each.hides.below for each in tables.collections)
    kind = PUBLIC if openly else OFFICIAL
    given = [
        read_given(each.shown, year)
        for each in list_publications(session, year)
        if (each.kind, each.country) == (kind, own)
    ]
    counted = count_everything(tables, records, own, [year], below, given)
    sheets = tuple(build_sheets(tables, counted, openly=openly))
    # Counts are kept from one request to the next; records are not.
    counts = {name: replace(each, chosen={}) for name, each in counted.items()}
    return Tabulation(tables, sheets, counts, own, openly)


def _name_declarations(datasets: Datasets) -> str:
    return datasets.tables.newest(TABLES).fingerprint


def find_country(session: Session) -> str:
    """Give the country of all organisations. Raises CountryUnclearError if there are several."""
    countries = tuple(sorted({each.country for each in list_organisations(session)}))
    if len(countries) != 1:
        raise CountryUnclearError(countries)
    return countries[0]


def trace_records(
    session: Session,
    datasets: Datasets,
    tabulation: Tabulation,
    population: str,
    cell: Cell,
    reach: Reach,
) -> tuple[Traced, ...]:
    """Give the records of a count that lie within reach, in the order of their codes.

    Raises KeyError for a population or count that there is none of.
    """
    counted = tabulation.counted[population]
    if cell not in counted.counts:
        raise KeyError(cell)
    name = counted.population.reads.value
    records = list_records(session, datasets, name)
    chosen = choose_records(counted.population, records, tabulation.own, [cell.year])
    traced = trace(cell, replace(counted, chosen=chosen), tabulation.own)
    codes = {each.find_text("record_id") for each in traced}
    found = (
        Traced(stored.id, stored.fields["record_id"].value)
        for stored in stream_records(session, name)
        if stored.organisation_id == reach.organisation_id
        and "record_id" in stored.fields
        and stored.fields["record_id"].value in codes
    )
    return tuple(sorted(found, key=lambda each: each.code))


def list_years(session: Session, datasets: Datasets) -> tuple[int, ...]:
    """Give the years in which anything was registered, newest first."""
    for name in (VICTIMS, SUSPECTS):
        note_act(session, Deed.READ, name)
    return _YEARS.find(session, "years", lambda: _list_years(session, datasets))


def _list_years(session: Session, datasets: Datasets) -> tuple[int, ...]:
    days = (
        record.find_day("registered_on")
        for name in (VICTIMS, SUSPECTS)
        for record in list_records(session, datasets, name)
    )
    return tuple(sorted({day.year for day in days if day is not None}, reverse=True))
