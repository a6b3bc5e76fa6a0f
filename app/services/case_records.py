"""The records of a case: made when it is confirmed, and completed block by block."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from app.cases.roles import Permission
from app.conditions.values import Silence
from app.datasets.entry import Progress, list_progress
from app.datasets.held import Holding, Origin
from app.datasets.model import Dataset
from app.datasets.records import Value
from app.instruments.catalogue import Published
from app.services.actors import Actor
from app.services.blindness import may_open
from app.services.dataset_records import (
    SUSPECTS,
    VICTIMS,
    Keeper,
    keep,
    load_kept,
)
from app.services.prefilling import prefill_victim
from app.services.workplace import Workplace
from app.store.cases import Reach, get_case
from app.store.dataset_records import (
    Entered,
    StoredRecord,
    add_entry,
    find_dataset_record,
    list_case_records,
    list_cases_of_record,
    list_records_in_reach,
)
from app.store.ids import CaseId, DatasetRecordId, EntryId
from app.store.log import Deed, note_act
from app.store.records import CaseRecord

PERMISSIONS: Final[Mapping[str, Permission]] = {
    VICTIMS: Permission.COMPLETE_VICTIMS,
    SUSPECTS: Permission.COMPLETE_SUSPECTS,
}
MOST_LISTED: Final = 50


@dataclass(frozen=True)
class HeldRecord:
    """A record as it stands, in the version that it was begun with, and the cases it is about.

    Those who may not open a case see none of it here either.
    """

    stored: StoredRecord
    dataset: Dataset
    cases: tuple[CaseRecord, ...]

    @property
    def progress(self) -> tuple[Progress, ...]:
        """Give how far each block is."""
        origins = {name: each.origin for name, each in self.stored.fields.items()}
        return list_progress(self.dataset, origins)

    @property
    def code(self) -> str:
        """Give the code that the record goes by."""
        found = self.stored.fields.get("record_id")
        return "" if found is None else found.value


def open_victim_record(
    session: Session, workplace: Workplace, actor: Actor, case_id: CaseId
) -> DatasetRecordId:
    """Make the record of a case that is confirmed, prefilled; give it if it is there already."""
    for each in list_case_records(session, case_id):
        if each.dataset == VICTIMS:
            return each.id
    datasets = load_kept(workplace.library.indicators_folder)
    found = datasets.datasets.newest(VICTIMS)
    prefill = datasets.prefills.newest(VICTIMS).item
    keeper = _keeper(workplace, actor)
    fields = prefill_victim(session, workplace, keeper, case_id, found, prefill)
    return keep(session, keeper, found, fields, cases=[case_id])


def find_held(
    session: Session, workplace: Workplace, actor: Actor, record_id: DatasetRecordId
) -> HeldRecord | None:
    """Give a record; None if there is none or it is out of reach, all the same."""
    stored = find_dataset_record(session, record_id)
    held = None if stored is None else _find(session, workplace, actor, stored)
    if held is not None:
        note_act(session, Deed.READ, record_id)
    return held


def list_held(
    session: Session, workplace: Workplace, actor: Actor, case: CaseRecord
) -> tuple[HeldRecord, ...]:
    """Give the records of a case that this person may see, oldest first."""
    found = (_find(session, workplace, actor, r) for r in list_case_records(session, case.id))
    return tuple(each for each in found if each is not None)


def list_incomplete(session: Session, workplace: Workplace, actor: Actor) -> tuple[HeldRecord, ...]:
    """Give the newest records within reach that still lack something."""
    note_act(session, Deed.LISTED, "dataset_records")
    found: list[HeldRecord] = []
    for name, permission in PERMISSIONS.items():
        reach = actor.reach(permission)
        stored = () if reach is None else list_records_in_reach(session, name, reach)
        for each in stored:
            held = _find(session, workplace, actor, each)
            if held is not None and not all(part.is_complete for part in held.progress):
                found.append(held)
            if len(found) == MOST_LISTED:
                break
    return tuple(sorted(found, key=lambda each: each.stored.created_at, reverse=True))


def save_fields(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    held: HeldRecord,
    values: Mapping[str, Value | Silence],
    entry_id: EntryId,
) -> None:
    """Keep what somebody entered or confirmed; what stays as it was keeps where it comes from.

    Raises UnreadableError for what a field can't hold.
    """
    fields: dict[str, Entered] = {}
    for name, text in Holding(held.dataset).write(values).items():
        known = held.stored.fields.get(name)
        if known is None or known.value != text:
            fields[name] = Entered(text, Origin.ENTERED.value)
        elif known.origin == Origin.PROPOSED.value:
            fields[name] = Entered(text, Origin.ENTERED.value, known.trail)
    if fields:
        now = workplace.clock.now()
        add_entry(session, held.stored.id, fields, now, actor.account, entry_id)


def _keeper(workplace: Workplace, actor: Actor) -> Keeper:
    return Keeper(actor.account, actor.organisation, workplace.clock)


def _find(
    session: Session, workplace: Workplace, actor: Actor, stored: StoredRecord
) -> HeldRecord | None:
    if stored.dataset not in PERMISSIONS:
        return None
    cases = [get_case(session, each) for each in list_cases_of_record(session, stored.id)]
    in_reach = _is_in_reach(session, actor, stored, cases)
    return _hold(session, workplace, actor, stored, cases) if in_reach else None


def _is_in_reach(
    session: Session, actor: Actor, stored: StoredRecord, cases: list[CaseRecord]
) -> bool:
    """Say whether a person may see a record: by one of its cases, or what was imported."""
    permission = PERMISSIONS[stored.dataset]
    if cases:
        return any(may_open(session, actor, each, permission, None) for each in cases)
    reach: Reach | None = actor.reach(permission)
    is_own = reach is not None and reach.organisation_id == stored.organisation_id
    return is_own and reach is not None and reach.areas is None


def _hold(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    stored: StoredRecord,
    cases: list[CaseRecord],
) -> HeldRecord:
    datasets = load_kept(workplace.library.indicators_folder).datasets
    found: Published[Dataset] = datasets.get(f"{stored.dataset}@{stored.version}")
    seen = (each for each in cases if may_open(session, actor, each, Permission.READ_CASES, None))
    return HeldRecord(stored, found.item, tuple(seen))
