"""Random cases, counted once for all tests of yearly tables."""

from functools import cache
from itertools import islice

from app.datasets.records import Record
from app.datasets.sample_suspects import generate_suspects
from app.datasets.sample_victims import generate_victims
from app.datasets.yearly.model import YearlyTables
from app.datasets.yearly.publish import Counted, count_everything
from tests.datasets.reference import dataset, load

OWN = "RS"
YEARS = (2023, 2024)
VICTIMS, SUSPECTS = 3200, 1800


def tables() -> YearlyTables:
    return load().tables.newest("yearly").item


@cache
def records() -> dict[str, list[Record]]:
    return {
        "victims": list(islice(generate_victims(dataset("victims"), 17), VICTIMS)),
        "traffickers": list(islice(generate_suspects(dataset("traffickers"), 17), SUSPECTS)),
    }


@cache
def counted(below: int = 5) -> dict[str, Counted]:
    # The higher threshold hides more in the same way: one year of it is enough.
    years = YEARS if below == 5 else YEARS[1:]
    return count_everything(tables(), records(), OWN, years, below)
