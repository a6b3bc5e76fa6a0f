"""What only shows across all yearly tables, and beside the datasets that they count."""

from collections.abc import Iterator, Mapping

from app.datasets.model import Dataset
from app.datasets.yearly.model import Population, YearlyTables
from app.datasets.yearly.variables import VARIABLES
from app.documents.problem import Fault, Path
from app.instruments.checks import find_repeated
from app.instruments.references import suggest

# Below this nothing is safe to publish, whoever asks for it.
LEAST_THRESHOLD = 5


def check_tables(tables: YearlyTables) -> Iterator[Fault]:
    """Give every fault of yearly tables that shows without the datasets."""
    populations = [(each.id, ("populations", n, "id")) for n, each in enumerate(tables.populations)]
    yield from find_repeated(populations, "population")
    known = {name for name, _ in populations}
    for number, collection in enumerate(tables.collections):
        path: Path = ("collections", number)
        if collection.hides.below < LEAST_THRESHOLD:
            hint = f"Write {LEAST_THRESHOLD} or more."
            yield Fault((*path, "hides", "below"), "publishes counts that are too small", hint)
        for place, table in enumerate(collection.tables):
            for part in table.parts:
                where = (*path, "tables", place, "parts")
                yield from _find_strange(part.population, known, "population", where)
                for name in (name for breakdown in part.by for name in breakdown):
                    yield from _find_strange(name, set(VARIABLES), "variable", where)


def check_counted(tables: YearlyTables, datasets: Mapping[str, Dataset]) -> Iterator[Fault]:
    """Give every fault of populations beside the datasets that they count."""
    for number, population in enumerate(tables.populations):
        dataset = datasets.get(population.reads.value)
        if dataset is None:
            yield from _find_strange(population.reads.value, set(datasets), "dataset", ())
        else:
            yield from _check_population(population, dataset, ("populations", number))


def _check_population(population: Population, dataset: Dataset, path: Path) -> Iterator[Fault]:
    fields = {each.id: each for each in dataset.list_fields()}
    for name in (population.counts, *population.year_by):
        yield from _find_strange(name, set(fields), "field", path)
    for each in population.where:
        yield from _find_strange(each.field, set(fields), "field", (*path, "where"))
        known = set(fields[each.field].list_codes()) if each.field in fields else set(each.codes)
        for code in each.codes:
            yield from _find_strange(code, known, "code", (*path, "where"))


def _find_strange(name: str, known: set[str], kind: str, path: Path) -> Iterator[Fault]:
    if name not in known:
        yield Fault(path, f"there is no {kind} “{name}”", suggest(name, known, kind))
