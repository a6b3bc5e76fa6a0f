"""A dataset as it may leave: what stays behind, and what leaves only as a year or a band."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from app.conditions.values import Silence
from app.datasets.losses import Loss, LossKind, LossReport
from app.datasets.model import Dataset, DatasetField, Disclosure
from app.datasets.records import Record, Value, word_value

# The age bands of the files of CTDC, so that tables of both can be compared.
AGE_BANDS = (
    ("0-8", 8), ("9-17", 17), ("18-20", 20), ("21-23", 23), ("24-26", 26), ("27-29", 29),
    ("30-38", 38), ("39-47", 47),
)  # fmt: skip
LAST_BAND = "48+"

_STAYS = frozenset({Disclosure.NEVER, Disclosure.TO_NAMED_RECIPIENT})
_REASONS = MappingProxyType(
    {
        Disclosure.NEVER: "It never leaves.",
        Disclosure.TO_NAMED_RECIPIENT: "It leaves to a named recipient alone.",
        Disclosure.AS_YEAR: "It leaves as a year.",
        Disclosure.AS_BAND: "It leaves as an age band.",
    }
)


class Release:
    """The columns of a dataset that leave, and each record in them."""

    def __init__(self, dataset: Dataset) -> None:
        fields = dataset.list_fields()
        self._fields = tuple(each for each in fields if each.disclosure not in _STAYS)
        self._behind = tuple(each for each in fields if each.disclosure in _STAYS)
        self.columns = tuple(each.id for each in self._fields)

    def write(self, record: Record) -> tuple[tuple[str, ...], list[Loss]]:
        """Give the cells of a record, and what they lose."""
        losses = [
            _lose(field, LossKind.DROPPED, "")
            for field in self._behind
            if record.get(field.id) is not Silence.NOT_ASKED
        ]
        cells = []
        for field in self._fields:
            value = record.get(field.id)
            coarsen = _COARSE.get(field.disclosure)
            if coarsen is None or isinstance(value, Silence):
                cells.append(word_value(value))
            else:
                cells.append(coarsen(value))
                losses.append(_lose(field, LossKind.COARSENED, field.disclosure.value))
        return tuple(cells), losses

    def open_report(self) -> LossReport:
        """Give an empty report."""
        return LossReport()


def find_age_band(age: int) -> str:
    """Give the band of an age."""
    return next((label for label, up_to in AGE_BANDS if age <= up_to), LAST_BAND)


def _lose(field: DatasetField, kind: LossKind, becomes: str) -> Loss:
    return Loss(kind.value, field.id, field.id, "", becomes, _REASONS[field.disclosure])


_COARSE: Mapping[Disclosure, Callable[[Value], str]] = {
    Disclosure.AS_YEAR: lambda value: word_value(value)[:4],
    Disclosure.AS_BAND: lambda value: find_age_band(int(word_value(value))),
}
