"""Random cases, counted once for all tests of yearly tables.

All are counted for both years. Hiding takes a solver: in `./test` the first year is hidden for
official reporting and the last one for open publication, by night both years.
"""

import os
from functools import cache
from itertools import islice

from app.datasets.records import Record
from app.datasets.sample_suspects import generate_suspects
from app.datasets.sample_victims import generate_victims
from app.datasets.yearly.model import YearlyTables
from app.datasets.yearly.publish import Counted, Tally, count_everything, tally
from tests.datasets.reference import dataset, load

OWN = "RS"
YEARS = (2023, 2024)
VICTIMS, SUSPECTS = 3200, 1800
NIGHT = bool(os.environ.get("THRESHOLD_NIGHT"))


def tables() -> YearlyTables:
    return load().tables.newest("yearly").item


@cache
def records() -> dict[str, list[Record]]:
    return {
        "victims": list(islice(generate_victims(dataset("victims"), 17), VICTIMS)),
        "traffickers": list(islice(generate_suspects(dataset("traffickers"), 17), SUSPECTS)),
    }


@cache
def counts() -> dict[str, Tally]:
    return {each.population.id: each for each in tally(tables(), records(), OWN, YEARS)}


@cache
def counted(below: int = 5) -> dict[str, Counted]:
    # The higher threshold hides more in the same way: one year of it is enough.
    last = YEARS[1:]
    years = last if below > 5 else YEARS if NIGHT else YEARS[:1]
    return count_everything(tables(), records(), OWN, years, below)
