"""What a dataset loses on its way into the columns of a standard, counted record by record."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum


class LossKind(Enum):
    """In which way something is lost."""

    DROPPED = "dropped"
    COARSENED = "coarsened"
    NEVER_COLLECTED = "never_collected"
    UNKNOWN_BY_CODE = "unknown_by_code"


@dataclass(frozen=True, order=True)
class Loss:
    """One thing that is lost: what stands in a field, and what the reader of the export gets.

    Without `value` it is whatever the field holds. `becomes` is what the same field holds after
    the export is read in again, or in words what the column says.
    """

    kind: str
    field: str
    column: str
    value: str
    becomes: str
    because: str


@dataclass
class LossReport:
    """The losses of one export, each with the number of records that it touches."""

    records: int = 0
    counts: Counter[Loss] = field(default_factory=Counter)
    never_collected: tuple[Loss, ...] = ()

    def take(self, losses: Iterable[Loss]) -> None:
        """Count the losses of one record."""
        self.records += 1
        self.counts.update(set(losses))

    def list_rows(self) -> tuple[tuple[Loss, int], ...]:
        """Give every loss with its count; what was never collected is missing in every record."""
        found = sorted(self.counts.items())
        return (*found, *((loss, self.records) for loss in self.never_collected))


COLUMNS = ("kind", "field", "column", "value", "becomes", "because", "records")


def word_rows(report: LossReport) -> list[tuple[str, ...]]:
    """Give the report as rows of text under `COLUMNS`."""
    return [
        (loss.kind, loss.field, loss.column, loss.value, loss.becomes, loss.because, str(count))
        for loss, count in report.list_rows()
    ]
