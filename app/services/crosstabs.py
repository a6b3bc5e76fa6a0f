"""Cross-tabulations of the records of this installation, counted once while none changes."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from app.datasets.catalogue import Datasets
from app.datasets.crosstab.count import Crosstab, list_categories, tabulate
from app.datasets.crosstab.variables import Variable, list_variables
from app.datasets.model import Dataset
from app.services.dataset_records import SUSPECTS, VICTIMS, list_records
from app.services.kept_figures import Kept
from app.store.log import Deed, note_act

CROSSED: Final = (VICTIMS, SUSPECTS)
_TABLES: Final[Kept[Crosstab]] = Kept()
_CATEGORIES: Final[Kept[tuple[str, ...]]] = Kept()


@dataclass(frozen=True)
class Wish:
    """What is asked for: variables by id, columns and the filter only where they are wanted."""

    dataset: str
    rows: str
    columns: str = ""
    only: str = ""
    category: str = ""


class NoSuchVariableError(Exception):
    """A variable, or a category of it, is none of the dataset."""


def find_variables(datasets: Datasets, name: str) -> dict[str, Variable]:
    """Give what a dataset can be tabulated by, by id. Raises NoSuchVariableError."""
    if name not in CROSSED:
        raise NoSuchVariableError(name)
    return {each.id: each for each in list_variables(_newest(datasets, name))}


def cross(session: Session, datasets: Datasets, wish: Wish) -> Crosstab:
    """Give a table, small counts hidden. Raises NoSuchVariableError for what there is none of."""
    known = find_variables(datasets, wish.dataset)
    names = [wish.rows, *filter(None, (wish.columns, wish.only))]
    if not set(names) <= set(known) or len(set(names)) != len(names):
        raise NoSuchVariableError(names)
    if wish.only and wish.category not in list_choices(session, datasets, wish):
        raise NoSuchVariableError(wish.category)
    note_act(session, Deed.COUNTED, wish.dataset)
    question = (_newest(datasets, wish.dataset).version, wish)
    variables = [known[name] for name in names]

    def count() -> Crosstab:
        records = list_records(session, datasets, wish.dataset)
        return tabulate(list_categories(records, variables), variables, wish.category)

    return _TABLES.find(session, question, count)


def list_choices(session: Session, datasets: Datasets, wish: Wish) -> tuple[str, ...]:
    """Give the categories that the records can be filtered by; none without such a variable."""
    variable = find_variables(datasets, wish.dataset).get(wish.only)
    if variable is None:
        return ()

    def count() -> tuple[str, ...]:
        records = list_records(session, datasets, wish.dataset)
        return tuple(sorted({row[0] for row in list_categories(records, [variable])}))

    return _CATEGORIES.find(session, (wish.dataset, wish.only), count)


def _newest(datasets: Datasets, name: str) -> Dataset:
    return datasets.datasets.newest(name).item
