"""Those responsible in a case: begun from what the victim's record says, again for each proceeding.

One record is one suspect in one criminal case. Who is charged anew, or tried again elsewhere, gets
a further record under the same code, with the background that is known.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from sqlalchemy.orm import Session

from app.cases.workflow import CaseState
from app.conditions.values import Silence
from app.datasets.held import Holding, Origin
from app.datasets.model import Dataset
from app.datasets.records import Value
from app.instruments.catalogue import Published
from app.services.actors import Actor, NotAllowedError
from app.services.blindness import may_open
from app.services.case_records import PERMISSIONS, HeldRecord
from app.services.dataset_records import (
    SUSPECTS,
    VICTIMS,
    Keeper,
    enter,
    keep,
    load_kept,
    name_organisation,
)
from app.services.record_codes import draw_code
from app.services.workplace import Workplace
from app.store.dataset_records import Entered, list_case_records
from app.store.ids import DatasetRecordId
from app.store.records import CaseRecord

# What the record of a victim says of those responsible, by the field that asks for it.
FROM_VICTIMS: Final[Mapping[str, str]] = {
    "criminal_case": "criminal_case",
    "recruitment_means": "recruitment_means",
    "means_of_control": "means_of_control",
    "forms": "forms",
    "exploitation_countries": "exploitation_countries",
    "transit_countries": "transit_countries",
}
# The block that a person keeps from one proceeding to the next.
BACKGROUND: Final = "b"
SILENT: Final = frozenset(each.value for each in Silence)


def add_suspect(
    session: Session, workplace: Workplace, actor: Actor, case: CaseRecord
) -> DatasetRecordId:
    """Begin a record of somebody responsible, with what the victim's record proposes.

    Raises NotAllowedError for who may not. Of a case that was destroyed nothing is known any more,
    so nobody may.
    """
    is_gone = case.state == CaseState.DESTROYED.value
    if is_gone or not may_open(session, actor, case, PERMISSIONS[SUSPECTS], None):
        raise NotAllowedError
    found = _newest(workplace)
    fields = _begin(workplace, actor, found, draw_code("T"))
    fields |= dict(_list_proposed(session, actor, found.item, case))
    keeper = Keeper(actor.account, actor.organisation, workplace.clock)
    return keep(session, keeper, found, fields, cases=[case.id])


def add_proceeding(
    session: Session, workplace: Workplace, actor: Actor, held: HeldRecord
) -> DatasetRecordId:
    """Begin a record of a further proceeding against the same person, in the same cases.

    Raises NotAllowedError for who may not, and for what is no record of a suspect.
    """
    suspect = held.stored.fields.get("suspect_code")
    if held.stored.dataset != SUSPECTS or suspect is None or not held.cases:
        raise NotAllowedError
    found = _newest(workplace)
    fields = _begin(workplace, actor, found, suspect.value)
    background = next(block for block in found.item.blocks if block.id == BACKGROUND)
    for field in background.fields:
        known = held.stored.fields.get(field.id)
        if known is not None:
            fields[field.id] = known
    keeper = Keeper(actor.account, actor.organisation, workplace.clock)
    return keep(session, keeper, found, fields, cases=[each.id for each in held.cases])


def _newest(workplace: Workplace) -> Published[Dataset]:
    return load_kept(workplace.library.indicators_folder).datasets.newest(SUSPECTS)


def _begin(
    workplace: Workplace, actor: Actor, found: Published[Dataset], suspect: str
) -> dict[str, Entered]:
    values: dict[str, Value | Silence] = {
        "record_id": draw_code("S"),
        "suspect_code": suspect,
        "registered_on": workplace.clock.today(),
        "registering_organisation": name_organisation(actor.organisation),
    }
    return enter(Holding(found.item), values, Origin.CASE)


def _list_proposed(
    session: Session, actor: Actor, dataset: Dataset, case: CaseRecord
) -> Iterator[tuple[str, Entered]]:
    """Give what the victim's record says, each with the answers that it was taken from.

    It is a proposal: of several people responsible each did a part alone.
    """
    if not may_open(session, actor, case, PERMISSIONS[VICTIMS], None):
        return
    fields = {each.id: each for each in dataset.list_fields()}
    for record in list_case_records(session, case.id):
        if record.dataset != VICTIMS:
            continue
        for ours, theirs in FROM_VICTIMS.items():
            known = record.fields.get(theirs)
            codes = set(fields[ours].list_codes())
            if known is None or known.value in SILENT:
                continue
            if not codes or set(known.value.split(";")) <= codes:
                yield ours, Entered(known.value, Origin.PROPOSED.value, known.trail)
