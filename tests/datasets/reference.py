"""The reference collection, and our own declarations, as tests of datasets read them."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml  # noqa: TID251 - The collection has empty values, which our own reader refuses.

from app.datasets.catalogue import Datasets, load_datasets
from app.datasets.model import Dataset, Mapping

ROOT = Path(__file__).parents[2]
INDICATORS = ROOT / "indicators"


@cache
def read_reference(name: str) -> Any:
    text = (ROOT / "tests" / "reference" / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - It makes text of everything.


@cache
def load() -> Datasets:
    return load_datasets(INDICATORS)


def dataset(name: str) -> Dataset:
    return load().datasets.newest(name).item


def mapping(name: str) -> Mapping:
    return load().mappings.newest(name).item


def list_columns(*names: str) -> list[str]:
    """Give every column that these mappings fill or name as a gap."""
    found = [mapping(name) for name in names]
    filled = [column.column for each in found for column in each.columns]
    return filled + [gap.column for each in found for gap in each.gaps]
