"""What can be exported: a dataset as it may leave, or in the columns of a standard."""

from collections.abc import Iterable, Iterator, Mapping

from app.datasets.catalogue import Datasets
from app.datasets.codebook import word_codebook
from app.datasets.export import Order
from app.datasets.express import Expression
from app.datasets.losses import LossReport
from app.datasets.model import Dataset
from app.datasets.model import Mapping as StandardMapping
from app.datasets.records import Record
from app.datasets.release import Release
from app.instruments.catalogue import Published


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

    What hands over cases may only be ordered for a recipient who is `named`.
    """
    mapping, read = found.item, datasets.datasets.get(found.item.reads)
    if mapping.named_recipient and not named:
        sentence = f"{mapping.title} hands over cases: name who gets them, with their key."
        raise UnnamedRecipientError(sentence)
    expression = Expression(mapping, read.item)
    report = expression.open_report()
    return Order(
        title=mapping.title,
        columns=tuple(column.column for column in expression.columns),
        rows=_list_expressed(expression, records, report),
        report=report,
        made_on=made_on,
        name=found.id,
        versions={found.name: found.fingerprint, read.name: read.fingerprint},
        texts={"codebook.md": word_standard(mapping, read.item)},
    )


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
