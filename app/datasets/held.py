"""What is held of a record: a text for each field, where it comes from, and whether it counts."""

from collections.abc import Iterable, Mapping
from enum import Enum

from app.conditions.values import Silence
from app.datasets.model import Dataset, DatasetField, Disclosure, Kind
from app.datasets.records import Record, UnreadableError, Value, read_value, word_value


class Origin(Enum):
    """How something came into a field; the values are the codes in the database.

    What is proposed may be a part of the truth alone: it counts once a person has confirmed it.
    """

    ANSWER = "answer"
    CASE = "case"
    PROPOSED = "proposed"
    ENTERED = "entered"
    IMPORTED = "imported"


def is_held(field: DatasetField) -> bool:
    """Say whether a field may be kept at all: no free text, and nothing that never leaves."""
    return field.kind is not Kind.TEXT and field.disclosure is not Disclosure.NEVER


class Holding:
    """What records of one dataset hold, as texts by field."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self._fields = {each.id: each for each in dataset.list_fields()}

    def write(self, values: Mapping[str, Value | Silence]) -> dict[str, str]:
        """Give the texts of some values. Raises UnreadableError for what can't be held."""
        texts = {name: word_value(value) for name, value in values.items()}
        for name, text in texts.items():
            field = self._get(name)
            if not is_held(field):
                raise UnreadableError(f"{self.dataset.id} holds no {name}: it never leaves.")
            read_value(text, field)
        return texts

    def read(self, held: Iterable[tuple[str, str, str]]) -> Record:
        """Give the record of fields, each with its text and origin; what doesn't count is left out.

        Raises UnreadableError for what the dataset can't hold.
        """
        counting = ((name, text) for name, text, origin in held if origin != _PROPOSED)
        return Record({name: read_value(text, self._get(name)) for name, text in counting})

    def _get(self, name: str) -> DatasetField:
        field = self._fields.get(name)
        if field is None:
            raise UnreadableError(f"{self.dataset.id} {self.dataset.version} has no {name}.")
        return field


_PROPOSED = Origin.PROPOSED.value
