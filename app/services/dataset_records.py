"""Records of datasets: made, filled field by field, and read for exports and tables."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from app.clock import Clock
from app.conditions.values import Silence
from app.datasets.catalogue import Datasets, load_datasets
from app.datasets.held import Holding, Origin
from app.datasets.model import Dataset
from app.datasets.records import Record, UnreadableError, Value
from app.instruments.catalogue import Published
from app.services.record_codes import draw_code
from app.store.dataset_records import (
    Entered,
    NewDatasetRecord,
    StoredRecord,
    add_entry,
    create_dataset_record,
    is_imported,
    stream_records,
)
from app.store.errors import StoreError
from app.store.ids import AccountId, CaseId, DatasetRecordId, EntryId, OrganisationId, new_id
from app.store.log import Deed, note_act

VICTIMS = "victims"
SUSPECTS = "traffickers"


@dataclass(frozen=True)
class Keeper:
    """Who puts records into the store, and when."""

    account: AccountId
    organisation: OrganisationId
    clock: Clock


@dataclass(frozen=True)
class Chosen:
    """Which records are meant: all, or those that were registered in a year."""

    year: int | None = None

    def holds(self, record: Record) -> bool:
        """Say whether a record is meant; without a day of registration it is of no year."""
        day = record.find_day("registered_on")
        return self.year is None or (day is not None and day.year == self.year)

    def describe(self) -> dict[str, str]:
        """Give the filters as an export names them."""
        return {} if self.year is None else {"registered in": str(self.year)}


class AlreadyImportedError(Exception):
    """The same file was imported before."""


@cache
def load_kept(indicators: Path) -> Datasets:
    """Give all datasets and mappings, read once. Raises DocumentError with every problem."""
    return load_datasets(indicators)


def list_records(
    session: Session, datasets: Datasets, dataset: str, chosen: Chosen | None = None
) -> Iterator[Record]:
    """Give the records of a dataset one by one; few are held at once.

    Raises StoreError for one whose codes the dataset doesn't know.
    """
    note_act(session, Deed.READ, dataset)
    holdings: dict[str, Holding] = {}
    for stored in stream_records(session, dataset):
        if stored.version not in holdings:
            name = f"{dataset}@{stored.version}"
            holdings[stored.version] = Holding(datasets.datasets.get(name).item)
        record = read_stored(holdings[stored.version], stored)
        if chosen is None or chosen.holds(record):
            yield record


def read_stored(holding: Holding, stored: StoredRecord) -> Record:
    """Give a stored record as it counts. Raises StoreError if it holds what it can't."""
    fields = ((name, each.value, each.origin) for name, each in stored.fields.items())
    try:
        return holding.read(fields)
    except UnreadableError as error:
        sentence = f"Dataset record {stored.id} can't be read: {error}"
        raise StoreError(sentence) from error


def keep_imported(
    session: Session,
    keeper: Keeper,
    found: Published[Dataset],
    records: Iterable[Record],
    fingerprint: str,
) -> int:
    """Keep the records of victims of a file, and give how many.

    Each gets codes of its own, and today as its day of registration. Raises AlreadyImportedError
    for a file that was imported before.
    """
    if is_imported(session, fingerprint):
        raise AlreadyImportedError
    holding = Holding(found.item)
    count = 0
    for record in records:
        values = {**record.values, **begin_victim(keeper)}
        fields = enter(holding, values, Origin.IMPORTED)
        keep(session, keeper, found, fields, imported=fingerprint)
        count += 1
    return count


def begin_victim(keeper: Keeper) -> dict[str, Value | Silence]:
    """Give what every record of a victim begins with."""
    return {
        "record_id": draw_code("V"),
        "person_code": draw_code("P"),
        "registered_on": keeper.clock.today(),
        "registering_organisation": name_organisation(keeper.organisation),
    }


def enter(
    holding: Holding, values: Mapping[str, Value | Silence], origin: Origin
) -> dict[str, Entered]:
    """Give values as they are entered. Raises UnreadableError for what can't be held."""
    return {name: Entered(text, origin.value) for name, text in holding.write(values).items()}


def name_organisation(organisation: OrganisationId) -> str:
    """Give the code of an organisation in datasets; its name stays in the register."""
    return f"org-{organisation}"


def keep(
    session: Session,
    keeper: Keeper,
    found: Published[Dataset],
    fields: Mapping[str, Entered],
    *,
    imported: str | None = None,
    cases: Iterable[CaseId] = (),
) -> DatasetRecordId:
    """Make a record with its first fields, and give its id."""
    now = keeper.clock.now()
    new = NewDatasetRecord(
        id=DatasetRecordId(new_id()),
        dataset=found.id,
        version=found.version,
        fingerprint=found.fingerprint,
        organisation_id=keeper.organisation,
        created_at=now,
        created_by=keeper.account,
        imported=imported,
    )
    create_dataset_record(session, new, cases)
    add_entry(session, new.id, fields, now, keeper.account, EntryId(new_id()))
    return new.id
