"""The yearly tables of this installation, counted over all its records and protected together."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.datasets.catalogue import Datasets
from app.datasets.yearly.model import YearlyTables
from app.datasets.yearly.publish import (
    OPEN_THRESHOLD,
    Counted,
    Sheet,
    build_sheets,
    count_everything,
)
from app.services.dataset_records import SUSPECTS, VICTIMS, list_records
from app.store.accounts import list_organisations

TABLES = "yearly"


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


def tabulate(
    session: Session, datasets: Datasets, year: int, own: str, *, openly: bool = False
) -> Tabulation:
    """Count every table of a year. What is published `openly` hides every count below 11."""
    tables = datasets.tables.newest(TABLES).item
    records = {name: list_records(session, datasets, name) for name in (VICTIMS, SUSPECTS)}
    below = OPEN_THRESHOLD if openly else min(each.hides.below for each in tables.collections)
    counted = count_everything(tables, records, own, [year], below)
    sheets = tuple(build_sheets(tables, counted, openly=openly))
    return Tabulation(tables, sheets, counted, own, openly)


def find_country(session: Session) -> str:
    """Give the country of all organisations. Raises CountryUnclearError if there are several."""
    countries = tuple(sorted({each.country for each in list_organisations(session)}))
    if len(countries) != 1:
        raise CountryUnclearError(countries)
    return countries[0]
