"""All versions of all datasets and mappings, read from the folder `indicators/`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.datasets.checks import check_dataset, check_mapping, check_reading
from app.datasets.model import Dataset, Mapping
from app.datasets.performance.checks import check_performance
from app.datasets.performance.model import Performance
from app.datasets.prefill.checks import check_filling, check_prefill
from app.datasets.prefill.model import Prefill
from app.datasets.yearly.checks import check_counted, check_tables
from app.datasets.yearly.model import YearlyTables
from app.documents.problem import DocumentError, Fault, Problem
from app.documents.reader import Document
from app.instruments.catalogue import Published, Shelf, VersionedT, load_shelf


@dataclass(frozen=True)
class Datasets:
    """Every version of every dataset, of its mappings to standards, and of what is counted."""

    datasets: Shelf[Dataset]
    mappings: Shelf[Mapping]
    tables: Shelf[YearlyTables]
    performance: Shelf[Performance]
    prefills: Shelf[Prefill]

    def read_by(self, mapping: Mapping) -> Dataset:
        """Give the dataset that a mapping reads."""
        return self.datasets.get(mapping.reads).item


def load_datasets(folder: Path, *, drafts: bool = False) -> Datasets:
    """Read what a folder says of datasets. Raises DocumentError with every problem."""
    problems: list[Problem] = []

    def load(
        kind: str, model: type[VersionedT], check: Callable[[VersionedT], Iterator[Fault]]
    ) -> Shelf[VersionedT]:
        under = f"{folder.name}/"
        return load_shelf(folder / kind, model, check, problems, under, drafts=drafts)

    found = Datasets(
        load("datasets", Dataset, check_dataset),
        load("mappings", Mapping, check_mapping),
        load("tables", YearlyTables, check_tables),
        load("performance", Performance, check_performance),
        load("prefills", Prefill, check_prefill),
    )
    if not problems:
        for each in found.mappings:
            problems += _check_across(each, found)
        for prefill in found.prefills:
            check = partial(check_filling, prefill.item)
            problems += _check_beside(prefill.item.fills, prefill.document, "fills", found, check)
        for tables in found.tables:
            problems += tables.document.place(check_counted(tables.item, _list_newest(found)))
    if problems:
        raise DocumentError(problems)
    return found


def _list_newest(found: Datasets) -> dict[str, Dataset]:
    shelf = found.datasets
    return {identity: shelf.newest(identity).item for identity in shelf.list_ids()}


def _check_across(mapping: Published[Mapping], found: Datasets) -> list[Problem]:
    check = partial(check_reading, mapping.item)
    return _check_beside(mapping.item.reads, mapping.document, "reads", found, check)


def _check_beside(
    name: str,
    document: Document,
    key: str,
    found: Datasets,
    check: Callable[[Dataset], Iterator[Fault]],
) -> list[Problem]:
    """Give the problems of what is about one version of a dataset, which must be there."""
    try:
        dataset = found.datasets.get(name).item
    except KeyError:
        hint = f"Name one of {', '.join(found.datasets.list_names())}."
        return document.place([Fault((key,), f"{name} is not there", hint)])
    return document.place(check(dataset))
