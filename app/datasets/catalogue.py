"""All versions of all datasets and mappings, read from the folder `indicators/`."""

from dataclasses import dataclass
from pathlib import Path

from app.datasets.checks import check_dataset, check_mapping, check_reading
from app.datasets.model import Dataset, Mapping
from app.documents.problem import DocumentError, Fault, Problem
from app.instruments.catalogue import Published, Shelf, load_shelf


@dataclass(frozen=True)
class Datasets:
    """Every version of every dataset, and of its mappings to published standards."""

    datasets: Shelf[Dataset]
    mappings: Shelf[Mapping]

    def read_by(self, mapping: Mapping) -> Dataset:
        """Give the dataset that a mapping reads."""
        return self.datasets.get(mapping.reads).item


def load_datasets(folder: Path, *, drafts: bool = False) -> Datasets:
    """Read `datasets/` and `mappings/` in a folder. Raises DocumentError with every problem."""
    problems: list[Problem] = []
    under = f"{folder.name}/"
    found = Datasets(
        load_shelf(folder / "datasets", Dataset, check_dataset, problems, under, drafts=drafts),
        load_shelf(folder / "mappings", Mapping, check_mapping, problems, under, drafts=drafts),
    )
    if not problems:
        for each in found.mappings:
            problems += _check_across(each, found)
    if problems:
        raise DocumentError(problems)
    return found


def _check_across(mapping: Published[Mapping], found: Datasets) -> list[Problem]:
    try:
        dataset = found.read_by(mapping.item)
    except KeyError:
        hint = f"Name one of {', '.join(found.datasets.list_names())}."
        what = f"{mapping.item.reads} is not there"
        return mapping.document.place([Fault(("reads",), what, hint)])
    return mapping.document.place(check_reading(mapping.item, dataset))
