"""What can be exported: a dataset as it may leave, or in the columns of a standard."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from app.datasets.catalogue import Datasets
from app.datasets.codebook import word_codebook
from app.datasets.export import Order, Watch
from app.datasets.express import Expression
from app.datasets.losses import LossReport
from app.datasets.model import Dataset
from app.datasets.model import Mapping as StandardMapping
from app.datasets.records import Record
from app.datasets.release import Release
from app.datasets.workbook import Template, write_workbook
from app.instruments.catalogue import Published

CONSENT: Final = "consent"
AGREED: Final = frozenset({"consent_given", "guardian_consent"})
NOT_AGREED: Final = "no consent to sharing is recorded"


class UnnamedRecipientError(ValueError):
    """An export hands over cases, and nobody is named who gets them."""


def order_release(
    found: Published[Dataset], records: Iterable[Record], made_on: str, filters: Mapping[str, str]
) -> Order:
    """Give the export of a dataset as it may leave."""
    release = Release(found.item)
    report = release.open_report()
    return Order(
        title=found.item.title,
        columns=release.columns,
        rows=_list_released(release, records, report),
        report=report,
        made_on=made_on,
        name=found.id,
        versions={found.name: found.fingerprint},
        filters=filters,
        texts={"codebook.md": word_codebook(found.item)},
    )


def order_standard(
    found: Published[StandardMapping],
    datasets: Datasets,
    records: Iterable[Record],
    made_on: str,
    *,
    named: bool,
) -> Order:
    """Give the export in the columns of a standard. Raises UnnamedRecipientError.

    What hands over cases is for a recipient who is `named`, and holds those alone who agreed.
    """
    mapping, read = found.item, datasets.datasets.get(found.item.reads)
    _check_recipient(mapping, named=named)
    left_out: Counter[str] = Counter()
    leaving = _list_agreed(records, left_out) if _needs_consent(mapping, read.item) else records
    expression = Expression(mapping, read.item)
    report = expression.open_report()
    return Order(
        title=mapping.title,
        columns=tuple(column.column for column in mapping.columns),
        rows=_list_expressed(expression, leaving, report),
        report=report,
        made_on=made_on,
        name=found.id,
        versions={found.name: found.fingerprint, read.name: read.fingerprint},
        texts={"codebook.md": word_standard(mapping, read.item)},
        left_out=left_out,
        fill=_plan_workbook(mapping, read.item, leaving, report) if mapping.template else None,
    )


def _check_recipient(mapping: StandardMapping, *, named: bool) -> None:
    if mapping.named_recipient and not named:
        sentence = f"{mapping.title} hands over cases: name who gets them, with their key."
        raise UnnamedRecipientError(sentence)


def _needs_consent(mapping: StandardMapping, dataset: Dataset) -> bool:
    """Say whether single people are handed over, who must have agreed to it."""
    return mapping.named_recipient and any(f.id == CONSENT for f in dataset.list_fields())


def _list_agreed(records: Iterable[Record], left_out: Counter[str]) -> Iterator[Record]:
    """Give the records of those who agreed; anything else, a silence too, is no agreement."""
    for record in records:
        if record.find_text(CONSENT) in AGREED:
            yield record
        else:
            left_out[NOT_AGREED] += 1


def _plan_workbook(
    mapping: StandardMapping, dataset: Dataset, records: Iterable[Record], report: LossReport
) -> Callable[[Path, Watch | None], int]:
    """Give what writes the records into the workbook that the standard publishes."""

    def fill(path: Path, watch: Watch | None) -> int:
        template = Template(mapping, dataset)
        return write_workbook(path, template, records, watch, report).records

    return fill


def word_standard(mapping: StandardMapping, dataset: Dataset) -> str:
    """Give what each column of a standard is made from, and what can't be filled, as Markdown."""
    lines = [f"# {mapping.title} ({mapping.id} {mapping.version})", ""]
    lines += [f"{mapping.source}.", "", f"Made from {dataset.id} {dataset.version}.", ""]
    lines += ["| column | made from | how | note |", "|---|---|---|---|"]
    lines += [
        f"| `{each.column}` | `{each.field}` | {each.make.value} | {each.note or ''} |"
        for each in mapping.columns
    ]
    lines += ["", "## Not filled", ""]
    lines += [f"- `{gap.column}`: {gap.because}" for gap in mapping.gaps]
    return "\n".join(lines) + "\n"


def _list_released(
    release: Release, records: Iterable[Record], report: LossReport
) -> Iterator[tuple[str, ...]]:
    for record in records:
        cells, losses = release.write(record)
        report.take(losses)
        yield cells


def _list_expressed(
    expression: Expression, records: Iterable[Record], report: LossReport
) -> Iterator[tuple[str, ...]]:
    for record in records:
        cells, losses = expression.express(record)
        report.take(losses)
        yield tuple(cells.values())
