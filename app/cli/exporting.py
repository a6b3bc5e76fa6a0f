"""What `flask export` does."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import click

from app.bulk.progress import Meter
from app.cli.ending import stop
from app.cli.opening import Opened, cancel_cleanly, open_datasets
from app.clock import SYSTEM_CLOCK
from app.datasets.export import STEP, Order, Recipient, RecipientError, read_key, write_beside
from app.datasets.exports import UnnamedRecipientError, order_release, order_standard
from app.datasets.formats import TooManyRowsError
from app.datasets.records import Record
from app.instruments.references import suggest
from app.services.dataset_records import Chosen, list_records
from app.store.dataset_records import count_records
from app.store.log import Deed, note_act


@dataclass(frozen=True)
class ExportWishes:
    """What was asked for on the command line."""

    name: str
    file: Path
    year: int | None
    recipient: str | None
    to: str | None


def run_export(wishes: ExportWishes) -> None:
    """Write the export, or end with a sentence that says why not."""
    with cancel_cleanly(), open_datasets() as opened:
        _export(opened, wishes)


def _export(opened: Opened, wishes: ExportWishes) -> None:
    recipient = _name_recipient(wishes)
    dataset = _find_dataset(opened, wishes.name)
    # Logged before anything leaves: what can't be logged is not exported.
    with opened.store.records.writing() as session:
        note_act(session, Deed.EXPORTED, dataset)
    with opened.store.records.reading() as session:
        chosen = Chosen(wishes.year)
        records = list_records(session, opened.datasets, dataset, chosen)
        meter = Meter(count_records(session, dataset))
        try:
            order = _order(opened, wishes, records, chosen)
            manifest, files = write_beside(
                order, wishes.file, watch=lambda _: meter(STEP), recipient=recipient
            )
        except FileExistsError as error:
            stop(f"There is {error} already. Nothing is replaced: choose another name.")
        except (UnnamedRecipientError, TooManyRowsError) as error:
            stop(str(error))
        except OSError as error:
            stop(f"{wishes.file} can't be written ({error.strerror}). Nothing of it is left.")
        finally:
            meter.finish()
    click.echo(f"{manifest.records} records in {manifest.columns} columns.")
    for reason, count in manifest.left_out.items():
        click.echo(f"{count} left out: {reason}.")
    for path in files:
        click.echo(f"  {path}")


def _name_recipient(wishes: ExportWishes) -> Recipient | None:
    if (wishes.recipient is None) != (wishes.to is None):
        raise click.UsageError("Name the recipient with --to, and their key with --recipient.")
    if wishes.recipient is None or wishes.to is None:
        return None
    recipient = Recipient(wishes.to, wishes.recipient)
    try:
        read_key(recipient)
    except RecipientError as error:
        raise click.BadParameter(str(error), param_hint="--recipient") from error
    return recipient


def _find_dataset(opened: Opened, name: str) -> str:
    """Give the dataset that an export is made from."""
    found = opened.datasets
    if name in found.datasets.list_ids():
        return name
    if name in found.mappings.list_ids():
        return found.read_by(found.mappings.newest(name).item).id
    known = (*found.datasets.list_ids(), *found.mappings.list_ids())
    hint = suggest(name, known, "dataset or standard") or f"There are: {', '.join(known)}."
    raise click.BadParameter(f"There is no dataset or standard “{name}”. {hint}")


def _order(
    opened: Opened, wishes: ExportWishes, records: Iterable[Record], chosen: Chosen
) -> Order:
    found, today = opened.datasets, SYSTEM_CLOCK.today().isoformat()
    if wishes.name in found.datasets.list_ids():
        dataset = found.datasets.newest(wishes.name)
        return order_release(dataset, records, today, chosen.describe())
    mapping = found.mappings.newest(wishes.name)
    named = wishes.recipient is not None
    order = order_standard(mapping, found, records, today, named=named)
    return replace(order, filters=chosen.describe())
